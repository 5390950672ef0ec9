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
package io.github.camelstomp2.fuzz;

import io.github.camelstomp2.testbed.WireFrame;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a client may write on one connection, and when: CONNECT first and alone until it is answered, nothing after
 * DISCONNECT, the headers that the version demands, ids that are new or known.
 */
final class Judge {
    private enum Phase {
        BEFORE_CONNECT,
        BEFORE_CONNECTED,
        CONNECTED,
        OVER
    }

    final AcknowledgementJudge acknowledgements = new AcknowledgementJudge();

    private final Set<String> receipts = new HashSet<>();
    private final Set<String> subscriptions = new HashSet<>();
    private final Set<String> everSubscribed = new HashSet<>();
    private final Set<String> transactions = new HashSet<>();
    private final Set<String> everBegun = new HashSet<>();
    private Phase phase = Phase.BEFORE_CONNECT;
    private String version = "1.0";

    static void require(boolean rule, String what, Object of) {
        if (!rule) {
            throw new AssertionError(what + ": " + of);
        }
    }

    void connected(String negotiated, boolean acksSpanConnection) {
        version = negotiated;
        phase = Phase.CONNECTED;
        acknowledgements.connected(negotiated, acksSpanConnection);
    }

    void closed() {
        phase = Phase.OVER;
    }

    void written(WireFrame frame) {
        boolean isConnect = frame.command().equals("CONNECT");
        require(phase == (isConnect ? Phase.BEFORE_CONNECT : Phase.CONNECTED), "written in phase " + phase, frame);
        require(frame.missingHeaders(version).isEmpty(), "lacks a header", frame);
        require(Set.copyOf(frame.headerNames()).size() == frame.headerNames().size(), "a repeated header", frame);
        frame.find("receipt").ifPresent(id -> require(receipts.add(id), "a receipt id that is not new", frame));
        switch (frame.command()) {
            case "CONNECT" -> phase = Phase.BEFORE_CONNECTED;
            case "DISCONNECT" -> phase = Phase.OVER;
            case "SUBSCRIBE" -> subscribed(frame, frame.header("id"));
            case "UNSUBSCRIBE" -> unsubscribed(frame, frame.header("id"));
            case "BEGIN", "COMMIT", "ABORT" -> transaction(frame, frame.header("transaction"));
            default -> member(frame);
        }
    }

    private void subscribed(WireFrame frame, String id) {
        require(everSubscribed.add(id), "a subscription id that is not new", frame);
        require(List.of("auto", "client", "client-individual").contains(frame.header("ack")), "ack mode", frame);
        subscriptions.add(id);
    }

    private void unsubscribed(WireFrame frame, String id) {
        require(subscriptions.remove(id), "not subscribed", frame);
        acknowledgements.unsubscribed(id);
    }

    void forgotten(String subscription) {
        subscriptions.remove(subscription);
        acknowledgements.forgotten(subscription);
    }

    private void transaction(WireFrame frame, String id) {
        if (frame.command().equals("BEGIN")) {
            require(everBegun.add(id), "a transaction id that is not new", frame);
            transactions.add(id);
        } else {
            require(transactions.remove(id), "no such transaction is under way", frame);
        }
    }

    private void member(WireFrame frame) {
        frame.find("transaction")
                .ifPresent(id -> require(transactions.contains(id), "no such transaction is under way", frame));
        if (!frame.command().equals("SEND")) {
            acknowledgements.written(frame);
        }
    }
}
