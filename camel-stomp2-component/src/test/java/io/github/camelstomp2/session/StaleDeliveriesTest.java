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
package io.github.camelstomp2.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompConnectionException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be acknowledged any more says so, to those that have not begun with it. */
class StaleDeliveriesTest {
    private final Conversation conversation = Conversation.connected("1.2");
    private final List<Delivery> deliveries = new ArrayList<>();

    private Delivery delivered(AckMode ackMode) {
        String id = conversation.subscribe("/queue/a", ackMode, deliveries::add);
        conversation.message(id, "1");
        return deliveries.get(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = AckMode.class,
            names = {"CLIENT", "CLIENT_INDIVIDUAL"})
    @Holds(Rule.STALE_ACKNOWLEDGEMENT)
    void theEndOfTheConnectionMakesADeliveryStale(AckMode ackMode) {
        Delivery delivery = delivered(ackMode);
        assertThat(delivery.isStale()).isFalse();

        conversation.session.close(new StompConnectionException("cut"));

        assertThat(delivery.isStale()).isTrue();
    }

    @Test
    void soDoesTheEndOfItsSubscription() {
        Delivery delivery = delivered(AckMode.CLIENT_INDIVIDUAL);

        conversation.session.unsubscribe("s-1");

        assertThat(delivery.isStale()).isTrue();
    }

    @Test
    void soDoesABrokerThatEndsItsSubscription() {
        Delivery delivery = delivered(AckMode.CLIENT_INDIVIDUAL);

        conversation.session.forgetSubscription("s-1");

        assertThat(delivery.isStale()).isTrue();
    }

    @Test
    void theEndOfAnotherSubscriptionDoesNot() {
        Delivery delivery = delivered(AckMode.CLIENT_INDIVIDUAL);
        String other = conversation.subscribe("/queue/b", AckMode.CLIENT_INDIVIDUAL, deliveries::add);

        conversation.session.unsubscribe(other);

        assertThat(delivery.isStale()).isFalse();
    }

    @Test
    void anAnsweredOneIsNotStaleForThat() {
        Delivery delivery = delivered(AckMode.CLIENT_INDIVIDUAL);

        conversation.session.ack(delivery);

        assertThat(delivery.isStale()).isFalse();
    }

    @Test
    @Holds(Rule.AUTO)
    void withAckModeAutoNothingIsEverStale() {
        Delivery delivery = delivered(AckMode.AUTO);

        conversation.session.close(new StompConnectionException("cut"));

        assertThat(delivery.isStale()).isFalse();
    }
}
