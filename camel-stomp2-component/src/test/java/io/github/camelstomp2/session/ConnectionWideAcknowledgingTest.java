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
import io.github.camelstomp2.fuzz.Held;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RabbitMQ: a cumulative ACK covers the messages before it of all subscriptions of the connection. */
class ConnectionWideAcknowledgingTest {
    private final Conversation conversation = Conversation.connected("1.2");
    private final StompSession session = conversation.session;
    private final List<Delivery> ofA = new ArrayList<>();
    private final List<Delivery> ofB = new ArrayList<>();
    private String a;
    private String b;

    @BeforeEach
    void subscribeTwice() {
        session.cumulativeAckSpansConnection();
        a = conversation.subscribe("/queue/a", AckMode.CLIENT, ofA::add);
        b = conversation.subscribe("/queue/b", AckMode.CLIENT, ofB::add);
        conversation.message(a, "A1");
        conversation.message(b, "B1");
        conversation.message(a, "A2");
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void anAckWaitsForUnfinishedMessagesOfTheOtherSubscription() {
        ack(ofB.get(0));
        ack(ofA.get(1));
        assertThat(conversation.written).isEmpty();

        ack(ofA.get(0));

        assertThat(conversation.wire()).containsExactly("ACK id=a-A2");
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void aNackTakesNoUnfinishedMessageOfTheOtherSubscriptionAlong() {
        session.nack(ofB.get(0), StompHeaders.EMPTY);
        session.flushAcknowledgements();
        assertThat(conversation.written).isEmpty();

        ack(ofA.get(0));

        assertThat(conversation.wire()).containsExactly("ACK id=a-A1", "NACK id=a-B1");
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void theEndOfASubscriptionUnblocksTheOther() {
        ack(ofB.get(0));
        assertThat(conversation.written).isEmpty();

        session.forgetSubscription(a);
        session.flushAcknowledgements();

        assertThat(conversation.wire()).containsExactly("ACK id=a-B1");
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void aSubscriptionThatWasEndedByUsBlocksTheOtherForItsUnansweredMessagesAreStillTheBrokers() {
        ack(ofB.get(0));

        session.unsubscribe(a);
        conversation.written.clear();
        session.flushAcknowledgements();

        assertThat(conversation.written).isEmpty();
    }

    @Test
    void aMessageThatCameTooLateForItsSubscriptionIsNotCoveredByTheAckOfAnother() {
        ack(ofA.get(0));
        ack(ofA.get(1));
        ack(ofB.get(0));
        session.unsubscribe(a);
        conversation.message(a, "A3");
        conversation.message(b, "B2");
        conversation.written.clear();

        ack(ofB.get(1));

        assertThat(ofA).hasSize(2);
        assertThat(conversation.written).isEmpty();
    }

    @Test
    void noFrameNamesAMessageWhoseSubscriptionWeEnded() {
        ack(ofB.get(0));
        ack(ofA.get(1));
        session.unsubscribe(b);
        session.unsubscribe(a);
        conversation.written.clear();
        List<Delivery> ofC = new ArrayList<>();
        String c = conversation.subscribe("/queue/c", AckMode.CLIENT, ofC::add);
        conversation.message(c, "C1");
        ack(ofC.get(0));

        assertThat(conversation.written).isEmpty();
    }

    @Test
    void aMessageThatIsDoneBeforeWeEndItsSubscriptionMayBeCovered() {
        ack(ofB.get(0));
        session.unsubscribe(b);
        conversation.written.clear();

        ack(ofA.get(0));
        ack(ofA.get(1));

        assertThat(conversation.wire()).containsExactly("ACK id=a-A1", "ACK id=a-A2");
    }

    @Test
    void aRefusedMessageIsNotCoveredBecauseWeEndedItsSubscription() {
        session.nack(ofB.get(0), StompHeaders.EMPTY);
        session.unsubscribe(b);
        conversation.written.clear();

        ack(ofA.get(0));
        ack(ofA.get(1));

        assertThat(conversation.wire()).containsExactly("ACK id=a-A1");
    }

    @Test
    void messagesThatAreAcknowledgedOneByOneAreNotKeptForThoseBeforeThem() {
        List<Delivery> ofC = new ArrayList<>();
        String c = conversation.subscribe("/queue/c", AckMode.CLIENT_INDIVIDUAL, ofC::add);
        long before = Held.count(session, Delivery.class);
        conversation.message(c, "C1");
        conversation.message(c, "C2");

        ack(ofC.get(1));
        session.nack(ofC.get(0), StompHeaders.EMPTY);

        assertThat(Held.count(session, Delivery.class)).isEqualTo(before);
    }

    @Test
    void nothingIsKeptAfterTheEnd() {
        session.close(new StompConnectionException("gone"));

        assertThat(Held.count(session, Delivery.class)).isZero();
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void anAckDoesNotCoverUnansweredMessagesThatAreAcknowledgedOneByOne() {
        List<Delivery> ofC = new ArrayList<>();
        String c = conversation.subscribe("/queue/c", AckMode.CLIENT_INDIVIDUAL, ofC::add);
        session.forgetSubscription(a);
        conversation.message(c, "C1");
        conversation.message(b, "B2");

        ack(ofB.get(0));
        ack(ofB.get(1));
        assertThat(conversation.wire()).containsExactly("ACK id=a-B1");

        ack(ofC.get(0));
        assertThat(conversation.wire()).containsExactly("ACK id=a-B1", "ACK id=a-C1", "ACK id=a-B2");
    }

    @Test
    void messagesThatNeedNoAnswerHoldUpNothing() {
        List<Delivery> ofC = new ArrayList<>();
        String c = conversation.subscribe("/queue/c", AckMode.AUTO, ofC::add);
        session.forgetSubscription(a);
        conversation.message(c, "C1");
        conversation.message(b, "B2");

        ack(ofB.get(0));
        ack(ofB.get(1));

        assertThat(conversation.wire()).containsExactly("ACK id=a-B1", "ACK id=a-B2");
    }

    @Test
    @Holds({Rule.CUMULATIVE, Rule.TRANSACTION})
    void anAckDoesNotCoverAMessageWhoseTransactionHasNotEnded() {
        List<Delivery> ofC = new ArrayList<>();
        String c = conversation.subscribe("/queue/c", AckMode.CLIENT_INDIVIDUAL, ofC::add);
        session.forgetSubscription(a);
        conversation.message(c, "C1");
        conversation.message(b, "B2");
        SessionTransaction transaction = session.begin();
        transaction.ack(ofC.get(0));
        conversation.written.clear();

        ack(ofB.get(0));
        ack(ofB.get(1));
        assertThat(conversation.wire()).containsExactly("ACK id=a-B1");

        transaction.commit(new RecordedReceipt());
        session.flushAcknowledgements();
        assertThat(conversation.wire()).doesNotContain("ACK id=a-B2");

        conversation.receive(StompCommand.RECEIPT, "receipt-id", conversation.lastReceipt());
        session.flushAcknowledgements();
        assertThat(conversation.wire()).last().isEqualTo("ACK id=a-B2");
    }

    @Test
    void messagesThatComeTooLateAreNotKeptHoweverManyThereAre() {
        session.unsubscribe(a);
        conversation.message(a, "late");
        long kept = Held.count(session, StompFrame.class);

        for (int i = 0; i < 100; i++) {
            conversation.message(a, "late-" + i);
        }

        assertThat(Held.count(session, StompFrame.class)).isEqualTo(kept);
    }

    @Test
    void theEndOfASubscriptionLeavesTheAnswersOfTheOthersAsTheyAre() {
        List<Delivery> ofC = new ArrayList<>();
        String c = conversation.subscribe("/queue/c", AckMode.CLIENT, ofC::add);
        conversation.message(c, "C1");
        ack(ofB.get(0));
        ack(ofA.get(1));
        ack(ofC.get(0));

        session.unsubscribe(c);
        conversation.written.clear();
        ack(ofA.get(0));

        assertThat(conversation.wire()).containsExactly("ACK id=a-A2");
    }

    private void ack(Delivery delivery) {
        assertThat(session.ack(delivery)).isTrue();
        session.flushAcknowledgements();
    }
}
