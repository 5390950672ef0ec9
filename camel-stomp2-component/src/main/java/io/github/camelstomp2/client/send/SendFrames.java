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
package io.github.camelstomp2.client.send;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.FrameLimits;
import io.github.camelstomp2.broker.Limitation;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.protocol.StompUnsupportedOptionException;
import io.github.camelstomp2.protocol.text.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Makes SEND frames as a broker expects them. Clients repeat their headers: when a message has the same headers and
 * options as the previous one, the objects made for that one are used again, which also saves work in the encoder. One
 * per connection, event loop only.
 */
public final class SendFrames {
    private @Nullable StompHeaders lastOfMessage;
    private @Nullable SendOptions lastOptions;
    private @Nullable BrokerDialect lastDialect;
    private boolean lastBare;
    private StompHeaders lastHeaders = StompHeaders.EMPTY;
    private final int maxSendFrameSize;

    /** @param maxSendFrameSize the most octets of a frame that the broker accepts; 0: the broker's known default */
    public SendFrames(int maxSendFrameSize) {
        this.maxSendFrameSize = maxSendFrameSize;
    }

    /**
     * Makes the frame for a message.
     *
     * @throws StompUnsupportedOptionException if the broker cannot do what the options ask for
     * @throws StompUnsendableException if the broker is known to close the connection because of this frame
     */
    public StompFrame of(OutgoingMessage message, BrokerDialect dialect) {
        if (message.confirm() && !dialect.confirms()) {
            Limitation.requirePossible(dialect.confirmationLimits(true, false), dialect.name());
        }
        boolean bare = message.options().text() && dialect.makesTextByMissingContentLength() && !hasNul(message.body());
        if (!isLikeLast(message, dialect, bare)) {
            StompHeaders headers = headers(message, dialect, bare);
            refuse(limits(dialect).overHead(headers), message);
            lastHeaders = headers;
            lastOfMessage = message.headers();
            lastOptions = message.options();
            lastDialect = dialect;
            lastBare = bare;
        }
        StompFrame frame = new StompFrame(StompCommand.SEND, lastHeaders, message.body());
        refuse(limits(dialect).overSize(lastHeaders, message.body().length), message);
        return bare ? frame.withoutContentLength() : frame;
    }

    private FrameLimits limits(BrokerDialect dialect) {
        return dialect.frameLimits().withFrame(maxSendFrameSize);
    }

    private static void refuse(@Nullable String reason, OutgoingMessage message) {
        if (reason != null) {
            throw new StompUnsendableException(
                    "not sent to " + PrintableText.of(message.options().destination()) + ": " + reason);
        }
    }

    private boolean isLikeLast(OutgoingMessage message, BrokerDialect dialect, boolean bare) {
        return lastOfMessage == message.headers()
                && lastOptions == message.options()
                && lastDialect == dialect
                && lastBare == bare;
    }

    private static StompHeaders headers(OutgoingMessage message, BrokerDialect dialect, boolean bare) {
        if (!message.options().isPlain()) {
            Limitation.requirePossible(dialect.limitations(message.options()), dialect.name());
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

    /**
     * A SEND with which the broker creates the queue. It is written in a transaction that is aborted, so that no
     * message is left.
     */
    public static StompFrame declaration(SendOptions queue, BrokerDialect dialect) {
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
