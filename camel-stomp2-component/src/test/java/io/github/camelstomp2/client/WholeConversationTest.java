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
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.testbed.ScriptedConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole conversations in each version, octet by octet. */
class WholeConversationTest extends WireTest {
    private static final Duration LATE = Duration.ofMinutes(1);

    private final Inbox inbox = new Inbox();

    @ParameterizedTest
    @CsvSource({
        "1.0, 'message-id:ID:1\\c\nsubscription:s-1'",
        "1.1, 'message-id:ID\\c1\\\\c\nsubscription:s-1'",
        "1.2, 'id:a\\c1'",
    })
    @Holds({
        Rule.CONNECT_FIRST,
        Rule.ACK_NAMES,
        Rule.COLON_WRITTEN,
        Rule.ESCAPES_1_0,
        Rule.DISCONNECT_LAST,
        Rule.DISCONNECT_ANSWER
    })
    void fromConnectToDisconnect(String version, String ack) throws Exception {
        boolean isFirst = version.equals("1.0");
        StompConnection connection = start(settings());
        StompSubscription subscription = connection.subscribe(individual("/queue/a"), inbox);
        ScriptedConnection peer = broker.accept();
        peer.expectBytes("CONNECT\naccept-version:1.2,1.1,1.0\nhost:127.0.0.1\nheart-beat:0,0\n\n\0");
        peer.send("CONNECTED\nversion:" + version + "\n\n\0\n");
        peer.expectBytes("SUBSCRIBE\nid:s-1\ndestination:/queue/a\nack:" + (isFirst ? "client" : "client-individual")
                + "\nreceipt:r-1\n\n\0");

        String messageId = isFirst ? "ID:1\\c" : "ID\\c1\\\\c";
        peer.send("RECEIPT\nreceipt-id:r-1\n\n\0\nMESSAGE\nsubscription:s-1\nmessage-id:" + messageId
                + "\nack:a:1\ndestination:/queue/a\n\nhello\0\n");
        subscription.ack(inbox.next());
        peer.expectBytes("ACK\n" + ack + "\n\n\0");

        CompletableFuture<Void> stopped = connection.stop(LONG).toCompletableFuture();
        peer.expectBytes("DISCONNECT\nreceipt:r-2\n\n\0");
        expectNothing(peer);
        peer.send("RECEIPT\nreceipt-id:r-2\n\n\0");
        peer.expectEof();
        stopped.get(LONG.toSeconds(), TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource
    @Holds({Rule.OFFERED_VERSIONS, Rule.HEART_BEAT_1_0})
    void aFixedVersionOffersExactlyThat(StompVersion version) {
        start(settings().versions(version).heartBeat(1_000, 2_000, 2));

        broker.accept()
                .expectBytes("CONNECT\naccept-version:" + version.number() + "\nhost:127.0.0.1\nheart-beat:"
                        + (version == StompVersion.V1_0 ? "0,0" : "1000,2000") + "\n\n\0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CONNECTED\nversion:1.1\n\n\0", "CONNECTED\nversion:1.2\nsession:x\n\n\0", "CONNECTED\n\n\0"})
    @Holds(Rule.CONNECTED_ONCE)
    void aSecondConnectedEndsTheConnectionAlsoLater(String second) {
        StompConnection connection = start(settings().reconnectDelay(LATE));
        ScriptedConnection peer = handshake();
        awaitState(connection, ConnectionState.CONNECTED);

        peer.send(second);

        peer.expectEof();
        awaitState(connection, ConnectionState.WAITING);
        assertThat(connection.lastFailure())
                .isInstanceOf(StompProtocolException.class)
                .hasMessageContaining("second CONNECTED");
    }

    @Test
    @Holds(Rule.CONNECT_TIMEOUT)
    void headersOfConnectedThatDripForEverDoNotExtendTheConnectTimeout() {
        StompConnection connection =
                start(settings().connectTimeout(Duration.ofMillis(500)).reconnectDelay(LATE));
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");
        peer.send("CONNECTED\nversion:1.2\nserver:");

        await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> !peer.sendIfOpen("x"));
        awaitState(connection, ConnectionState.WAITING);
        assertThat(connection.lastFailure()).hasMessageContaining("connectTimeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "version:1.2\n", "version:1.0,1.1\ncontent-type:text/plain\n", "content-length:3\n"})
    @Holds(Rule.ERROR_FIRST)
    void anErrorFirstEndsTheConnectionThoughThePeerDoesNotClose(String headers) {
        StompConnection connection = start(settings().reconnectDelay(LATE));
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");

        peer.send("ERROR\nmessage:go away\n" + headers + "\nwhy\0");

        peer.expectEof();
        awaitState(connection, ConnectionState.WAITING);
        assertThat(connection.lastFailure()).hasMessageContaining("go away: why");
    }
}
