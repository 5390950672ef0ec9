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

import io.github.camelstomp2.fuzz.Held;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionStateTest {
    @ParameterizedTest
    @CsvSource({
        // from,          NEW,   CONNECTING, CONNECTED, DISCONNECTING, CLOSED
        "NEW,           false, true,  false, false, true",
        "CONNECTING,    false, false, true,  false, true",
        "CONNECTED,     false, false, false, true,  true",
        "DISCONNECTING, false, false, false, false, true",
        "CLOSED,        false, false, false, false, false",
    })
    void theTableOfTransitions(
            SessionState from,
            boolean toNew,
            boolean toConnecting,
            boolean toConnected,
            boolean toDisconnecting,
            boolean toClosed) {
        assertThat(new boolean[] {
                    from.mayBecome(SessionState.NEW),
                    from.mayBecome(SessionState.CONNECTING),
                    from.mayBecome(SessionState.CONNECTED),
                    from.mayBecome(SessionState.DISCONNECTING),
                    from.mayBecome(SessionState.CLOSED)
                })
                .containsExactly(toNew, toConnecting, toConnected, toDisconnecting, toClosed);
    }

    @Test
    void aSessionGoesThroughItsStatesInOrder() {
        Conversation conversation = new Conversation(Conversation.request(Conversation.ALL));
        StompSession session = conversation.session;
        assertThat(session.state()).isEqualTo(SessionState.NEW);

        session.open();
        assertThat(session.state()).isEqualTo(SessionState.CONNECTING);

        conversation.receive(StompCommand.CONNECTED, "version", "1.2");
        assertThat(session.state()).isEqualTo(SessionState.CONNECTED);

        session.disconnect(new RecordedReceipt());
        assertThat(session.state()).isEqualTo(SessionState.DISCONNECTING);

        session.close(new StompConnectionException("gone"));
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
    }

    @Test
    void aSessionMayEndInAnyState() {
        Conversation fresh = new Conversation(Conversation.request(Conversation.ALL));
        Conversation connecting = Conversation.opened();
        Conversation connected = Conversation.connected("1.2");

        fresh.session.close(new StompConnectionException("gone"));
        connecting.session.close(new StompConnectionException("gone"));
        connected.session.close(new StompConnectionException("gone"));

        assertThat(fresh.session.state()).isEqualTo(SessionState.CLOSED);
        assertThat(connecting.session.state()).isEqualTo(SessionState.CLOSED);
        assertThat(connected.session.state()).isEqualTo(SessionState.CLOSED);
        assertThat(fresh.written).isEmpty();
    }

    @Test
    void aClosedSessionHoldsNothing() {
        Conversation conversation = Conversation.connected("1.2");
        conversation.session.cumulativeAckSpansConnection();
        String id = conversation.subscribe("/queue/a", AckMode.CLIENT, delivery -> {});
        conversation.message(id, "1");
        conversation.session.unsubscribe(conversation.subscribe("/queue/b", AckMode.CLIENT, delivery -> {}));
        conversation.session.send(
                new StompFrame(StompCommand.SEND, StompHeaders.of("destination", "d")), new RecordedReceipt());
        conversation.session.begin();

        conversation.session.close(new StompConnectionException("gone"));

        for (Class<?> type :
                List.of(SessionSubscription.class, Delivery.class, RecordedReceipt.class, SessionTransaction.class)) {
            assertThat(Held.count(conversation.session, type))
                    .as(type.getSimpleName())
                    .isZero();
        }
    }

    @Test
    void withoutWideAcknowledgementsItHoldsNothingEither() {
        Conversation conversation = Conversation.connected("1.2");
        conversation.message(conversation.subscribe("/queue/a", AckMode.CLIENT, delivery -> {}), "1");

        conversation.session.close(new StompConnectionException("gone"));

        assertThat(Held.count(conversation.session, Delivery.class)).isZero();
        assertThat(Held.count(conversation.session, SessionSubscription.class)).isZero();
    }
}
