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
import static io.github.camelstomp2.protocol.StompCommand.MESSAGE;
import static io.github.camelstomp2.protocol.StompCommand.RECEIPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.session.connect.Handshake;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
    private final Conversation conversation = Conversation.opened();

    @Test
    @Holds({Rule.CONNECT_FIRST, Rule.NOTHING_BEFORE_CONNECTED})
    void theFirstFrameIsConnectAndTheOnlyOneUntilItIsAnswered() {
        assertThat(conversation.wire())
                .containsExactly("CONNECT accept-version=1.2,1.1,1.0 host=vhost heart-beat=10000,20000");
        assertThatThrownBy(() -> conversation.session.send(new StompFrame(StompCommand.SEND, StompHeaders.EMPTY)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(conversation.written).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1.0, V1_0", "1.1, V1_1", "1.2, V1_2"})
    @Holds(Rule.VERSION_SELECTS)
    void theBrokersVersionIsInForce(String number, StompVersion version) {
        conversation.receive(CONNECTED, "version", number);

        assertThat(conversation.handshakes).singleElement().satisfies(handshake -> {
            assertThat(handshake.version()).isEqualTo(version);
            assertThat(handshake.server()).isNull();
        });
        assertThat(conversation.session.isConnected()).isTrue();
    }

    @Test
    @Holds({Rule.VERSION_MISSING, Rule.HEART_BEAT_1_0})
    void aMissingVersionMeans10() {
        conversation.receive(CONNECTED, "server", "old/1", "heart-beat", "5,5");

        assertThat(conversation.handshakes)
                .containsExactly(new Handshake(StompVersion.V1_0, HeartBeat.NONE, Duration.ZERO, "old/1"));
    }

    @Test
    @Holds(Rule.VERSION_NOT_OFFERED)
    void aVersionThatWasNotOfferedIsRefused() {
        Conversation only12 = Conversation.opened(StompVersion.V1_2);

        assertThatThrownBy(() -> only12.receive(CONNECTED, "version", "1.1"))
                .isInstanceOf(StompProtocolException.class)
                .hasMessageContaining("1.1")
                .hasMessageContaining("not offered (1.2)");
        assertThatThrownBy(() -> Conversation.opened(StompVersion.V1_2).receive(CONNECTED))
                .isInstanceOf(StompProtocolException.class)
                .hasMessageContaining("1.0");
        assertThat(only12.handshakes).isEmpty();
        assertThat(only12.session.isConnected()).isFalse();
    }

    @Test
    @Holds(Rule.VERSION_NOT_OFFERED)
    void anUnknownVersionIsRefused() {
        assertThatThrownBy(() -> conversation.receive(CONNECTED, "version", "2.0"))
                .isInstanceOf(StompProtocolException.class)
                .hasMessageContaining("2.0");
    }

    @Test
    @Holds(Rule.HEART_BEAT_INTERVALS)
    void heartBeatsAreTheSlowerOfBothSides() {
        conversation.receive(CONNECTED, "version", "1.2", "heart-beat", "30000,5000");

        assertThat(conversation.handshakes.get(0).heartBeat())
                .isEqualTo(new HeartBeat(Duration.ofSeconds(10), Duration.ofSeconds(30)));
    }

    @Test
    @Holds(Rule.HEART_BEAT_OFF)
    void withoutTheBrokersHeaderThereAreNoHeartBeats() {
        conversation.receive(CONNECTED, "version", "1.2");

        assertThat(conversation.handshakes.get(0).heartBeat()).isEqualTo(HeartBeat.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1,", "a,b", "-1,0", "1,2,3", " 1,1", "99999999999,0"})
    @Holds(Rule.HEART_BEAT_MALFORMED)
    void aMalformedHeartBeatIsRefused(String header) {
        assertThatThrownBy(() -> conversation.receive(CONNECTED, "version", "1.1", "heart-beat", header))
                .isInstanceOf(StompProtocolException.class)
                .hasMessageContaining("heart-beat");
        assertThat(conversation.session.isConnected()).isFalse();
    }

    @Test
    @Holds(Rule.ERROR_FIRST)
    void anErrorInsteadOfConnectedCarriesTheBrokersWords() {
        StompFrame error = new StompFrame(
                ERROR,
                StompHeaders.of("message", "Bad CONNECT"),
                "Access refused for user 'joe'\nstack".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> conversation.session.receive(error))
                .isInstanceOf(StompBrokerException.class)
                .hasMessageContaining("Bad CONNECT: Access refused for user 'joe'");
        assertThat(conversation.errors).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = StompCommand.class,
            names = {"MESSAGE", "RECEIPT"})
    @Holds(Rule.CONNECTED_FIRST)
    void nothingElseMayComeBeforeConnected(StompCommand command) {
        assertThatThrownBy(() -> conversation.receive(command, "receipt-id", "r-1"))
                .isInstanceOf(StompProtocolException.class)
                .hasMessageContaining(command + " before CONNECTED");
    }

    @Test
    @Holds(Rule.CONNECTED_FIRST)
    void nothingMayComeBeforeConnectWasSent() {
        Conversation silent = new Conversation(Conversation.request(Conversation.ALL));

        assertThatThrownBy(() -> silent.receive(CONNECTED, "version", "1.2"))
                .isInstanceOf(StompProtocolException.class)
                .hasMessageContaining("before CONNECT was sent");
    }

    @Test
    @Holds(Rule.CONNECTED_ONCE)
    void aSecondConnectedIsAProtocolError() {
        conversation.receive(CONNECTED, "version", "1.2");

        assertThatThrownBy(() -> conversation.receive(CONNECTED, "version", "1.1"))
                .isInstanceOf(StompProtocolException.class)
                .hasMessageContaining("second CONNECTED");
        assertThat(conversation.handshakes).hasSize(1);
    }

    @Test
    void aSecondOpenIsAMistakeOfTheCaller() {
        assertThatThrownBy(conversation.session::open).isInstanceOf(IllegalStateException.class);
        assertThat(conversation.written).hasSize(1);
    }

    @Test
    void framesAfterTheEndAreIgnored() {
        conversation.receive(CONNECTED, "version", "1.2");
        conversation.session.close(new StompProtocolException("over"));

        conversation.receive(MESSAGE);
        conversation.receive(RECEIPT);
        conversation.receive(ERROR, "message", "late");

        assertThat(conversation.errors).isEmpty();
    }
}
