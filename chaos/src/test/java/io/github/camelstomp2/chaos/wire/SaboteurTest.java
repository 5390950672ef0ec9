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

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What each wrong client writes and believes. */
class SaboteurTest {
    private final RecordedWire wire = new RecordedWire();

    private static Interceptor of(Saboteur saboteur) {
        return saboteur.interceptors().get().get(0);
    }

    private static Frame message(String ack) {
        return Frame.of("MESSAGE", "ack", ack);
    }

    private static Frame ack(String id) {
        return Frame.of("ACK", "id", id);
    }

    private List<String> acknowledged() {
        return wire.toBroker.stream().map(frame -> frame.header("id")).toList();
    }

    @Test
    void oneAcknowledgesWhatArrivesAndNotWhatIsDone() {
        Interceptor saboteur = of(Saboteur.ACKNOWLEDGES_EARLY);

        saboteur.fromBroker(message("a"), wire);
        assertThat(acknowledged()).containsExactly("a");

        saboteur.fromClient(ack("a"), wire);
        assertThat(wire.toBroker).hasSize(1);
    }

    @Test
    void oneTakesTheSecondReceiptForTheFirst() {
        Interceptor saboteur = of(Saboteur.MATCHES_RECEIPTS_IN_ORDER);
        saboteur.fromClient(Frame.of("SEND", "receipt", "r-1"), wire);
        saboteur.fromClient(Frame.of("SEND", "receipt", "r-2"), wire);

        saboteur.fromBroker(Frame.of("RECEIPT", "receipt-id", "r-2"), wire);

        assertThat(wire.toClient)
                .extracting(frame -> frame.header("receipt-id"))
                .containsExactly("r-1");
    }

    @Test
    void oneForgetsThatMessagesArePersistent() {
        of(Saboteur.SENDS_TRANSIENT).fromClient(Frame.of("SEND", "persistent", "true"), wire);

        assertThat(wire.toBroker)
                .extracting(frame -> frame.header("persistent"))
                .containsOnlyNulls();
    }

    @Test
    void oneAcknowledgesAllThatWasDelivered() {
        Interceptor saboteur = of(Saboteur.ACKNOWLEDGES_HIGHEST);
        saboteur.fromBroker(message("a"), wire);
        saboteur.fromBroker(message("b"), wire);

        saboteur.fromClient(ack("a"), wire);
        saboteur.fromClient(ack("b"), wire);

        assertThat(acknowledged()).containsExactly("b");
    }

    @Test
    void oneAcknowledgesOnTheNextConnection() {
        Supplier<List<Interceptor>> ofConnections = Saboteur.ACKNOWLEDGES_STALE.interceptors();
        Interceptor first = ofConnections.get().get(0);
        first.fromBroker(message("a"), wire);
        first.fromBroker(message("b"), wire);
        first.fromClient(ack("a"), wire);
        first.ended(wire);
        wire.toBroker.clear();

        ofConnections.get().get(0).fromBroker(message("c"), wire);

        assertThat(acknowledged()).containsExactly("b");
    }
}
