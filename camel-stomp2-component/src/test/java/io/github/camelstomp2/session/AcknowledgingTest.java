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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ACK and NACK of single messages; cumulative ones are another matter. */
class AcknowledgingTest {
    private static final StompHeaders NO_MORE = StompHeaders.EMPTY;

    private final List<Delivery> deliveries = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "1.0, ACK message-id=m-1 subscription=s-1",
        "1.1, ACK message-id=m-1 subscription=s-1",
        "1.2, ACK id=a-1"
    })
    @Holds(Rule.ACK_NAMES)
    void anAckNamesTheMessageAsItsVersionWants(String version, String frame) {
        Conversation conversation = delivered(version, AckMode.CLIENT_INDIVIDUAL);

        assertThat(conversation.session.ack(deliveries.get(0))).isTrue();

        assertThat(conversation.wire()).containsExactly(frame);
    }

    @ParameterizedTest
    @CsvSource({"1.1, NACK message-id=m-1 subscription=s-1", "1.2, NACK id=a-1"})
    @Holds(Rule.ACK_NAMES)
    void aNackNamesTheMessageAsItsVersionWants(String version, String frame) {
        Conversation conversation = delivered(version, AckMode.CLIENT_INDIVIDUAL);

        assertThat(conversation.session.nack(deliveries.get(0), NO_MORE)).isTrue();

        assertThat(conversation.wire()).containsExactly(frame);
    }

    @Test
    void aNackCarriesWhatTheBrokerNeedsBesides() {
        Conversation conversation = delivered("1.2", AckMode.CLIENT_INDIVIDUAL);

        conversation.session.nack(deliveries.get(0), StompHeaders.of("requeue", "false"));

        assertThat(conversation.wire()).containsExactly("NACK id=a-1 requeue=false");
    }

    @Test
    @Holds(Rule.NO_NACK)
    void in10ThereIsNoNack() {
        Conversation conversation = delivered("1.0", AckMode.CLIENT_INDIVIDUAL);

        assertThat(conversation.session.nack(deliveries.get(0), NO_MORE)).isFalse();

        assertThat(conversation.written).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.1, subscription, s-1, message-id",
        "1.2, message-id, m-1, ack",
    })
    @Holds(Rule.ACK_WITHOUT_NAME)
    void withoutTheHeaderThatItsVersionWantsThereIsAnErrorAndNoGuess(
            String version, String name, String value, String missing) {
        Conversation conversation = Conversation.connected(version);
        conversation.subscribe("/queue/a", AckMode.CLIENT_INDIVIDUAL, deliveries::add);

        // The first header wins, so that "subscription" may stand twice.
        assertThatThrownBy(() ->
                        conversation.receive(MESSAGE, name, value, "subscription", "s-1", "destination", "/queue/a"))
                .isInstanceOf(StompProtocolException.class)
                .hasMessageContaining("'" + missing + "'")
                .hasMessageContaining(version);
        assertThat(deliveries).as("it would be processed at each delivery").isEmpty();
        assertThat(conversation.written).isEmpty();
    }

    @Test
    @Holds({Rule.REPEATED_HEADER, Rule.ACK_NAMES})
    void theFirstAckHeaderCounts() {
        Conversation conversation = Conversation.connected("1.2");
        conversation.subscribe("/queue/a", AckMode.CLIENT_INDIVIDUAL, deliveries::add);
        conversation.receive(MESSAGE, "subscription", "s-1", "ack", "first", "ack", "second");

        conversation.session.ack(deliveries.get(0));

        assertThat(conversation.wire()).containsExactly("ACK id=first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    @Holds(Rule.AUTO)
    void autoIsNeverAnswered(String version) {
        Conversation conversation = delivered(version, AckMode.AUTO);

        conversation.session.ack(deliveries.get(0));
        conversation.session.nack(deliveries.get(0), NO_MORE);
        conversation.session.flushAcknowledgements();

        assertThat(conversation.written).isEmpty();
    }

    @Test
    @Holds(Rule.STALE_ACKNOWLEDGEMENT)
    void aDeliveryOfAnotherSessionIsDropped() {
        delivered("1.2", AckMode.CLIENT_INDIVIDUAL);
        Delivery old = deliveries.get(0);
        Conversation next = Conversation.connected("1.2");
        // The same id as on the session before: only the session tells them apart.
        next.subscribe("/queue/a", AckMode.CLIENT_INDIVIDUAL, deliveries::add);

        assertThat(next.session.ack(old)).isFalse();
        assertThat(next.session.nack(old, NO_MORE)).isFalse();

        assertThat(next.written).isEmpty();
    }

    @Test
    @Holds(Rule.STALE_ACKNOWLEDGEMENT)
    void afterTheEndOfTheSessionNothingIsAnswered() {
        Conversation conversation = delivered("1.2", AckMode.CLIENT_INDIVIDUAL);

        conversation.session.close(new StompConnectionException("gone"));

        assertThat(conversation.session.ack(deliveries.get(0))).isFalse();
        assertThat(conversation.session.nack(deliveries.get(0), NO_MORE)).isFalse();
        assertThat(conversation.written).isEmpty();
    }

    @Test
    @Holds(Rule.DISCONNECT_LAST)
    void afterDisconnectNothingIsAnswered() {
        Conversation conversation = delivered("1.2", AckMode.CLIENT_INDIVIDUAL);
        conversation.session.disconnect(new RecordedReceipt());
        conversation.written.clear();

        assertThat(conversation.session.ack(deliveries.get(0))).isFalse();

        assertThat(conversation.written).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AckMode.class)
    @Holds(Rule.ANSWERED_ONCE)
    void aMessageIsAnsweredOnce(AckMode ackMode) {
        Conversation conversation = delivered("1.2", ackMode);
        Delivery delivery = deliveries.get(0);

        assertThat(conversation.session.ack(delivery)).isTrue();
        assertThat(conversation.session.ack(delivery)).isFalse();
        assertThat(conversation.session.nack(delivery, NO_MORE)).isFalse();
        conversation.session.flushAcknowledgements();
        assertThat(conversation.session.ack(delivery)).isFalse();
        conversation.session.flushAcknowledgements();

        assertThat(conversation.wire()).isEqualTo(ackMode == AckMode.AUTO ? List.of() : List.of("ACK id=a-1"));
    }

    @ParameterizedTest
    @EnumSource(AckMode.class)
    @Holds(Rule.ANSWERED_ONCE)
    void aMessageIsRefusedOnce(AckMode ackMode) {
        Conversation conversation = delivered("1.2", ackMode);
        Delivery delivery = deliveries.get(0);

        assertThat(conversation.session.nack(delivery, NO_MORE)).isTrue();
        assertThat(conversation.session.nack(delivery, NO_MORE)).isFalse();
        assertThat(conversation.session.ack(delivery)).isFalse();
        conversation.session.flushAcknowledgements();

        assertThat(conversation.wire()).isEqualTo(ackMode == AckMode.AUTO ? List.of() : List.of("NACK id=a-1"));
    }

    @Test
    void anAnswerThatCouldNotBeWrittenWasNotGiven() {
        Conversation conversation = Conversation.refusing(StompCommand.ACK);
        String id = conversation.subscribe("/queue/a", AckMode.CLIENT_INDIVIDUAL, deliveries::add);
        conversation.message(id, "1");

        assertThatThrownBy(() -> conversation.session.ack(deliveries.get(0)))
                .isInstanceOf(StompInvalidFrameException.class);

        assertThat(conversation.session.nack(deliveries.get(0), NO_MORE)).isTrue();
        assertThat(conversation.wire()).containsExactly("NACK id=a-1");
    }

    @ParameterizedTest
    @CsvSource({"1.0, false", "1.1, true", "1.2, true"})
    void aDeliverySaysWhetherItCanBeRefused(String version, boolean possible) {
        delivered(version, AckMode.CLIENT_INDIVIDUAL);

        assertThat(deliveries.get(0).canBeRefused()).isEqualTo(possible);
    }

    @Test
    void aDeliveryShowsNoContents() {
        Conversation conversation = Conversation.connected("1.2");
        conversation.subscribe("/queue/a", AckMode.AUTO, deliveries::add);
        conversation.receive(MESSAGE, "subscription", "s-1", "card", "4111-1111");

        assertThat(deliveries.get(0)).asString().contains("MESSAGE").doesNotContain("4111");
    }

    private Conversation delivered(String version, AckMode ackMode) {
        Conversation conversation = Conversation.connected(version);
        String id = conversation.subscribe("/queue/a", ackMode, deliveries::add);
        conversation.message(id, "1");
        return conversation;
    }
}
