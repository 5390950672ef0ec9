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
package io.github.camelstomp2.consumer.dispatch;

import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.session.SessionListener;
import io.github.camelstomp2.session.StompSession;
import io.github.camelstomp2.session.connect.ConnectRequest;
import io.github.camelstomp2.session.connect.Handshake;
import io.github.camelstomp2.session.receipt.ReceiptListener;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes deliveries without a connection. */
final class Deliveries {
    private Deliveries() {}

    /** Deliveries whose bodies are the numbers from 0. */
    static List<Delivery> numbered(int count) {
        return numbered(count, AckMode.CLIENT_INDIVIDUAL);
    }

    /** Deliveries of one session whose bodies are the numbers from 0. */
    static List<Delivery> numbered(int count, AckMode ackMode) {
        List<Delivery> deliveries = new ArrayList<>();
        StompSession session = connectedSession();
        session.subscribe("/queue/test", ackMode, StompHeaders.EMPTY, deliveries::add, new NoReceipt());
        for (int i = 0; i < count; i++) {
            session.receive(message(
                    Integer.toString(i),
                    "subscription",
                    "s-1",
                    "message-id",
                    "m-" + i,
                    "ack",
                    "a-" + i,
                    "destination",
                    "/queue/test"));
        }
        return deliveries;
    }

    /** The body as text. */
    static String body(Delivery delivery) {
        return new String(delivery.frame().body(), StandardCharsets.UTF_8);
    }

    /** A MESSAGE frame. */
    static StompFrame message(String body, String... headers) {
        return new StompFrame(StompCommand.MESSAGE, StompHeaders.of(headers), body.getBytes(StandardCharsets.UTF_8));
    }

    private static StompSession connectedSession() {
        StompSession session = new StompSession(
                new ConnectRequest(
                        List.of(StompVersion.V1_2), "host", null, null, null, HeartBeat.NONE, StompHeaders.EMPTY),
                new Silent());
        session.open();
        session.receive(new StompFrame(StompCommand.CONNECTED, StompHeaders.of("version", "1.2")));
        return session;
    }

    private static final class Silent implements SessionListener {
        @Override
        public void write(StompFrame frame) {
            // to nobody
        }

        @Override
        public void connected(Handshake handshake) {
            // as expected
        }

        @Override
        public void error(StompBrokerException error, String subscriptionId) {
            throw error;
        }

        @Override
        public void lateError(StompBrokerException error) {
            throw error;
        }

        @Override
        public void messageWithoutId() {
            throw new IllegalStateException("a message came without an id");
        }

        @Override
        public void messagesKept() {
            throw new IllegalStateException("a message came too late");
        }
    }

    private static final class NoReceipt implements ReceiptListener {
        @Override
        public void confirmed() {
            // nobody waits
        }

        @Override
        public void refused(StompBrokerException error) {
            throw error;
        }

        @Override
        public void lost(StompException cause) {
            // nobody waits
        }
    }
}
