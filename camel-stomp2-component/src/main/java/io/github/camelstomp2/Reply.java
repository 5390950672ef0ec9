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
package io.github.camelstomp2;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.OutgoingMessage;
import io.github.camelstomp2.client.SendListener;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * The reply to one consumed message. It is made when the exchange is completed, before all others are told of that, since
 * they may close streams in it; and sent when all of them are done.
 */
final class Reply extends SynchronizationAdapter {
    private final Replies replies;
    private final BrokerDialect dialect;
    private final String destination;
    private final StompHeaders headers;
    private final boolean persistent;
    private volatile OutgoingMessage message;

    /**
     * @param replyTo where the request wants it
     * @param dialect of the broker from which the request came
     */
    Reply(Replies replies, StompFrame request, String replyTo, BrokerDialect dialect) {
        StompHeaders asked = request.headers();
        StompHeaders.Builder wire = StompHeaders.builder();
        this.replies = replies;
        this.dialect = dialect;
        this.destination = dialect.replyDestination(replyTo, wire);
        this.persistent = "true".equals(asked.get(StompHeaderNames.PERSISTENT));
        String correlationId = asked.get(StompHeaderNames.CORRELATION_ID);
        wire.addIfSet(
                StompHeaderNames.CORRELATION_ID,
                correlationId == null || correlationId.isBlank() ? dialect.idForSender(asked) : correlationId);
        this.headers = wire.build();
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST;
    }

    @Override
    public void onComplete(Exchange exchange) {
        if (AcknowledgeOnCompletion.isFailed(exchange)) {
            return;
        }
        try {
            message = replies.endpoint().binding().reply(exchange, destination, headers, persistent);
        } catch (Exception | Error e) {
            // Nobody can be answered with it, so that it is a failure of the route.
            exchange.setException(e);
        }
    }

    /** What to send; {@code null} before the exchange is completed, and when it failed. */
    OutgoingMessage message() {
        return message;
    }

    /** Where it goes. */
    String destination() {
        return destination;
    }

    /**
     * Sends it, when there is a {@link #message}.
     *
     * @param listener called once, whatever happens
     */
    void send(SendListener listener) {
        replies.send(message, dialect, listener);
    }

    /** Lets it take effect with what its exchange sends. */
    void join(ExchangeTransaction transaction) {
        transaction.addReply(message, replies.connection());
    }
}
