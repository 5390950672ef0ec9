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
package io.github.camelstomp2.producer;

import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.client.send.OutgoingTransaction;
import io.github.camelstomp2.client.send.SendListener;
import io.github.camelstomp2.connection.BlockingWaits;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * The sends of one exchange by endpoints with {@code transacted=true}. They are kept until the exchange is completed,
 * and dropped when it fails. If a transacted consumer took the exchange from the same broker, the sends to this broker
 * belong to its acknowledgement: they are committed with it, or before it where the broker cannot do that. {@link
 * CommitAfterRoute} commits all other sends.
 *
 * <p>A copy of the exchange, as wireTap, multicast and split make them, has its own transaction.
 */
public final class ExchangeTransaction {
    private static final String PROPERTY = "CamelStomp2Transaction";

    private final String exchangeId;
    private final StompClientOptions consumedBy;
    private final List<OutgoingMessage> withAcknowledgement = new ArrayList<>();
    private final Map<StompConnection, List<OutgoingMessage>> others = new LinkedHashMap<>();

    /** The reply to the consumed message, committed with the acknowledgement; {@code null}: there is none. */
    private OutgoingMessage reply;

    /** The producers' connection for the sends that wait for the acknowledgement; {@code null} if there are none. */
    private StompConnection producers;

    private ExchangeTransaction(String exchangeId, StompClientOptions consumedBy) {
        this.exchangeId = exchangeId;
        this.consumedBy = consumedBy;
    }

    /** Begins the transaction of an exchange that a transacted consumer has made. */
    public static ExchangeTransaction begin(Exchange exchange, StompClientOptions consumedBy) {
        ExchangeTransaction transaction = new ExchangeTransaction(exchange.getExchangeId(), consumedBy);
        exchange.setProperty(PROPERTY, transaction);
        return transaction;
    }

    /** The transaction of this exchange; begun when there is none. */
    public static ExchangeTransaction of(Exchange exchange) {
        ExchangeTransaction known = exchange.getProperty(PROPERTY, ExchangeTransaction.class);
        return known != null && known.exchangeId.equals(exchange.getExchangeId()) ? known : begin(exchange, null);
    }

    /**
     * The exchange has ended without a report by Camel: commits or drops the sends that do not wait for an
     * acknowledgement.
     */
    public static void end(Exchange exchange) {
        ExchangeTransaction known = exchange.getProperty(PROPERTY, ExchangeTransaction.class);
        if (known != null && known.exchangeId.equals(exchange.getExchangeId())) {
            known.commitAfterRoute().onDone(exchange);
        }
    }

    /** Keeps a message until the end of the exchange. */
    public synchronized void add(
            Exchange exchange, OutgoingMessage message, StompClientOptions sentBy, StompConnection connection) {
        if (sentBy.equals(consumedBy)) {
            withAcknowledgement.add(message);
            producers = connection;
        } else {
            if (others.isEmpty()) {
                exchange.getExchangeExtension().addOnCompletion(commitAfterRoute());
            }
            others.computeIfAbsent(connection, key -> new ArrayList<>()).add(message);
        }
    }

    private CommitAfterRoute commitAfterRoute() {
        return new CommitAfterRoute(this::commitOthers, this::abort);
    }

    /** Adds the reply to the consumed message, at the end of the exchange. */
    public synchronized void addReply(OutgoingMessage message) {
        reply = message;
        withAcknowledgement.add(message);
    }

    /**
     * Removes the reply.
     *
     * @return whether there was one
     */
    public synchronized boolean dropReply() {
        OutgoingMessage dropped = reply;
        reply = null;
        return withAcknowledgement.removeIf(message -> message == dropped);
    }

    /** Whether there are sends that belong to the acknowledgement. */
    public synchronized boolean isAwaited() {
        return !withAcknowledgement.isEmpty();
    }

    /** The transaction of these sends together with the acknowledgement of the consumed message. */
    public synchronized OutgoingTransaction withAcknowledgementOf(Delivery delivery) {
        return transaction(withAcknowledgement, delivery, delivery);
    }

    /**
     * Commits the sends that belong to the acknowledgement, for a broker that cannot hold both together. Uses the
     * producers' connection, because a broker may close a connection when it refuses a send. On the consumer's
     * connection the message would come again, be refused again, and never become a dead letter.
     *
     * @param listener called once; it has to acknowledge if there was no failure
     */
    public void commitBeforeAcknowledgementOf(Delivery delivery, SendListener listener) {
        StompConnection connection;
        OutgoingTransaction sends;
        synchronized (this) {
            connection = producers;
            sends = transaction(withAcknowledgement, null, delivery);
        }
        send(connection, sends, listener);
    }

    /** Sends only if the queues exist, since a message is acknowledged because of these sends. */
    private static void send(StompConnection connection, OutgoingTransaction sends, SendListener listener) {
        QueuesFirst.of(sends.messages(), connection, missing -> {
            if (missing == null) {
                connection.send(sends, listener);
            } else {
                listener.ended(missing);
            }
        });
    }

    /**
     * Commits the sends that do not wait for the acknowledgement, one broker after the other, and waits for the result.
     * Does nothing when it was called before.
     *
     * @throws StompException why it failed, or that the result is unknown
     */
    private void commitOthers() {
        for (Map.Entry<StompConnection, OutgoingTransaction> part : takeOthers().entrySet()) {
            BlockingWaits.forSend(
                    part.getValue().timeout(), listener -> send(part.getKey(), part.getValue(), listener));
        }
    }

    private synchronized Map<StompConnection, OutgoingTransaction> takeOthers() {
        Map<StompConnection, OutgoingTransaction> parts = new LinkedHashMap<>();
        others.forEach((connection, messages) -> parts.put(connection, transaction(messages, null, null)));
        others.clear();
        return parts;
    }

    /** The exchange failed: drops all sends. */
    private synchronized void abort() {
        others.clear();
        withAcknowledgement.clear();
    }

    private static OutgoingTransaction transaction(
            List<OutgoingMessage> messages, Delivery acknowledged, Delivery consumed) {
        Duration longest = messages.stream()
                .map(OutgoingMessage::timeout)
                .max(Duration::compareTo)
                .orElseThrow();
        return new OutgoingTransaction(messages, acknowledged, consumed, longest);
    }
}
