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

import static io.github.camelstomp2.protocol.StompCommand.RECEIPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A subscription for one message ends with the answer to it. */
class SubscriptionForOneTest {
    private final One one = new One();
    private Conversation conversation;

    private static final class One implements DeliverySink {
        private final List<Delivery> deliveries = new ArrayList<>();
        private int ends;

        @Override
        public void deliver(Delivery delivery) {
            deliveries.add(delivery);
        }

        @Override
        public boolean takesOne() {
            return true;
        }

        @Override
        public void ended() {
            ends++;
        }

        Delivery delivery() {
            return deliveries.get(0);
        }
    }

    private void connect(String version) {
        conversation = Conversation.connected(version);
    }

    private void connectToRabbitMq(String version) {
        connect(version);
        conversation.session.brokerKeepsUnanswered(StompHeaders.of("requeue", "true"), error -> false);
    }

    private void deliver() {
        conversation.message(conversation.subscribe("/queue/a", AckMode.CLIENT_INDIVIDUAL, one), "1");
    }

    @Test
    void itsAcknowledgementIsFollowedByUnsubscribe() {
        connect("1.2");
        deliver();

        assertThat(conversation.session.ack(one.delivery())).isTrue();

        assertThat(conversation.wire()).containsExactly("ACK id=a-1", "UNSUBSCRIBE id=s-1 destination=/queue/a");
        assertThat(one.ends).isOne();
    }

    @Test
    void itsRefusalIsFollowedByUnsubscribe() {
        connect("1.2");
        deliver();

        assertThat(conversation.session.nack(one.delivery(), StompHeaders.EMPTY))
                .isTrue();

        assertThat(conversation.wire()).containsExactly("NACK id=a-1", "UNSUBSCRIBE id=s-1 destination=/queue/a");
        assertThat(one.ends).isOne();
    }

    @Test
    @Holds(Rule.ANSWERED_ONCE)
    void thenItIsAnswered() {
        connect("1.2");
        deliver();
        conversation.session.ack(one.delivery());

        assertThat(conversation.session.ack(one.delivery())).isFalse();
        assertThat(conversation.session.nack(one.delivery(), StompHeaders.EMPTY))
                .isFalse();
        assertThat(one.ends).isOne();
    }

    @Test
    void unsubscribingBeforeIsNoEndThatItHasToBeToldOf() {
        connect("1.2");
        deliver();

        conversation.session.unsubscribe("s-1");

        assertThat(conversation.wire()).containsExactly("UNSUBSCRIBE id=s-1 destination=/queue/a");
        assertThat(one.ends).isZero();
    }

    @Test
    void aFurtherMessageIsNotAcknowledgedAlong() {
        connect("1.2");
        deliver();
        conversation.message("s-1", "2");

        conversation.session.ack(one.delivery());

        assertThat(conversation.wire()).containsExactly("ACK id=a-1", "UNSUBSCRIBE id=s-1 destination=/queue/a");
        assertThat(conversation.session.ack(one.deliveries.get(1))).isFalse();
    }

    @Test
    void inATransactionUnsubscribeFollowsTheReceiptOfCommit() {
        connect("1.2");
        deliver();
        SessionTransaction transaction = conversation.session.begin();
        transaction.ack(one.delivery());
        transaction.commit(new RecordedReceipt());
        conversation.written.clear();

        conversation.receive(RECEIPT, "receipt-id", "r-2");

        assertThat(conversation.wire()).containsExactly("UNSUBSCRIBE id=s-1 destination=/queue/a");
        assertThat(one.ends).isOne();
    }

    @Test
    void aTransactionThatIsAbortedEndsNothing() {
        connect("1.2");
        deliver();
        SessionTransaction transaction = conversation.session.begin();
        transaction.ack(one.delivery());
        transaction.abort();
        conversation.written.clear();

        assertThat(conversation.session.ack(one.delivery())).isTrue();

        assertThat(conversation.wire()).containsExactly("ACK id=a-1", "UNSUBSCRIBE id=s-1 destination=/queue/a");
    }

    @Test
    void aCommitThatIsConfirmedAfterTheGoodbyeIsNotFollowedByAnything() {
        connect("1.2");
        deliver();
        SessionTransaction transaction = conversation.session.begin();
        transaction.ack(one.delivery());
        transaction.commit(new RecordedReceipt());
        conversation.session.disconnect(new RecordedReceipt());
        conversation.written.clear();

        conversation.receive(RECEIPT, "receipt-id", "r-2");

        assertThat(conversation.written).isEmpty();
    }

    // ---- RabbitMQ, which would deliver the next message to whoever acknowledges, and keep it

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    void whereTheBrokerKeepsMessagesTheAcknowledgementTakesEffectAfterUnsubscribe(String version) {
        connectToRabbitMq(version);
        deliver();

        conversation.session.ack(one.delivery());

        assertThat(conversation.wire()).hasSize(4);
        assertThat(conversation.wire().get(0)).isEqualTo("BEGIN transaction=tx-1");
        assertThat(conversation.wire().get(1)).startsWith("ACK ").endsWith("transaction=tx-1");
        assertThat(conversation.wire().get(2)).startsWith("UNSUBSCRIBE id=s-1 ");
        assertThat(conversation.wire().get(3)).isEqualTo("COMMIT transaction=tx-1 receipt=r-3");
        assertThat(one.ends).isOne();
        assertThat(conversation.messagesKept).isZero();
    }

    @Test
    void soDoesARefusal() {
        connectToRabbitMq("1.2");
        deliver();

        conversation.session.nack(one.delivery(), StompHeaders.of("requeue", "false"));

        assertThat(conversation.wire())
                .containsExactly(
                        "BEGIN transaction=tx-1",
                        "NACK id=a-1 requeue=false transaction=tx-1",
                        "UNSUBSCRIBE id=s-1 destination=/queue/a receipt=r-2",
                        "COMMIT transaction=tx-1 receipt=r-3");
        assertThat(one.ends).isOne();
    }

    @Test
    @Holds(Rule.GIVEN_BACK)
    void aFurtherMessageIsGivenBackAlong() {
        connectToRabbitMq("1.2");
        deliver();
        conversation.message("s-1", "2");

        conversation.session.ack(one.delivery());

        assertThat(conversation.wire())
                .containsExactly(
                        "BEGIN transaction=tx-1",
                        "ACK id=a-1 transaction=tx-1",
                        "NACK id=a-2 requeue=true transaction=tx-1",
                        "UNSUBSCRIBE id=s-1 destination=/queue/a receipt=r-2",
                        "COMMIT transaction=tx-1 receipt=r-3");
    }
}
