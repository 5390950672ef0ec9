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
import static io.github.camelstomp2.protocol.StompCommand.MESSAGE;
import static io.github.camelstomp2.protocol.StompCommand.RECEIPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscribingTest {
    private final List<Delivery> ofA = new ArrayList<>();
    private final List<Delivery> ofB = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"AUTO, auto", "CLIENT, client", "CLIENT_INDIVIDUAL, client-individual"})
    void subscribeNamesIdDestinationAndAckMode(AckMode ackMode, String header) {
        Conversation conversation = Conversation.connected("1.2");

        String id = conversation.session.subscribe(
                "/queue/a", ackMode, StompHeaders.of("selector", "x=1"), ofA::add, new RecordedReceipt());

        assertThat(conversation.wire())
                .containsExactly(
                        "SUBSCRIBE id=" + id + " destination=/queue/a ack=" + header + " selector=x=1 receipt=r-1");
    }

    @Test
    @Holds(Rule.NO_INJECTION)
    void extraHeadersCannotReplaceThoseOfTheSubscription() {
        Conversation conversation = Conversation.connected("1.2");

        String id = conversation.session.subscribe(
                "/queue/a",
                AckMode.CLIENT,
                StompHeaders.of("id", "evil", "destination", "/queue/evil", "ack", "auto"),
                ofA::add,
                new RecordedReceipt());

        assertThat(conversation.wire())
                .containsExactly("SUBSCRIBE id=" + id + " destination=/queue/a ack=client receipt=r-1");
    }

    @Test
    @Holds(Rule.SUBSCRIPTION_ID)
    void idsAreUniqueOnAConnection() {
        Conversation conversation = Conversation.connected("1.2");

        String one = conversation.subscribe("/queue/a", AckMode.AUTO, ofA::add);
        conversation.session.unsubscribe(one);

        assertThat(conversation.subscribe("/queue/a", AckMode.AUTO, ofA::add)).isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    void whatTheBrokerSubscribesByItselfNeedsNoFrameAndNoAnswer(String version) {
        Conversation conversation = Conversation.connected(version);

        conversation.session.expect("/temp-queue/a", ofA::add);
        conversation.receive(MESSAGE, "subscription", "/temp-queue/a", "message-id", "m-1");

        assertThat(ofA).hasSize(1);
        conversation.session.ack(ofA.get(0));
        conversation.session.flushAcknowledgements();
        assertThat(conversation.wire()).isEmpty();
        assertThatThrownBy(() -> conversation.session.expect("/temp-queue/a", ofB::add))
                .isInstanceOf(StompInvalidFrameException.class);
    }

    @Test
    void theReceiptTellsThatTheBrokerAcceptedOrRefused() {
        Conversation conversation = Conversation.connected("1.2");
        RecordedReceipt accepted = new RecordedReceipt();
        RecordedReceipt refused = new RecordedReceipt();
        conversation.session.subscribe("/queue/a", AckMode.AUTO, StompHeaders.EMPTY, ofA::add, accepted);
        conversation.session.subscribe("/queue/b", AckMode.AUTO, StompHeaders.EMPTY, ofB::add, refused);

        conversation.receive(ERROR, "message", "not allowed", "receipt-id", "r-2");
        conversation.receive(RECEIPT, "receipt-id", "r-1");

        assertThat(accepted.endings).containsExactly("confirmed");
        assertThat(refused.endings).containsExactly("refused: Broker error: not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    @Holds(Rule.ROUTING)
    void messagesAreRoutedByTheirSubscription(String version) {
        Conversation conversation = Conversation.connected(version);
        String a = conversation.subscribe("/queue/same", AckMode.AUTO, ofA::add);
        String b = conversation.subscribe("/queue/same", AckMode.AUTO, ofB::add);

        conversation.message(b, "1");
        conversation.message(a, "2");
        conversation.message(b, "3");

        assertThat(ids(ofA)).containsExactly("m-2");
        assertThat(ids(ofB)).containsExactly("m-1", "m-3");
    }

    @Test
    @Holds(Rule.ROUTING)
    void aMessageOfAnUnknownSubscriptionReachesNobody() {
        Conversation conversation = Conversation.connected("1.2");
        conversation.subscribe("/queue/a", AckMode.CLIENT_INDIVIDUAL, ofA::add);

        conversation.receive(
                MESSAGE, "subscription", "s-99", "destination", "/queue/a", "message-id", "m-1", "ack", "a-1");

        assertThat(ofA).isEmpty();
        assertThat(conversation.written).isEmpty();
        assertThat(conversation.session.isConnected()).isTrue();
    }

    @Test
    @Holds(Rule.ROUTING)
    void in10AMessageWithoutASubscriptionIsRoutedByItsDestination() {
        Conversation conversation = Conversation.connected("1.0");
        conversation.subscribe("/queue/a", AckMode.AUTO, ofA::add);
        conversation.subscribe("/queue/b", AckMode.AUTO, ofB::add);

        conversation.receive(MESSAGE, "destination", "/queue/b", "message-id", "m-1");
        conversation.receive(MESSAGE, "destination", "/queue/c", "message-id", "m-2");
        conversation.receive(MESSAGE, "message-id", "m-3");

        assertThat(ofA).isEmpty();
        assertThat(ids(ofB)).containsExactly("m-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.2"})
    @Holds(Rule.ROUTING)
    void since11AMessageWithoutASubscriptionIsAProtocolError(String version) {
        Conversation conversation = Conversation.connected(version);
        conversation.subscribe("/queue/a", AckMode.AUTO, ofA::add);

        assertThatThrownBy(() -> conversation.receive(MESSAGE, "destination", "/queue/a", "message-id", "m-1"))
                .isInstanceOf(StompProtocolException.class)
                .hasMessageContaining("subscription");
        assertThat(ofA).isEmpty();
    }

    @Test
    void unsubscribeIsWrittenOnce() {
        Conversation conversation = Conversation.connected("1.2");
        String id = conversation.subscribe("/queue/a", AckMode.AUTO, ofA::add);

        conversation.session.unsubscribe(id);
        conversation.session.unsubscribe(id);
        conversation.session.unsubscribe("s-99");

        assertThat(conversation.wire()).containsExactly("UNSUBSCRIBE id=" + id + " destination=/queue/a");
    }

    @Test
    @Holds(Rule.AFTER_UNSUBSCRIBE)
    void afterUnsubscribeMessagesAreNeitherDeliveredNorAcknowledged() {
        Conversation conversation = Conversation.connected("1.2");
        String id = conversation.subscribe("/queue/a", AckMode.CLIENT_INDIVIDUAL, ofA::add);
        conversation.message(id, "1");
        conversation.session.unsubscribe(id);
        conversation.written.clear();

        conversation.message(id, "2");

        assertThat(ids(ofA)).containsExactly("m-1");
        assertThat(conversation.session.ack(ofA.get(0))).isFalse();
        assertThat(conversation.session.nack(ofA.get(0), StompHeaders.EMPTY)).isFalse();
        assertThat(conversation.written).isEmpty();
    }

    @Test
    @Holds(Rule.AFTER_UNSUBSCRIBE)
    void whatWasAcknowledgedBeforeUnsubscribeIsWrittenBeforeIt() {
        Conversation conversation = Conversation.connected("1.2");
        String id = conversation.subscribe("/queue/a", AckMode.CLIENT, ofA::add);
        conversation.message(id, "1");
        conversation.session.ack(ofA.get(0));

        conversation.session.unsubscribe(id);

        assertThat(conversation.wire()).containsExactly("ACK id=a-1", "UNSUBSCRIBE id=" + id + " destination=/queue/a");
    }

    @Test
    @Holds(Rule.AFTER_UNSUBSCRIBE)
    void aSubscriptionThatTheBrokerEndedIsForgottenWithoutAWord() {
        Conversation conversation = Conversation.connected("1.2");
        String id = conversation.subscribe("/queue/a", AckMode.CLIENT_INDIVIDUAL, ofA::add);
        conversation.message(id, "1");

        conversation.session.forgetSubscription(id);
        conversation.session.forgetSubscription("s-99");
        conversation.message(id, "2");

        assertThat(ofA).hasSize(1);
        assertThat(conversation.session.ack(ofA.get(0))).isFalse();
        assertThat(conversation.written).isEmpty();
    }

    @Test
    @Holds(Rule.ERROR_STAYS_OPEN)
    void anErrorTellsWhichSubscriptionTheBrokerNames() {
        Conversation conversation = Conversation.connected("1.2");

        conversation.receive(ERROR, "message", "Server cancelled subscription", "subscription", "s-1");
        conversation.receive(ERROR, "message", "something else");

        assertThat(conversation.erroneousSubscriptions).containsExactly("s-1", null);
        assertThat(conversation.session.isConnected()).isTrue();
    }

    private static List<String> ids(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> delivery.frame().headers().get("message-id"))
                .toList();
    }

    @Test
    void aSubscriptionThatCouldNotBeWrittenDoesNotExist() {
        Conversation refusing = Conversation.refusing(StompCommand.SUBSCRIBE);
        RecordedReceipt receipt = new RecordedReceipt();
        List<Delivery> deliveries = new ArrayList<>();

        assertThatThrownBy(() -> refusing.session.subscribe(
                        "/queue/a", AckMode.AUTO, StompHeaders.EMPTY, deliveries::add, receipt))
                .isInstanceOf(StompInvalidFrameException.class);
        refusing.message("s-1", "1");

        assertThat(deliveries).isEmpty();
        assertThat(receipt.endings).isEmpty();
    }
}
