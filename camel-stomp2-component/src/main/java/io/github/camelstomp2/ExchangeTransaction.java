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

import io.github.camelstomp2.client.OutgoingMessage;
import io.github.camelstomp2.client.OutgoingTransaction;
import io.github.camelstomp2.client.SendListener;
import io.github.camelstomp2.client.StompClientOptions;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * The sends of one exchange by endpoints with {@code transacted=true}: kept until the exchange is completed, dropped when
 * it fails. Those to the broker from which a transacted consumer took the exchange belong to its acknowledgement: they are
 * committed with it, or before it where the broker cannot do that. All others are committed by {@link CommitAfterRoute}.
 *
 * <p>A copy of the exchange, as wireTap, multicast and split make them, is an exchange of its own.
 */
final class ExchangeTransaction {
    private static final String PROPERTY = "CamelStomp2Transaction";

    private final String exchangeId;
    private final StompClientOptions consumedBy;
    private final List<OutgoingMessage> withAcknowledgement = new ArrayList<>();
    private final Map<StompConnection, List<OutgoingMessage>> others = new LinkedHashMap<>();

    /** The answer to the consumed message, among those that wait for the acknowledgement; {@code null}: there is none. */
    private OutgoingMessage reply;

    /** That of the producers whose messages wait for the acknowledgement; {@code null} while there are none. */
    private StompConnection producers;

    private ExchangeTransaction(String exchangeId, StompClientOptions consumedBy) {
        this.exchangeId = exchangeId;
        this.consumedBy = consumedBy;
    }

    /** A transacted consumer begins with this exchange. */
    static ExchangeTransaction begin(Exchange exchange, StompClientOptions consumedBy) {
        ExchangeTransaction transaction = new ExchangeTransaction(exchange.getExchangeId(), consumedBy);
        exchange.setProperty(PROPERTY, transaction);
        return transaction;
    }

    /** The one of this exchange; begun when there is none. */
    static ExchangeTransaction of(Exchange exchange) {
        ExchangeTransaction known = exchange.getProperty(PROPERTY, ExchangeTransaction.class);
        return known != null && known.exchangeId.equals(exchange.getExchangeId()) ? known : begin(exchange, null);
    }

    /** The exchange has ended, and Camel has not told so: commits what does not wait for an acknowledgement, or drops it. */
    static void end(Exchange exchange) {
        ExchangeTransaction known = exchange.getProperty(PROPERTY, ExchangeTransaction.class);
        if (known != null && known.exchangeId.equals(exchange.getExchangeId())) {
            new CommitAfterRoute(known).onDone(exchange);
        }
    }

    /** Keeps a message for the end of the exchange. */
    synchronized void add(
            Exchange exchange, OutgoingMessage message, StompClientOptions sentBy, StompConnection connection) {
        if (sentBy.equals(consumedBy)) {
            withAcknowledgement.add(message);
            producers = connection;
        } else {
            if (others.isEmpty()) {
                exchange.getExchangeExtension().addOnCompletion(new CommitAfterRoute(this));
            }
            others.computeIfAbsent(connection, key -> new ArrayList<>()).add(message);
        }
    }

    /** Keeps the answer to the consumed message for the end of the exchange, which has come. */
    synchronized void addReply(OutgoingMessage message, StompConnection connection) {
        reply = message;
        withAcknowledgement.add(message);
        producers = connection;
    }

    /**
     * Goes without the answer.
     *
     * @return whether there was one
     */
    synchronized boolean dropReply() {
        OutgoingMessage dropped = reply;
        reply = null;
        return withAcknowledgement.removeIf(message -> message == dropped);
    }

    /** Whether there are sends that belong to the acknowledgement. */
    synchronized boolean isAwaited() {
        return !withAcknowledgement.isEmpty();
    }

    /** What is to be committed with the acknowledgement of the consumed message. */
    synchronized OutgoingTransaction withAcknowledgementOf(Delivery delivery) {
        return transaction(withAcknowledgement, delivery, delivery);
    }

    /**
     * Commits what belongs to the acknowledgement where the broker cannot keep both together: by the producers'
     * connection, because a refused send may end its connection, and with that of the consumer the message would come
     * again, be refused again, and never become a dead letter.
     *
     * @param listener called once: it is to acknowledge if that went well
     */
    void commitBeforeAcknowledgementOf(Delivery delivery, SendListener listener) {
        StompConnection connection;
        OutgoingTransaction sends;
        synchronized (this) {
            connection = producers;
            sends = transaction(withAcknowledgement, null, delivery);
        }
        send(connection, sends, listener);
    }

    /** Only into queues that are there: something is acknowledged because of it. */
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
     * Commits what does not wait for the acknowledgement, one broker after the other, and waits for it. Does nothing when
     * it was called before.
     *
     * @throws StompException why it failed, or that it is unknown
     */
    void commitOthers() {
        for (Map.Entry<StompConnection, OutgoingTransaction> part : takeOthers().entrySet()) {
            Waiting.forSend(part.getValue().timeout(), listener -> send(part.getKey(), part.getValue(), listener));
        }
    }

    private synchronized Map<StompConnection, OutgoingTransaction> takeOthers() {
        Map<StompConnection, OutgoingTransaction> parts = new LinkedHashMap<>();
        others.forEach((connection, messages) -> parts.put(connection, transaction(messages, null, null)));
        others.clear();
        return parts;
    }

    /** The exchange failed: nothing of it is sent. */
    synchronized void abort() {
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
