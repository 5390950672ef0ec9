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
package io.github.camelstomp2.chaos.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A ledger sorted by messages and deliveries. Only entries of one message from one source are in order. */
final class Histories implements Ledger.Reader {
    private final List<List<SendHistory>> sends = new ArrayList<>();
    private final List<DeliveryHistory> deliveries = new ArrayList<>();
    private final List<SendHistory> unknownOutcomes = new ArrayList<>();
    private final Violations violations;

    Histories(Ledger ledger, Violations violations) {
        this.violations = violations;
        ledger.read(this);
    }

    @Override
    public void entry(EventKind kind, long nanos, int message, int delivery, int link) {
        switch (kind) {
            case SEND_BEGUN -> begun(send(message), nanos);
            case CONFIRMED, FAILED, UNKNOWN -> ended(send(message), kind, nanos);
            case SEND_SEEN -> written(send(message), nanos, link);
            case RECEIPT_SEEN -> receipted(send(message), nanos);
            case MESSAGE_SEEN -> delivered(message, delivery, link, nanos);
            case ROUTE_BEGUN -> routeBegun(delivery, nanos);
            case ROUTE_BEGUN_ALTERED -> {
                violations.add(Rule.ALTERED, message, "delivery " + delivery + " has another body");
                routeBegun(delivery, nanos);
            }
            case ROUTE_BEGUN_INVENTED -> violations.add(Rule.INVENTED, message, "a route began with what nobody sent");
            case ROUTE_DONE -> routeDone(delivery(delivery), nanos);
            case ACK_SEEN -> acknowledged(delivery(delivery), nanos);
            case ACK_OF_UNKNOWN_SEEN ->
                violations.add(
                        Rule.ACKNOWLEDGED_UNKNOWN,
                        message,
                        "an ACK on connection " + link + " names nothing that waits for one there");
            case CONNECT_SEEN, CONNECTED_SEEN, LINK_DOWN -> {
                // not needed here
            }
        }
    }

    private static void begun(SendHistory send, long nanos) {
        send.begun = true;
        send.begunNanos = nanos;
    }

    private void ended(SendHistory send, EventKind kind, long nanos) {
        send.outcomes++;
        if (send.outcome == null) {
            send.outcome = kind;
            send.outcomeNanos = nanos;
            if (kind == EventKind.UNKNOWN) {
                unknownOutcomes.add(send);
            }
        }
    }

    private void written(SendHistory send, long nanos, int link) {
        if (send.frames++ == 0) {
            send.firstFrameNanos = nanos;
        } else if (send.lastLink == link) {
            violations.add(Rule.SENT_AGAIN, send.message, "a second SEND on connection " + link);
        }
        send.lastLink = link;
    }

    private static void receipted(SendHistory send, long nanos) {
        if (!send.receipted) {
            send.receipted = true;
            send.receiptNanos = nanos;
        }
    }

    private void delivered(int message, int number, int link, long nanos) {
        DeliveryHistory delivery = delivery(number);
        SendHistory send = send(message);
        delivery.message = message;
        delivery.link = link;
        delivery.seenNanos = nanos;
        delivery.before = send.lastDelivery;
        send.lastDelivery = delivery;
    }

    private void routeBegun(int number, long nanos) {
        DeliveryHistory delivery = delivery(number);
        delivery.begun = true;
        delivery.begunNanos = nanos;
    }

    private static void routeDone(DeliveryHistory delivery, long nanos) {
        delivery.done = true;
        delivery.doneNanos = nanos;
    }

    private static void acknowledged(DeliveryHistory delivery, long nanos) {
        delivery.acknowledged = true;
        delivery.ackNanos = nanos;
    }

    private SendHistory send(int message) {
        List<SendHistory> ofProducer = grown(sends, MessageNumber.producer(message), ArrayList::new);
        int sequence = MessageNumber.sequence(message);
        while (ofProducer.size() <= sequence) {
            int next = MessageNumber.of(MessageNumber.producer(message), ofProducer.size());
            ofProducer.add(new SendHistory(next));
        }
        return ofProducer.get(sequence);
    }

    private DeliveryHistory delivery(int number) {
        while (deliveries.size() <= number) {
            deliveries.add(new DeliveryHistory(deliveries.size()));
        }
        return deliveries.get(number);
    }

    private static <T> T grown(List<T> list, int index, java.util.function.Supplier<T> make) {
        while (list.size() <= index) {
            list.add(make.get());
        }
        return list.get(index);
    }

    /** All messages, also those for which no send began. */
    void forEachSend(Consumer<SendHistory> action) {
        sends.forEach(ofProducer -> ofProducer.forEach(action));
    }

    /** All deliveries, in the order in which they were seen on the wire. */
    List<DeliveryHistory> deliveries() {
        return deliveries;
    }

    /** The sends whose result is unknown, in the order of their ends. */
    List<SendHistory> unknownOutcomes() {
        return unknownOutcomes;
    }

    SendHistory sendOf(DeliveryHistory delivery) {
        return send(delivery.message);
    }
}
