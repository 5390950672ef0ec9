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
package io.github.camelstomp2.settlement;

import io.github.camelstomp2.binding.Stomp2Binding;
import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.ConnectionReport;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.client.send.SendListener;
import io.github.camelstomp2.producer.ExchangeTransaction;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.protocol.StompUnroutableException;
import io.github.camelstomp2.protocol.text.PrintableText;
import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reply to one consumed message. It is made when the exchange is completed, before the other completion tasks run,
 * since these may close streams in the exchange. It is sent after all of them.
 */
public final class Reply extends SynchronizationAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

    /** Makes and sends the replies of a consumer. */
    interface Sender {
        /** The binding of the consuming endpoint. */
        Stomp2Binding binding();

        /**
         * Sends a reply.
         *
         * @param dialect of the broker
         * @param listener called once, also when it cannot be sent
         */
        void send(OutgoingMessage reply, BrokerDialect dialect, SendListener listener);
    }

    private final Sender sender;
    private final BrokerDialect dialect;
    private final String destination;
    private final StompHeaders headers;
    private final boolean persistent;
    private volatile OutgoingMessage message;

    /**
     * @param replyTo the value of {@code reply-to} in the request
     * @param dialect of the broker from which the request came
     */
    Reply(Sender sender, StompFrame request, String replyTo, BrokerDialect dialect) {
        StompHeaders asked = request.headers();
        StompHeaders.Builder wire = StompHeaders.builder();
        this.sender = sender;
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
            message = sender.binding().reply(exchange, destination, headers, persistent);
        } catch (Exception | Error e) {
            // The exchange has no body that can be sent as a reply, so its route has failed.
            exchange.setException(e);
        }
    }

    /** The message to send; {@code null} before the exchange is completed, and when it failed. */
    OutgoingMessage message() {
        return message;
    }

    /**
     * Sends the reply if there is a {@link #message}.
     *
     * @param listener called exactly once
     */
    void send(SendListener listener) {
        sender.send(message, dialect, listener);
    }

    /** Sends the reply; nothing depends on whether it arrives. */
    void sendAnyway(ConnectionReport report) {
        send(failure -> {
            if (failure != null) {
                LOG.warn(
                        "The reply to {} could not be sent: {}; the requester gets no answer. With manualAck=true this"
                                + " changes nothing for the request, about which the route decides",
                        report.at(PrintableText.of(destination)),
                        failure.getMessage());
            }
        });
    }

    /** Logs that the broker does not take the reply, and would not take it at another time. */
    void notTaken(String requestedFrom, StompException refusal) {
        LOG.warn(
                "The reply to a message from {} was not sent: {} for {}: {}; the message is acknowledged, because its route"
                        + " has done its work; the requester gets no answer",
                requestedFrom,
                refusal instanceof StompUnroutableException ? "no queue takes it" : "the broker did not take it",
                PrintableText.of(destination),
                refusal.getMessage());
    }

    /** Why the request cannot be acknowledged. */
    StompException unconfirmed(StompException failure) {
        return new StompUnconfirmedException(
                "its reply to " + PrintableText.of(destination) + " could not be sent: " + failure.getMessage(),
                failure);
    }

    /** Makes the reply a part of the transaction of its exchange, for a broker that holds together what is in it. */
    void join(ExchangeTransaction transaction) {
        transaction.addReply(message);
    }
}
