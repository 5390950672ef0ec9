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

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.session.receipt.ReceiptListener;
import org.jspecify.annotations.Nullable;

/** The broker's answer to one SUBSCRIBE: its receipt, or an ERROR. Event loop only. */
public abstract class SubscribeAnswer implements ReceiptListener {
    private final SubscriptionState state;
    private final BrokerDialect dialect;
    private final String destination;
    private @Nullable StompBrokerException guessedRefusal;

    /**
     * @param state of the subscription
     * @param destination of the subscription, as errors name it
     */
    protected SubscribeAnswer(SubscriptionState state, BrokerDialect dialect, String destination) {
        this.state = state;
        this.dialect = dialect;
        this.destination = destination;
    }

    /** The broker has confirmed the subscription. */
    protected abstract void accepted();

    /** The broker refused the subscription. */
    protected abstract void refusedWith(StompBrokerException error);

    /**
     * The broker refused the subscription with this ERROR, although it also sends the receipt: it is about to close the
     * connection.
     */
    protected abstract void refusedForGood(StompBrokerException error);

    /**
     * SUBSCRIBE was written; this is the id of the subscription on the session. A broker that confirms nothing has no
     * other answer.
     */
    public final void awaitedAs(String id) {
        state.subscribed(id, this::guessRefused);
        if (!dialect.confirms()) {
            confirmed();
        }
    }

    private void guessRefused(StompBrokerException error) {
        guessedRefusal = error;
    }

    /**
     * @throws StompProtocolException if an earlier ERROR was wrongly taken for the refusal of this subscription. The
     *     broker now delivers messages to a subscription without a user, and only the end of the connection gives them
     *     back.
     */
    @Override
    public final void confirmed() {
        if (guessedRefusal == null) {
            state.confirm();
            accepted();
        } else if (dialect.closesAfter(guessedRefusal)) {
            refusedForGood(guessedRefusal);
        } else {
            state.hold(false);
            throw new StompProtocolException("an error of the broker was not about the subscription to " + destination
                    + ", for which it was taken: " + guessedRefusal.getMessage());
        }
    }

    @Override
    public final void refused(StompBrokerException error) {
        // The subscription was refused only because the connection ends; the next session subscribes again.
        if (!dialect.refusesForConnection(error)) {
            refusedWith(error);
        }
    }

    @Override
    public final void lost(StompException cause) {
        // The next session subscribes again.
    }
}
