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
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ack:client}: an ACK covers all messages before its own (1.2, "SUBSCRIBE ack Header"). */
class CumulativeAcknowledgingTest {
    private final Conversation conversation = Conversation.connected("1.2");
    private final StompSession session = conversation.session;
    private final List<Delivery> ofA = new ArrayList<>();
    private final List<Delivery> ofB = new ArrayList<>();
    private String a;

    @BeforeEach
    void subscribe() {
        a = conversation.subscribe("/queue/a", AckMode.CLIENT, ofA::add);
        for (int i = 1; i <= 3; i++) {
            conversation.message(a, "A" + i);
        }
    }

    @Test
    void nothingIsWrittenBeforeTheFlush() {
        assertThat(session.ack(ofA.get(0))).isTrue();
        assertThat(conversation.written).isEmpty();

        session.flushAcknowledgements();

        assertThat(conversation.wire()).containsExactly("ACK id=a-A1");
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void oneAckStandsForAllThatAreDone() {
        ofA.forEach(session::ack);
        session.flushAcknowledgements();

        assertThat(conversation.wire()).containsExactly("ACK id=a-A3");
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void workersThatFinish3And1And2AcknowledgeOnlyTheHighestContiguousOne() {
        ack(ofA, 3);
        assertThat(conversation.written).isEmpty();

        ack(ofA, 1);
        assertThat(conversation.wire()).containsExactly("ACK id=a-A1");

        ack(ofA, 2);
        assertThat(conversation.wire()).containsExactly("ACK id=a-A1", "ACK id=a-A3");
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void nothingIsAcknowledgedTwice() {
        ack(ofA, 1);
        session.flushAcknowledgements();
        session.flushAcknowledgements();

        assertThat(conversation.wire()).containsExactly("ACK id=a-A1");
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void aNackOf2WaitsForAnUnfinished1() {
        nack(ofA, 2);
        ack(ofA, 3);
        assertThat(conversation.written).isEmpty();

        ack(ofA, 1);

        assertThat(conversation.wire()).containsExactly("ACK id=a-A1", "NACK id=a-A2 requeue=false", "ACK id=a-A3");
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void aNackGoesOutAloneAfterTheAckOfThoseBeforeIt() {
        session.ack(ofA.get(0));
        session.ack(ofA.get(1));
        nack(ofA, 3);

        assertThat(conversation.wire()).containsExactly("ACK id=a-A2", "NACK id=a-A3 requeue=false");
    }

    @Test
    void nacksInARowAreWrittenEach() {
        session.nack(ofA.get(1), StompHeaders.EMPTY);
        session.nack(ofA.get(0), StompHeaders.EMPTY);
        session.flushAcknowledgements();

        assertThat(conversation.wire()).containsExactly("NACK id=a-A1", "NACK id=a-A2");
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void subscriptionsDoNotWaitForEachOther() {
        String b = conversation.subscribe("/queue/b", AckMode.CLIENT, ofB::add);
        conversation.message(b, "B1");

        ack(ofB, 1);

        assertThat(conversation.wire()).containsExactly("ACK id=a-B1");
    }

    @Test
    @Holds(Rule.DISCONNECT_LAST)
    void disconnectWritesWhatIsDoneFirst() {
        session.ack(ofA.get(0));
        session.ack(ofA.get(2));

        session.disconnect(new RecordedReceipt());

        assertThat(conversation.wire()).hasSize(2).first().isEqualTo("ACK id=a-A1");
    }

    @Test
    @Holds(Rule.AFTER_UNSUBSCRIBE)
    void anEndedSubscriptionTakesItsAnswersAlong() {
        session.ack(ofA.get(0));
        session.forgetSubscription(a);

        session.flushAcknowledgements();

        assertThat(conversation.written).isEmpty();
    }

    private void ack(List<Delivery> deliveries, int number) {
        assertThat(session.ack(deliveries.get(number - 1))).isTrue();
        session.flushAcknowledgements();
    }

    private void nack(List<Delivery> deliveries, int number) {
        assertThat(session.nack(deliveries.get(number - 1), StompHeaders.of("requeue", "false")))
                .isTrue();
        session.flushAcknowledgements();
    }
}
