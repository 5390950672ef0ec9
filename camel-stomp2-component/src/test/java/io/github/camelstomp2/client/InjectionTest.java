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
package io.github.camelstomp2.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.SubscribeOptions;
import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.options.Identity;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.WireFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that try to be more than a text, in every place that users and applications fill, in every version. */
@Holds(Rule.NO_INJECTION)
class InjectionTest extends WireTest {
    private static final List<String> TEXTS = List.of(
            "a\rb",
            "a\nb",
            "a\r\nb",
            "a\0b",
            "a:b",
            "a\\",
            "\\n\\c",
            "\u2028\u0085",
            "x\ndestination:/queue/stolen",
            "x\n\n\0SEND\ndestination:/queue/stolen\n\nhi\0");

    private final Inbox inbox = new Inbox();

    static Stream<Arguments> textsInEachVersion() {
        return Stream.of("1.0", "1.1", "1.2")
                .flatMap(version -> TEXTS.stream().map(text -> Arguments.of(version, text)));
    }

    @ParameterizedTest
    @MethodSource("textsInEachVersion")
    void aSendIsOneFrameWithExactlyThatDestinationAndHeaderOrItIsRefused(String version, String text) throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = broker.accept();
        peer.handshake(version);
        OutgoingMessage message = new OutgoingMessage(
                SendOptions.of("/queue/" + text, true, false),
                StompHeaders.of("k", text, "k" + text, "v"),
                text.getBytes(StandardCharsets.UTF_8),
                true,
                LONG,
                1);

        SendResult result = send(connection, message);
        SendResult next = send(connection, "next");

        WireFrame frame = peer.expectFrame("SEND");
        if (!frame.bodyText().equals("next")) {
            assertThat(frame.header("destination")).isEqualTo("/queue/" + text);
            assertThat(frame.header("k")).isEqualTo(text);
            assertThat(frame.header("k" + text)).isEqualTo("v");
            assertThat(frame.bodyText()).isEqualTo(text);
            peer.receiptFor(frame);
            result.assertConfirmed();
            frame = peer.expectFrame("SEND");
        } else {
            assertThat(result.failure()).isInstanceOf(StompInvalidFrameException.class);
        }
        peer.receiptFor(frame);
        next.assertConfirmed();
    }

    @ParameterizedTest
    @MethodSource("textsInEachVersion")
    void aSubscribeIsOneFrameWithExactlyThatDestinationAndSelectorOrNothingOfItIsWritten(String version, String text) {
        StompConnection connection = start(settings());
        connection.subscribe(
                new SubscriptionRequest(
                        SubscribeOptions.of("/queue/" + text, 100),
                        AckMode.CLIENT_INDIVIDUAL,
                        StompHeaders.of("selector", "k = '" + text + "'")),
                inbox);
        ScriptedConnection peer = broker.accept();
        peer.handshake(version);

        if (isRefused(version, text)) {
            // The others on this connection do not suffer from it.
            connection.subscribe(individual("/queue/other"), inbox);
            assertThat(peer.expectSubscribe().header("destination")).isEqualTo("/queue/other");
        } else {
            WireFrame subscribe = peer.expectSubscribe();
            assertThat(subscribe.header("destination")).isEqualTo("/queue/" + text);
            assertThat(subscribe.header("selector")).isEqualTo("k = '" + text + "'");
            expectNothing(peer);
        }
    }

    static Stream<String> texts() {
        return TEXTS.stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aConnectIsOneFrameWithExactlyThatLoginAndPasscodeOrNothingOfItIsWritten(String text) {
        StompConnection connection = start(settings()
                .identity(new Identity("joe" + text, "s3cret" + text, null, null))
                .reconnectDelay(Duration.ofMinutes(1)));
        ScriptedConnection peer = broker.accept();

        if (isRefused("1.0", text)) {
            peer.expectEof();
            if (!text.contains("\0")) {
                // It may be RabbitMQ, which reads escapes in CONNECT.
                ScriptedConnection second = broker.accept();
                WireFrame connect = second.expectFrame("CONNECT");
                assertThat(connect.header("login")).isEqualTo("joe" + escaped(text));
                assertThat(connect.header("passcode")).isEqualTo("s3cret" + escaped(text));
                second.close();
            }
            awaitState(connection, ConnectionState.WAITING);
            assertThat(connection.lastFailure())
                    .isInstanceOf(
                            text.contains("\0") ? StompInvalidFrameException.class : StompConnectionException.class)
                    .hasMessageNotContainingAny("joe", "s3cret");
        } else {
            WireFrame connect = peer.handshake("1.2");
            assertThat(connect.header("login")).isEqualTo("joe" + text);
            assertThat(connect.header("passcode")).isEqualTo("s3cret" + text);
            expectNothing(peer);
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
    }

    /** CONNECT is written as in 1.0. */
    private static boolean isRefused(String version, String text) {
        return text.contains("\0")
                || (text.contains("\n") && version.equals("1.0"))
                || (text.contains("\r") && !version.equals("1.2"));
    }
}
