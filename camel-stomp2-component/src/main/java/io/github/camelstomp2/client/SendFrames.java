/*
 * Copyright the camel-stomp2 contributors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelstomp2.client;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompUnsupportedOptionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes SEND frames as a broker wants them. Clients repeat themselves: what was made of the same headers and options as
 * the message before is used again, which the encoder also notices. One per connection, event loop only.
 */
final class SendFrames {
    private @Nullable StompHeaders lastOfMessage;
    private @Nullable SendOptions lastOptions;
    private @Nullable BrokerDialect lastDialect;
    private boolean lastBare;
    private StompHeaders lastHeaders = StompHeaders.EMPTY;

    /**
     * @throws StompUnsupportedOptionException if the broker cannot do what is asked for
     */
    StompFrame of(OutgoingMessage message, BrokerDialect dialect) {
        boolean bare = message.options().text() && dialect.makesTextByMissingContentLength() && !hasNul(message.body());
        if (!isLikeLast(message, dialect, bare)) {
            lastHeaders = headers(message, dialect, bare);
            lastOfMessage = message.headers();
            lastOptions = message.options();
            lastDialect = dialect;
            lastBare = bare;
        }
        StompFrame frame = new StompFrame(StompCommand.SEND, lastHeaders, message.body());
        return bare ? frame.withoutContentLength() : frame;
    }

    private boolean isLikeLast(OutgoingMessage message, BrokerDialect dialect, boolean bare) {
        return lastOfMessage == message.headers()
                && lastOptions == message.options()
                && lastDialect == dialect
                && lastBare == bare;
    }

    private static StompHeaders headers(OutgoingMessage message, BrokerDialect dialect, boolean bare) {
        if (!message.options().isPlain()) {
            SubscribeFrames.requirePossible(dialect.limitations(message.options()), dialect);
        }
        StompHeaders.Builder headers = new StompHeaders.Builder(
                        message.headers().size() + 4)
                .add(StompHeaderNames.DESTINATION, dialect.destination(message.options()));
        message.headers().forEach(headers::addIfAbsent);
        dialect.addSendHeaders(message.options(), headers);
        if (bare) {
            dialect.addTextHeaders(headers);
        }
        return headers.build();
    }

    /** A SEND by which a broker creates the queue, to be written into a transaction that is aborted. */
    static StompFrame declaration(SendOptions queue, BrokerDialect dialect) {
        StompHeaders.Builder headers =
                StompHeaders.builder().add(StompHeaderNames.DESTINATION, dialect.destination(queue));
        dialect.addSendHeaders(queue, headers);
        return new StompFrame(StompCommand.SEND, headers.build());
    }

    private static boolean hasNul(byte[] body) {
        for (byte octet : body) {
            if (octet == 0) {
                return true;
            }
        }
        return false;
    }
}
