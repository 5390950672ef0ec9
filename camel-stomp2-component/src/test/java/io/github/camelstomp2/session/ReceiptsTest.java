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
import static io.github.camelstomp2.protocol.StompCommand.SEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.ReceiptIds;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.session.receipt.ReceiptListener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private static final StompConnectionException GONE = new StompConnectionException("gone");

    private final Conversation conversation = Conversation.connected("1.2");
    private final StompSession session = conversation.session;
    private final RecordedReceipt first = new RecordedReceipt();
    private final RecordedReceipt second = new RecordedReceipt();

    @Test
    void aFrameAsksForTheReceiptThatIsReturned() {
        String id = ReceiptIds.text(session.send(frame("/queue/a"), first));

        assertThat(conversation.wire()).containsExactly("SEND destination=/queue/a receipt=" + id);
    }

    @Test
    @Holds(Rule.RECEIPTS_ANY_ORDER)
    void aReceiptOutOfOrderCompletesItsOwnSend() {
        String one = ReceiptIds.text(session.send(frame("/queue/a"), first));
        String two = ReceiptIds.text(session.send(frame("/queue/a"), second));

        conversation.receive(RECEIPT, "receipt-id", two);

        assertThat(first.endings).isEmpty();
        assertThat(second.endings).containsExactly("confirmed");

        conversation.receive(RECEIPT, "receipt-id", one);

        assertThat(first.endings).containsExactly("confirmed");
        assertThat(second.endings).containsExactly("confirmed");
    }

    @Test
    @Holds(Rule.RECEIPTS_ANY_ORDER)
    void unknownReceiptsAreHarmless() {
        session.send(frame("/queue/a"), first);

        conversation.receive(RECEIPT, "receipt-id", "r-4711");
        conversation.receive(RECEIPT);

        assertThat(first.endings).isEmpty();
        assertThat(conversation.errors).isEmpty();
        assertThat(session.isConnected()).isTrue();
    }

    @Test
    @Holds(Rule.RECEIPTS_ANY_ORDER)
    void aRepeatedReceiptCompletesNothingTwice() {
        String id = ReceiptIds.text(session.send(frame("/queue/a"), first));

        conversation.receive(RECEIPT, "receipt-id", id);
        conversation.receive(RECEIPT, "receipt-id", id);

        assertThat(first.endings).containsExactly("confirmed");
    }

    @Test
    @Holds(Rule.RECEIPTS_ANY_ORDER)
    void aReceiptThatNobodyWaitsForAnyMoreIsHarmless() {
        long number = session.send(frame("/queue/a"), first);
        session.forgetReceipt(number);

        conversation.receive(RECEIPT, "receipt-id", ReceiptIds.text(number));
        session.close(GONE);

        assertThat(first.endings).isEmpty();
    }

    @Test
    @Holds(Rule.LOST_IS_UNKNOWN)
    void pendingReceiptsAreLostWithTheConnectionOnce() {
        session.send(frame("/queue/a"), first);
        session.send(frame("/queue/a"), second);

        session.close(GONE);
        session.close(new StompConnectionException("again"));

        assertThat(first.endings).containsExactly("lost: gone");
        assertThat(second.endings).containsExactly("lost: gone");
    }

    @Test
    void aListenerMaySendAgainWhenItsReceiptIsLost() {
        List<String> told = new ArrayList<>();
        session.send(frame("/queue/a"), new ReceiptListener() {
            @Override
            public void confirmed() {
                told.add("confirmed");
            }

            @Override
            public void refused(StompBrokerException error) {
                told.add("refused");
            }

            @Override
            public void lost(StompException cause) {
                told.add("lost");
                assertThatThrownBy(() -> session.send(frame("/queue/a"), second))
                        .isInstanceOf(IllegalStateException.class);
            }
        });
        session.send(frame("/queue/b"), first);

        session.close(GONE);

        assertThat(told).containsExactly("lost");
        assertThat(first.endings).containsExactly("lost: gone");
        assertThat(second.endings).isEmpty();
    }

    @Test
    @Holds(Rule.RECEIPT_IDS)
    void idsAreUniqueOnAConnectionAndNeverTheCallers() {
        Set<Long> ids = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            ids.add(session.send(frame("/queue/a"), first));
        }
        session.subscribe("/queue/a", AckMode.AUTO, StompHeaders.EMPTY, delivery -> {}, second);
        ids.add(conversation.written.get(100).receipt());
        ids.add(session.send(
                new StompFrame(SEND, StompHeaders.of("destination", "/queue/a", "receipt", "mine")), second));

        assertThat(ids).hasSize(102);
    }

    @Test
    @Holds(Rule.ERROR_OF_A_FRAME)
    void anErrorWithAReceiptIdRefusesThatFrameOnly() {
        String one = ReceiptIds.text(session.send(frame("/queue/a"), first));
        session.send(frame("/queue/a"), second);

        conversation.receive(ERROR, "message", "no such queue", "receipt-id", one);

        assertThat(first.endings).containsExactly("refused: Broker error: no such queue");
        assertThat(second.endings).isEmpty();
        assertThat(conversation.errors).isEmpty();
        assertThat(session.isConnected()).isTrue();
    }

    @Test
    @Holds(Rule.ERROR_STAYS_OPEN)
    void anErrorThatNobodyWaitsForIsTold() {
        session.send(frame("/queue/a"), first);

        conversation.receive(ERROR, "message", "bad frame");
        conversation.receive(ERROR, "message", "late", "receipt-id", "r-99");

        assertThat(conversation.errors).containsExactly("Broker error: bad frame");
        assertThat(conversation.lateErrors).containsExactly("Broker error: late");
        assertThat(first.endings).isEmpty();
    }

    @Test
    void aFrameThatCannotBeWrittenLeavesNoReceiptPending() {
        StompSession unwritable = Conversation.refusing(SEND).session;

        assertThatThrownBy(() -> unwritable.send(frame("/queue/a"), first))
                .isInstanceOf(StompInvalidFrameException.class);
        unwritable.close(GONE);

        assertThat(first.endings).isEmpty();
    }

    private static StompFrame frame(String destination) {
        return new StompFrame(SEND, StompHeaders.of("destination", destination));
    }
}
