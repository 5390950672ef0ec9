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

import static io.github.camelstomp2.protocol.StompCommand.ERROR;
import static io.github.camelstomp2.protocol.StompCommand.RECEIPT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.fuzz.Held;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RabbitMQ: what was delivered and not answered stays with the connection when its subscription ends. */
class KeptMessagesTest {
    private static final String UNSUBSCRIBE = "UNSUBSCRIBE id=s-1 destination=/queue/a receipt=r-2";

    private final List<Delivery> deliveries = new ArrayList<>();
    private Conversation conversation;

    private void connect(String version) {
        conversation = Conversation.connected(version);
        conversation.session.brokerKeepsUnanswered(
                StompHeaders.of("requeue", "true"), error -> error.getMessage().contains("no current subscription"));
    }

    private String subscribe(AckMode ackMode, int messages) {
        String id = conversation.subscribe("/queue/a", ackMode, deliveries::add);
        IntStream.rangeClosed(1, messages).forEach(i -> conversation.message(id, Integer.toString(i)));
        return id;
    }

    private List<String> unsubscribe(String id) {
        conversation.written.clear();
        conversation.session.unsubscribe(id);
        return conversation.wire();
    }

    @Test
    @Holds({Rule.AFTER_UNSUBSCRIBE, Rule.GIVEN_BACK})
    void whatIsNotAnsweredIsGivenBackInItsOrderWhenTheBrokerDeliversNoMore() {
        connect("1.2");
        String id = subscribe(AckMode.CLIENT_INDIVIDUAL, 3);
        conversation.session.ack(deliveries.get(1));

        assertThat(unsubscribe(id))
                .containsExactly(
                        "BEGIN transaction=tx-1",
                        "NACK id=a-1 requeue=true transaction=tx-1",
                        "NACK id=a-3 requeue=true transaction=tx-1",
                        UNSUBSCRIBE,
                        "COMMIT transaction=tx-1 receipt=r-3");
        assertThat(conversation.messagesKept).isZero();
    }

    @Test
    void whereAllIsAnsweredUnsubscribeStandsAlone() {
        connect("1.2");
        String id = subscribe(AckMode.CLIENT_INDIVIDUAL, 1);
        conversation.session.ack(deliveries.get(0));

        assertThat(unsubscribe(id)).containsExactly(UNSUBSCRIBE);
        assertThat(conversation.messagesKept).isZero();
    }

    @Test
    void withAckModeAutoThereIsNothingToGiveBack() {
        connect("1.2");
        String id = subscribe(AckMode.AUTO, 2);

        assertThat(unsubscribe(id)).containsExactly(UNSUBSCRIBE);
        conversation.message(id, "3");
        assertThat(conversation.messagesKept).isZero();
    }

    @Test
    @Holds({Rule.NO_NACK, Rule.GIVEN_BACK})
    void in10OnlyTheEndOfTheConnectionGivesBack() {
        connect("1.0");
        String id = subscribe(AckMode.CLIENT_INDIVIDUAL, 1);

        assertThat(unsubscribe(id)).containsExactly(UNSUBSCRIBE);
        assertThat(conversation.messagesKept).isOne();
    }

    @Test
    @Holds(Rule.GIVEN_BACK)
    void moreThanATransactionTakesIsLeftToTheEndOfTheConnection() {
        connect("1.2");
        String id = subscribe(AckMode.CLIENT_INDIVIDUAL, 1_001);

        assertThat(unsubscribe(id)).containsExactly(UNSUBSCRIBE);
        assertThat(conversation.messagesKept).isOne();
    }

    @Test
    void asManyAsATransactionTakesAreGivenBack() {
        connect("1.2");
        String id = subscribe(AckMode.CLIENT_INDIVIDUAL, 1_000);

        assertThat(unsubscribe(id)).hasSize(1_003);
        assertThat(conversation.messagesKept).isZero();
    }

    @Test
    void aTransactionThatIsRefusedLeavesThemToTheEndOfTheConnection() {
        connect("1.2");
        unsubscribe(subscribe(AckMode.CLIENT_INDIVIDUAL, 1));

        conversation.receive(ERROR, "message", "no", "receipt-id", "r-3");

        assertThat(conversation.messagesKept).isOne();
    }

    // ---- cumulative

    @Test
    @Holds(Rule.CUMULATIVE)
    void cumulativelyWhatIsNotDoneIsGivenBackAfterTheAcknowledgementOfTheRest() {
        connect("1.2");
        String id = subscribe(AckMode.CLIENT, 3);
        conversation.session.ack(deliveries.get(0));

        assertThat(unsubscribe(id))
                .containsExactly(
                        "ACK id=a-1",
                        "BEGIN transaction=tx-1",
                        "NACK id=a-2 requeue=true transaction=tx-1",
                        "NACK id=a-3 requeue=true transaction=tx-1",
                        UNSUBSCRIBE,
                        "COMMIT transaction=tx-1 receipt=r-3");
    }

