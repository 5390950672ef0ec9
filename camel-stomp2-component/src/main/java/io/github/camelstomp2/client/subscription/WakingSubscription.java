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
package io.github.camelstomp2.client.subscription;

import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.session.DeliverySink;
import io.github.camelstomp2.session.StompSession;
import io.github.camelstomp2.session.receipt.ReceiptListener;

/**
 * Makes a broker look again for messages in the queues of a subscription. When the first subscription is confirmed, a
 * second one that takes no message is made and ended. Event loop only.
 *
 * @param destination of both subscriptions
 * @param headers with which the second one takes no message
 * @param confirmation is told first
 * @see io.github.camelstomp2.broker.BrokerDialect#wakingHeaders
 */
record WakingSubscription(StompSession session, String destination, StompHeaders headers, ReceiptListener confirmation)
        implements ReceiptListener {
    private static final DeliverySink NOBODY = new DeliverySink() {
        @Override
        public void deliver(Delivery delivery) {
            // It takes no message.
        }
    };

    private static final ReceiptListener UNASKED = new ReceiptListener() {
        @Override
        public void confirmed() {
            // The broker has already looked for messages.
        }

        @Override
        public void refused(StompBrokerException error) {
            // Without the second subscription, the next message makes the broker look.
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
