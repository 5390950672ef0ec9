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
package io.github.camelstomp2.chaos.wire;

import io.github.camelstomp2.chaos.ledger.EventKind;
import io.github.camelstomp2.chaos.ledger.Ledger;
import io.github.camelstomp2.chaos.ledger.MessageHeaders;
import io.github.camelstomp2.chaos.ledger.MessageNumber;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records the frames of one connection in the ledger. It is the interceptor next to the broker, so it sees what the
 * broker really gets.
 *
 * <p>Each MESSAGE gets a header with the number of its delivery. So the client can report which of several deliveries
 * of a message its route handles.
 */
public final class FrameRecorder implements Interceptor {
    private record Delivered(int message, int delivery, String subscription) {}

    private final String run;
    private final Ledger ledger;
    private final AtomicInteger deliveries;
    private final Map<String, Integer> receipts = new HashMap<>();
    private final Map<String, Delivered> unacknowledged = new LinkedHashMap<>();
    private final Map<String, Boolean> cumulative = new HashMap<>();

    /**
     * @param deliveries counts those of the whole run
     */
    public FrameRecorder(String run, Ledger ledger, AtomicInteger deliveries) {
        this.run = run;
        this.ledger = ledger;
        this.deliveries = deliveries;
    }

    @Override
    public synchronized void fromClient(Frame frame, Wire wire) {
        long now = System.nanoTime();
        switch (frame.command()) {
            case "CONNECT", "STOMP" -> ledger.add(EventKind.CONNECT_SEEN, now, MessageNumber.NONE, -1, wire.link());
            case "SEND" -> sent(frame, now, wire.link());
            case "SUBSCRIBE" -> cumulative.put(frame.header("id"), "client".equals(frame.header("ack")));
            case "ACK", "NACK" -> acknowledged(frame, now, wire.link());
            default -> {
                // not recorded in the ledger
            }
        }
        wire.toBroker(frame);
    }

    private void sent(Frame frame, long now, int link) {
        int message = MessageNumber.parse(run, frame.header(MessageHeaders.MESSAGE));
        if (message != MessageNumber.NONE) {
            ledger.add(EventKind.SEND_SEEN, now, message, -1, link);
            if (frame.header("receipt") != null) {
                receipts.put(frame.header("receipt"), message);
            }
        }
    }

    private void acknowledged(Frame frame, long now, int link) {
        String id = frame.header("id") == null ? frame.header("message-id") : frame.header("id");
        Delivered named = unacknowledged.get(id);
        if (named == null) {
            ledger.add(EventKind.ACK_OF_UNKNOWN_SEEN, now, MessageNumber.NONE, -1, link);
        } else if (cumulative.getOrDefault(named.subscription(), false)) {
            acknowledgeUpTo(named, now, link);
        } else {
            unacknowledged.remove(id);
            ledger.add(EventKind.ACK_SEEN, now, named.message(), named.delivery(), link);
        }
    }

    private void acknowledgeUpTo(Delivered last, long now, int link) {
        Iterator<Delivered> all = unacknowledged.values().iterator();
        while (all.hasNext()) {
            Delivered delivered = all.next();
            if (delivered.subscription().equals(last.subscription())) {
                all.remove();
                ledger.add(EventKind.ACK_SEEN, now, delivered.message(), delivered.delivery(), link);
            }
            if (delivered.delivery() == last.delivery()) {
                return;
            }
        }
    }

    @Override
    public void fromBroker(Frame frame, Wire wire) {
        if (frame.command().equals("CONNECTED")) {
            ledger.add(EventKind.CONNECTED_SEEN, System.nanoTime(), MessageNumber.NONE, -1, wire.link());
        }
        wire.toClient(frame.command().equals("MESSAGE") ? numbered(frame, wire.link()) : frame);
    }

    private synchronized Frame numbered(Frame frame, int link) {
        int message = MessageNumber.parse(run, frame.header(MessageHeaders.MESSAGE));
        if (message == MessageNumber.NONE) {
            return frame;
        }
        int delivery = deliveries.getAndIncrement();
        ledger.add(EventKind.MESSAGE_SEEN, System.nanoTime(), message, delivery, link);
        String id = frame.header("ack") == null ? frame.header("message-id") : frame.header("ack");
        unacknowledged.put(id, new Delivered(message, delivery, frame.header("subscription")));
        return frame.withHeader(MessageHeaders.DELIVERY, Integer.toString(delivery));
    }

    /**
     * Records the receipts that are passed on to the client. It is an interceptor of its own, since it has to be behind
     * the one that loses receipts.
     */
    public Interceptor receipts() {
        return new Interceptor() {
            @Override
            public void fromBroker(Frame frame, Wire wire) {
                if (frame.command().equals("RECEIPT")) {
                    receiptPassed(frame.header("receipt-id"), wire.link());
                }
                wire.toClient(frame);
            }
        };
    }

    private synchronized void receiptPassed(String receipt, int link) {
        Integer message = receipts.remove(receipt);
        if (message != null) {
            ledger.add(EventKind.RECEIPT_SEEN, System.nanoTime(), message, -1, link);
        }
    }

    @Override
    public void ended(Wire wire) {
        ledger.add(EventKind.LINK_DOWN, System.nanoTime(), MessageNumber.NONE, -1, wire.link());
    }
}
