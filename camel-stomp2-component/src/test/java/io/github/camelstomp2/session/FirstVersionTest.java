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

import static io.github.camelstomp2.protocol.StompCommand.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that knows STOMP 1.0 and nothing more: {@code auto} and {@code client}, and ids only where it likes. */
class FirstVersionTest {
    private final Conversation conversation = Conversation.connected("1.0");
    private final StompSession session = conversation.session;
    private final List<Delivery> deliveries = new ArrayList<>();

    @BeforeEach
    void isOfTheFirstVersion() {
        session.acknowledgesInOrder();
    }

    @Test
    @Holds(Rule.AUTO)
    void isNeverToldAWordThatItDoesNotKnow() {
        for (AckMode wanted : AckMode.values()) {
            session.subscribe("/queue/a", wanted, StompHeaders.EMPTY, deliveries::add, new RecordedReceipt());
        }

        assertThat(conversation.written)
                .extracting(frame -> frame.headers().get("ack"))
                .containsExactlyInAnyOrder("auto", "client", "client");
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void getsAnAckForEachMessageAndNoneBeforeAnEarlierOneIsDone() {
        String id = conversation.subscribe("/queue/a", AckMode.CLIENT_INDIVIDUAL, deliveries::add);
        for (int i = 1; i <= 3; i++) {
            conversation.message(id, Integer.toString(i));
        }

        ack(2);
        ack(3);
        assertThat(conversation.wire())
                .as("it may take an ACK for all before it")
                .isEmpty();
        ack(1);

        assertThat(conversation.wire())
                .as("it may take an ACK for one message only")
                .containsExactly(
                        "ACK message-id=m-1 subscription=s-1",
                        "ACK message-id=m-2 subscription=s-1",
                        "ACK message-id=m-3 subscription=s-1");
    }

    @Test
    void subscriptionsDoNotWaitForEachOther() {
        String a = conversation.subscribe("/queue/a", AckMode.CLIENT_INDIVIDUAL, deliveries::add);
        String b = conversation.subscribe("/queue/b", AckMode.CLIENT, deliveries::add);
        conversation.message(a, "1");
        conversation.message(b, "2");

        ack(2);

        assertThat(conversation.wire()).containsExactly("ACK message-id=m-2 subscription=s-2");
    }

    @Test
    @Holds(Rule.ACK_WITHOUT_NAME)
    void aMessageWithoutAnIdStaysWithIt() {
        conversation.subscribe("/queue/a", AckMode.CLIENT_INDIVIDUAL, deliveries::add);

        conversation.receive(MESSAGE, "destination", "/queue/a");

        assertThat(deliveries).as("it would be processed at each delivery").isEmpty();
        assertThat(conversation.messagesWithoutId).isOne();
        assertThat(session.isConnected()).isTrue();
    }

    @Test
    @Holds(Rule.AUTO)
    void aMessageWithoutAnIdIsTakenWhereItNeedsNoAnswer() {
        conversation.subscribe("/queue/a", AckMode.AUTO, deliveries::add);

        conversation.receive(MESSAGE, "destination", "/queue/a");

        assertThat(deliveries).hasSize(1);
        assertThat(conversation.messagesWithoutId).isZero();
    }

    private void ack(int number) {
        assertThat(session.ack(deliveries.get(number - 1))).isTrue();
        session.flushAcknowledgements();
    }
}
