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

/** Makes SEND frames as a broker wants them. */
final class SendFrames {
    private SendFrames() {}

    /**
     * @throws StompUnsupportedOptionException if the broker cannot do what is asked for
     */
    static StompFrame of(OutgoingMessage message, BrokerDialect dialect) {
        if (!message.options().isPlain()) {
            SubscribeFrames.requirePossible(dialect.limitations(message.options()), dialect);
        }
        StompHeaders.Builder headers = new StompHeaders.Builder(
                        message.headers().size() + 4)
                .add(StompHeaderNames.DESTINATION, dialect.destination(message.options()));
        message.headers().forEach(headers::addIfAbsent);
        dialect.addSendHeaders(message.options(), headers);
        boolean bare = message.options().text() && dialect.makesTextByMissingContentLength() && !hasNul(message.body());
        if (bare) {
            dialect.addTextHeaders(headers);
        }
        StompFrame frame = new StompFrame(StompCommand.SEND, headers.build(), message.body());
        return bare ? frame.withoutContentLength() : frame;
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
