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

import static io.github.camelstomp2.protocol.StompCommand.CONNECTED;
import static io.github.camelstomp2.protocol.StompCommand.ERROR;
import static io.github.camelstomp2.protocol.StompCommand.RECEIPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.ReceiptIds;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds in every version, once for each of them. */
class EachVersionTest {
    private static final StompFrame SEND = new StompFrame(StompCommand.SEND, StompHeaders.of("destination", "d"));

    private final List<Delivery> deliveries = new ArrayList<>();
    private final RecordedReceipt first = new RecordedReceipt();
    private final RecordedReceipt second = new RecordedReceipt();

    @ParameterizedTest
    @EnumSource
    @Holds(Rule.CUMULATIVE)
    void workersThatFinish3And1And2AcknowledgeTheHighestContiguousOne(StompVersion version) {
        Conversation conversation = delivered(version, AckMode.CLIENT, 3);

        conversation.session.ack(deliveries.get(2));
        conversation.session.flushAcknowledgements();
        assertThat(conversation.written).isEmpty();
        conversation.session.ack(deliveries.get(0));
        conversation.session.flushAcknowledgements();
        assertThat(conversation.wire()).containsExactly(ack(version, 1));
        conversation.session.ack(deliveries.get(1));
        conversation.session.flushAcknowledgements();

        assertThat(conversation.wire()).containsExactly(ack(version, 1), ack(version, 3));
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_1", "V1_2"})
    @Holds(Rule.CUMULATIVE)
    void aNackOf2DoesNotCoverAnUnfinished1(StompVersion version) {
        Conversation conversation = delivered(version, AckMode.CLIENT, 2);

        conversation.session.nack(deliveries.get(1), StompHeaders.EMPTY);
        conversation.session.flushAcknowledgements();
        assertThat(conversation.written).isEmpty();
        conversation.session.ack(deliveries.get(0));
        conversation.session.flushAcknowledgements();

        assertThat(conversation.wire()).containsExactly(ack(version, 1), "N" + ack(version, 2));
    }

    @ParameterizedTest
    @EnumSource
    @Holds(Rule.AFTER_UNSUBSCRIBE)
    void afterUnsubscribeNothingIsDeliveredOrAcknowledged(StompVersion version) {
        Conversation conversation = delivered(version, AckMode.CLIENT_INDIVIDUAL, 1);
        conversation.session.unsubscribe("s-1");
        conversation.written.clear();

        conversation.message("s-1", "2");

        assertThat(deliveries).hasSize(1);
        assertThat(conversation.session.ack(deliveries.get(0))).isFalse();
        assertThat(conversation.written).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Holds(Rule.ROUTING)
    void aMessageOfAnUnknownSubscriptionReachesNobody(StompVersion version) {
        Conversation conversation = delivered(version, AckMode.CLIENT_INDIVIDUAL, 0);

        conversation.message("s-99", "1");

        assertThat(deliveries).isEmpty();
        assertThat(conversation.written).isEmpty();
        assertThat(conversation.session.isConnected()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @Holds({Rule.RECEIPTS_ANY_ORDER, Rule.RECEIPT_IDS})
    void receiptsOutOfOrderUnknownRepeatedAndLateDoNoHarm(StompVersion version) {
        Conversation conversation = Conversation.connected(version.number());
        String one = ReceiptIds.text(conversation.session.send(SEND, first));
        String two = ReceiptIds.text(conversation.session.send(SEND, second));
        assertThat(one).isNotEqualTo(two);

        conversation.receive(RECEIPT, "receipt-id", "r-4711");
        conversation.receive(RECEIPT, "receipt-id", two);
        conversation.receive(RECEIPT, "receipt-id", two);
        conversation.receive(RECEIPT, "receipt-id", one);
        conversation.receive(RECEIPT, "receipt-id", one);

        assertThat(first.endings).containsExactly("confirmed");
        assertThat(second.endings).containsExactly("confirmed");
        assertThat(conversation.session.isConnected()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @Holds({Rule.ERROR_OF_A_FRAME, Rule.ERROR_STAYS_OPEN, Rule.LOST_IS_UNKNOWN})
    void anErrorFailsTheSendThatItNamesAndTheRestIsLostWithTheConnection(StompVersion version) {
        Conversation conversation = Conversation.connected(version.number());
        String one = ReceiptIds.text(conversation.session.send(SEND, first));
        conversation.session.send(SEND, second);

        conversation.receive(ERROR, "message", "no", "receipt-id", one);
        conversation.receive(ERROR, "message", "something else");
        assertThat(first.endings).containsExactly("refused: Broker error: no");
        assertThat(conversation.errors).containsExactly("Broker error: something else");
        assertThat(second.endings).isEmpty();
        conversation.session.close(new StompConnectionException("gone"));

        assertThat(second.endings).containsExactly("lost: gone");
        assertThat(first.endings).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    @Holds(Rule.DISCONNECT_LAST)
    void disconnectAsksForAReceiptAndIsTheLast(StompVersion version) {
        Conversation conversation = delivered(version, AckMode.CLIENT_INDIVIDUAL, 1);

        conversation.session.disconnect(first);
        conversation.session.ack(deliveries.get(0));

        assertThat(conversation.wire()).hasSize(1).first().asString().matches("DISCONNECT receipt=r-\\d+");
    }

    @ParameterizedTest
    @EnumSource
    @Holds(Rule.CONNECTED_ONCE)
    void aSecondConnectedIsAProtocolErrorWhateverItSays(StompVersion version) {
        Conversation conversation = Conversation.connected("1.1");

        assertThatThrownBy(() -> conversation.receive(CONNECTED, "version", version.number()))
                .isInstanceOf(StompProtocolException.class)
                .hasMessageContaining("second CONNECTED");
    }

    @ParameterizedTest
    @CsvSource({
        "V1_0, 1.1",
        "V1_0, 1.2",
        "V1_1, 1.0",
        "V1_1, 1.2",
        "V1_2, 1.0",
        "V1_2, 1.1",
        "V1_1, ",
        "V1_2, ",
        "V1_0, 1.3"
    })
    @Holds(Rule.VERSION_NOT_OFFERED)
    void onlyTheVersionThatWasOfferedIsAccepted(StompVersion offered, String answer) {
        Conversation conversation = Conversation.opened(offered);
        String[] headers = answer == null ? new String[0] : new String[] {"version", answer};

        assertThatThrownBy(() -> conversation.receive(CONNECTED, headers)).isInstanceOf(StompProtocolException.class);
        assertThat(conversation.handshakes).isEmpty();
        assertThat(conversation.session.isConnected()).isFalse();
    }

    private Conversation delivered(StompVersion version, AckMode ackMode, int count) {
        Conversation conversation = Conversation.connected(version.number());
        assertThat(conversation.subscribe("/queue/a", ackMode, deliveries::add)).isEqualTo("s-1");
        for (int i = 1; i <= count; i++) {
            conversation.message("s-1", Integer.toString(i));
        }
        return conversation;
    }

    private static String ack(StompVersion version, int number) {
        return switch (version) {
            case V1_0, V1_1 -> "ACK message-id=m-" + number + " subscription=s-1";
            case V1_2 -> "ACK id=a-" + number;
        };
    }
}