    @Test
    @Holds({Rule.CUMULATIVE, Rule.GIVEN_BACK})
    void aCumulativeNackNeverTakesMessagesOfAnotherSubscriptionAlong() {
        connect("1.2");
        String other = conversation.subscribe("/queue/b", AckMode.CLIENT, deliveries::add);
        conversation.message(other, "0");
        String id = conversation.subscribe("/queue/a", AckMode.CLIENT, deliveries::add);
        conversation.message(id, "1");

        assertThat(unsubscribe(id)).containsExactly("UNSUBSCRIBE id=s-2 destination=/queue/a receipt=r-3");
        assertThat(conversation.messagesKept).isOne();
    }

    @Test
    @Holds(Rule.CUMULATIVE)
    void whatWasGivenBackHoldsUpNoAcknowledgementOfOthersOnceTheBrokerHasIt() {
        connect("1.2");
        String id = subscribe(AckMode.CLIENT_INDIVIDUAL, 1);
        String other = conversation.subscribe("/queue/b", AckMode.CLIENT, deliveries::add);
        conversation.message(other, "2");
        conversation.session.ack(deliveries.get(1));
        conversation.session.unsubscribe(id);
        conversation.session.flushAcknowledgements();
        assertThat(conversation.wire()).noneMatch(frame -> frame.startsWith("ACK"));
        conversation.written.clear();

        conversation.receive(RECEIPT, "receipt-id", "r-4");
        conversation.session.flushAcknowledgements();

        assertThat(conversation.wire()).containsExactly("ACK id=a-2");
    }

    // ---- on their way

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    @Holds({Rule.AFTER_UNSUBSCRIBE, Rule.GIVEN_BACK})
    void aMessageThatComesTooLateReachesNobodyAndIsTold(String version) {
        connect(version);
        String id = subscribe(AckMode.CLIENT_INDIVIDUAL, 0);
        unsubscribe(id);

        conversation.message(id, "1");

        assertThat(deliveries).isEmpty();
        assertThat(conversation.wire()).containsExactly(UNSUBSCRIBE);
        assertThat(conversation.messagesKept).isOne();
    }

    @Test
    @Holds({Rule.ERROR_STAYS_OPEN, Rule.GIVEN_BACK})
    void anErrorAboutAMessageThatCameTooLateIsToldAsThatAndNotAsAnError() {
        connect("1.2");
        SessionTransaction open = conversation.session.begin();

        conversation.receive(ERROR, "message", "There is no current subscription with tag 'T_s-1'");

        assertThat(conversation.messagesKept).isOne();
        assertThat(conversation.errors).isEmpty();
        assertThat(open.state()).isEqualTo(TransactionState.OPEN);
    }

    @Test
    void anErrorOfAnotherKindIsAnError() {
        connect("1.2");

        conversation.receive(ERROR, "message", "unknown destination");

        assertThat(conversation.messagesKept).isZero();
        assertThat(conversation.errors).hasSize(1);
    }

    @Test
    void nothingIsKeptOfASubscriptionOfWhichNothingCanComeAnyMore() {
        connect("1.2");
        long before = Held.count(conversation.session, SessionSubscription.class);
        unsubscribe(subscribe(AckMode.CLIENT_INDIVIDUAL, 0));
        assertThat(Held.count(conversation.session, SessionSubscription.class)).isGreaterThan(before);

        conversation.receive(RECEIPT, "receipt-id", "r-2");

        assertThat(Held.count(conversation.session, SessionSubscription.class)).isEqualTo(before);
    }

    // ---- quiet

    @Test
    void itIsQuietWhileNobodyIsAtWorkOnAMessageThatCanBeAnswered() {
        connect("1.2");
        assertThat(conversation.session.isQuiet()).isTrue();
        String id = subscribe(AckMode.CLIENT_INDIVIDUAL, 2);
        assertThat(conversation.session.isQuiet()).isFalse();

        conversation.session.ack(deliveries.get(0));
        assertThat(conversation.session.isQuiet()).isFalse();
        conversation.session.unsubscribe(id);

        assertThat(conversation.session.isQuiet()).isTrue();
    }

    @Test
    void theEndOfTheConnectionIsNothingToTell() {
        connect("1.2");
        unsubscribe(subscribe(AckMode.CLIENT_INDIVIDUAL, 1));

        conversation.session.close(new StompConnectionException("cut"));

        assertThat(conversation.messagesKept).isZero();
    }
}
