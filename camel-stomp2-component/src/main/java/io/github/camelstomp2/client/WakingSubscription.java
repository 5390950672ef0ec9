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

import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.session.DeliverySink;
import io.github.camelstomp2.session.ReceiptListener;
import io.github.camelstomp2.session.StompSession;

/**
 * Lets a broker look once more for what lies in the queues of a subscription: a second subscription that takes nothing
 * comes and goes when the first one is confirmed. Event loop only.
 *
 * @param destination of both
 * @param headers with which the second one takes nothing
 * @param confirmation told first
 * @see io.github.camelstomp2.broker.BrokerDialect#wakingHeaders
 */
record WakingSubscription(StompSession session, String destination, StompHeaders headers, ReceiptListener confirmation)
        implements ReceiptListener {
    private static final DeliverySink NOBODY = new DeliverySink() {
        @Override
        public void deliver(Delivery delivery) {
            // It takes nothing.
        }
    };

    private static final ReceiptListener UNASKED = new ReceiptListener() {
        @Override
        public void confirmed() {
            // What it was for has happened on the broker.
        }

        @Override
        public void refused(StompBrokerException error) {
            // Then the next message wakes the queue.
        }

        @Override
        public void lost(StompException cause) {
            // The next session does it again.
        }
    };

    @Override
    public void confirmed() {
        confirmation.confirmed();
        if (session.isConnected()) {
            session.unsubscribe(session.subscribe(destination, AckMode.AUTO, headers, NOBODY, UNASKED));
        }
    }

    @Override
    public void refused(StompBrokerException error) {
        confirmation.refused(error);
    }

    @Override
    public void lost(StompException cause) {
        confirmation.lost(cause);
    }
}
