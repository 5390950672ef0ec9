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
package io.github.camelstomp2.chaos.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.chaos.ledger.Ledger;
import io.github.camelstomp2.chaos.ledger.MessageHeaders;
import io.github.camelstomp2.chaos.ledger.MessageNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FrameRecorderTest {
    private final Ledger ledger = new Ledger();
    private final RecordedWire wire = new RecordedWire();
    private final FrameRecorder recorder = new FrameRecorder("run", ledger, new AtomicInteger());

    private List<String> entries() {
        List<String> entries = new ArrayList<>();
        ledger.read((kind, nanos, message, delivery, link) ->
                entries.add(kind + " " + MessageNumber.text(message) + " " + delivery + " " + link));
        return entries;
    }

    private void subscribe(String mode) {
        recorder.fromClient(Frame.of("SUBSCRIBE", "id", "0", "ack", mode), wire);
    }

    private void deliver(int sequence, String ack) {
        recorder.fromBroker(
                Frame.of("MESSAGE", "subscription", "0", "ack", ack, MessageHeaders.MESSAGE, "run/0/" + sequence),
                wire);
    }

    private void acknowledge(String id) {
        recorder.fromClient(Frame.of("ACK", "id", id), wire);
    }

    @Test
    void aSendAndItsReceiptAreOneMessages() {
        recorder.fromClient(Frame.of("SEND", "receipt", "r-1", MessageHeaders.MESSAGE, "run/2/5"), wire);
        recorder.receipts().fromBroker(Frame.of("RECEIPT", "receipt-id", "r-1"), wire);
        recorder.receipts().fromBroker(Frame.of("RECEIPT", "receipt-id", "r-2"), wire);

        assertThat(entries()).containsExactly("SEND_SEEN 2/5 -1 7", "RECEIPT_SEEN 2/5 -1 7");
        assertThat(wire.toBroker).hasSize(1);
        assertThat(wire.toClient).hasSize(2);
    }

    @Test
    void aDeliveryIsNumberedAndFoundByItsAcknowledgement() {
        subscribe("client-individual");
        deliver(1, "a");
        deliver(2, "b");
        acknowledge("b");

        assertThat(wire.toClient)
                .extracting(frame -> frame.header(MessageHeaders.DELIVERY))
                .containsExactly("0", "1");
        assertThat(entries())
                .endsWith("MESSAGE_SEEN 0/2 1 7", "ACK_SEEN 0/2 1 7")
                .hasSize(3);
    }

    @Test
    void aCumulativeAcknowledgementIsOneOfAllBefore() {
        subscribe("client");
        deliver(1, "a");
        deliver(2, "b");
        deliver(3, "c");
        acknowledge("b");

        assertThat(entries()).endsWith("ACK_SEEN 0/1 0 7", "ACK_SEEN 0/2 1 7").hasSize(5);
    }

    @Test
    void anAcknowledgementOfNothingIsNoticed() {
        subscribe("client-individual");
        deliver(1, "a");
        acknowledge("a");
        acknowledge("a");

        assertThat(entries()).endsWith("ACK_SEEN 0/1 0 7", "ACK_OF_UNKNOWN_SEEN none -1 7");
    }

    @Test
    void whatIsOfAnotherRunIsPassedOnAsItIs() {
        Frame foreign = Frame.of("MESSAGE", "ack", "a", MessageHeaders.MESSAGE, "other/0/1");

        recorder.fromBroker(foreign, wire);

        assertThat(wire.toClient).containsExactly(foreign);
        assertThat(entries()).isEmpty();
    }
}
