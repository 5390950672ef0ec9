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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoodbyeTest {
    private static final StompFrame SEND = new StompFrame(StompCommand.SEND, StompHeaders.of("destination", "d"));

    private final Conversation conversation = Conversation.connected("1.2");
    private final StompSession session = conversation.session;
    private final RecordedReceipt goodbye = new RecordedReceipt();

    @Test
    @Holds(Rule.DISCONNECT_LAST)
    void disconnectAsksForAReceipt() {
        session.disconnect(goodbye);

        assertThat(conversation.wire()).containsExactly("DISCONNECT receipt=r-1");
        assertThat(session.state()).isEqualTo(SessionState.DISCONNECTING);
        assertThat(session.isConnected()).isFalse();

        conversation.receive(RECEIPT, "receipt-id", "r-1");

        assertThat(goodbye.endings).containsExactly("confirmed");
    }

    @Test
    @Holds(Rule.DISCONNECT_LAST)
    void nothingIsWrittenAfterDisconnect() {
        List<Delivery> deliveries = new ArrayList<>();
        String id = conversation.subscribe("/queue/a", AckMode.CLIENT, deliveries::add);
        conversation.message(id, "1");
        session.disconnect(goodbye);
        conversation.written.clear();
        RecordedReceipt receipt = new RecordedReceipt();

        assertThatThrownBy(() -> session.send(SEND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DISCONNECTING");
        assertThatThrownBy(() -> session.send(SEND, receipt)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.subscribe("/queue/b", AckMode.AUTO, StompHeaders.EMPTY, d -> {}, receipt))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.disconnect(receipt)).isInstanceOf(IllegalStateException.class);
        session.ack(deliveries.get(0));
        session.flushAcknowledgements();

        assertThat(conversation.written).isEmpty();
        session.close(new StompConnectionException("gone"));
        assertThat(receipt.endings).isEmpty();
    }

    @Test
    @Holds(Rule.DISCONNECT_LAST)
    void whatBecomesPossibleAfterDisconnectIsNotWritten() {
        session.cumulativeAckSpansConnection();
        List<Delivery> deliveries = new ArrayList<>();
        String first = conversation.subscribe("/queue/a", AckMode.CLIENT, deliveries::add);
        String second = conversation.subscribe("/queue/b", AckMode.CLIENT, deliveries::add);
        conversation.message(first, "1");
        conversation.message(second, "2");
        session.ack(deliveries.get(1));
        SessionTransaction transaction = session.begin();
        session.disconnect(goodbye);
        conversation.written.clear();

        session.forgetSubscription(first);
        session.flushAcknowledgements();
        session.unsubscribe(second);
        assertThatThrownBy(() -> transaction.commit(goodbye)).isInstanceOf(IllegalStateException.class);
        transaction.abort();

        assertThat(conversation.written).isEmpty();
        assertThat(transaction.state()).isEqualTo(TransactionState.ABORTED);
    }

    @Test
    @Holds(Rule.DISCONNECT_ANSWER)
    void earlierFramesAreStillAnsweredButMessagesAreNot() {
        List<Delivery> deliveries = new ArrayList<>();
        String id = conversation.subscribe("/queue/a", AckMode.CLIENT_INDIVIDUAL, deliveries::add);
        RecordedReceipt one = new RecordedReceipt();
        RecordedReceipt two = new RecordedReceipt();
        String first = ReceiptIds.text(session.send(SEND, one));
        String second = ReceiptIds.text(session.send(SEND, two));
        session.disconnect(goodbye);

        conversation.message(id, "1");
        conversation.receive(RECEIPT, "receipt-id", first);
        conversation.receive(ERROR, "receipt-id", second, "message", "no");
        conversation.receive(ERROR, "message", "something");
        assertThatThrownBy(() -> conversation.receive(CONNECTED)).isInstanceOf(StompProtocolException.class);

        assertThat(deliveries).isEmpty();
        assertThat(one.endings).containsExactly("confirmed");
        assertThat(two.endings).containsExactly("refused: Broker error: no");
        assertThat(conversation.errors).containsExactly("Broker error: something");
        assertThat(goodbye.endings).isEmpty();
    }

    @Test
    @Holds(Rule.DISCONNECT_ANSWER)
    void theEndInsteadOfTheReceiptIsNormal() {
        session.disconnect(goodbye);

        session.close(new StompConnectionException("gone"));

        assertThat(goodbye.endings).containsExactly("lost: gone");
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
    }

    @Test
    @Holds(Rule.NOTHING_BEFORE_CONNECTED)
    void disconnectBeforeConnectedIsAMistakeOfTheCaller() {
        Conversation connecting = Conversation.opened();

        assertThatThrownBy(() -> connecting.session.disconnect(goodbye)).isInstanceOf(IllegalStateException.class);
        assertThat(connecting.written).hasSize(1);
    }
}
