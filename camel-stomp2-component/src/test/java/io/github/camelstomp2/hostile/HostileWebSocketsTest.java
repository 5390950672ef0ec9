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
package io.github.camelstomp2.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.websocket.ScriptedWebSocket;
import io.github.camelstomp2.websocket.ScriptedWebSocket.Frame;
import io.github.camelstomp2.websocket.WebSocketConnection;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A consumer with a heap of 64 MiB outlives whatever a WebSocket server writes, says what was wrong, and consumes from the next one
 * that behaves. As {@link HostilePeersTest} has it over TCP.
 */
@Timeout(180)
@Holds(Rule.LIMIT_MEMORY)
class HostileWebSocketsTest {
    private static final String OPTIONS = "?ackMode=auto&maxFrameSize=8388608&connectTimeout=6s&incomingHeartbeat=0"
            + "&reconnectDelay=20&reconnectMaxDelay=40&webSocketCompression=true&broker=rabbitmq&brokerURL=";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int CHUNK = 256 * 1024;

    private static ScriptedWebSocket server;
    private static ForkedClient client;
    private static int cases;

    @BeforeAll
    static void start() {
        server = new ScriptedWebSocket();
        client = new ForkedClient("stomp2:queue/in" + OPTIONS + server.uri());
    }

    @BeforeEach
    void oneThatDiedIsReplaced() {
        if (!client.isAlive()) {
            server.close();
            start();
        }
    }

    @AfterAll
    static void end() {
        client.tell("memory");
        client.since(0).stream()
                .filter(line -> line.startsWith("memory"))
                .reduce((a, b) -> b)
                .ifPresent(System.out::println);
        client.close();
        server.close();
    }

    @AfterEach
    void itIsAliveAndConsumesFromAServerThatBehaves() {
        assertThat(client.since(0)).noneMatch(line -> line.contains("OutOfMemory"));
        assertThat(client.isAlive()).isTrue();
        int position = client.position();
        try (WebSocketConnection connection = accept()) {
            proveWellOn(connection, connected(connection), position);
        }
        client.tell("memory");
    }

    /** The next connection, which may be the first one of a new client. */
    private static WebSocketConnection accept() {
        long start = System.nanoTime();
        while (true) {
            try {
                return server.accept();
            } catch (UncheckedIOException e) {
                if (System.nanoTime() - start > ForkedClient.COMES_WITHIN.toNanos()) {
                    throw e;
                }
            }
        }
    }

    /** Past CONNECTED and SUBSCRIBE. Returns the subscription's id. */
    private static String connected(WebSocketConnection connection) {
        connection.agree("Sec-WebSocket-Extensions: permessage-deflate");
        connection.expectMessage("CONNECT");
        connection.connected("server:RabbitMQ/3.10.8");
        Frame subscribe = connection.expectMessage("SUBSCRIBE");
        connection.receiptFor(subscribe);
        return WebSocketConnection.header(subscribe, "id");
    }

    private static String message(String subscription, String body) {
        return "MESSAGE\ndestination:/queue/in\nmessage-id:1\nsubscription:" + subscription
                + "\ncontent-type:text/plain\n\n" + HostileClient.TOLD + body + "\0";
    }

    private static void proveWellOn(WebSocketConnection connection, String subscription, int position) {
        String word = "case-" + ++cases;
        connection.text(message(subscription, word));
        client.expect(position, "consumed " + word);
    }

    /** Writes without end, until the client closes; one that reads on and on has failed. */
    private static void flood(WebSocketConnection connection, byte[] octets) {
        byte[] chunk = repeated(octets, Math.max(1, CHUNK / octets.length));
        long start = System.nanoTime();
        try {
            while (System.nanoTime() - start < PATIENCE.toNanos()) {
                connection.write(chunk);
            }
        } catch (UncheckedIOException e) {
            return; // it has closed
        }
        throw new AssertionError("it reads on");
    }

    private static byte[] repeated(byte[] octets, int times) {
        byte[] all = new byte[octets.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(octets, 0, all, i * octets.length, octets.length);
        }
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.camelstomp2.hostile.HostileWebSockets#answersThatAreNone")
    void aServerThatAnswersOtherwiseIsLeft(String what, byte[] start, byte[] endless, String words) {
        int position = client.position();
        for (int i = 0; i < 3; i++) { // an outage that goes on says nothing new
            try (WebSocketConnection connection = accept()) {
                connection.write(start);
                flood(connection, endless);
            }
        }
        assertThat(client.expect(position, words))
                .contains("WARN", "stomp2 consumer of /queue/in: cannot connect: ", "; trying again in ");
        assertThat(client.since(position))
                .filteredOn(line -> line.contains(words))
                .hasSize(1);
    }

    @Test
    void aServerThatDripsItsAnswerIsLeftAfterConnectTimeout() {
        int position = client.position();
        try (WebSocketConnection connection = accept()) {
            connection.write("HTTP/1.1 101 Switching Protocols\r\nX-Drip: ".getBytes(StandardCharsets.US_ASCII));
            long start = System.nanoTime();
            boolean open = true;
            while (open && System.nanoTime() - start < PATIENCE.toNanos()) {
                open = drips(connection);
            }
            assertThat(open).isFalse();
        }
        assertThat(client.expect(position, "within 6000 ms")).contains("WARN", "cannot connect: ");
    }

    /** Its read of what the client does not write takes a while, in which that may close. */
    private static boolean drips(WebSocketConnection connection) {
        try {
            connection.write(new byte[] {'x'});
            return !connection.endsWithin(Duration.ofMillis(50));
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.camelstomp2.hostile.HostileWebSockets#serversThatGoWrongLater")
    void aServerThatGoesWrongLaterIsLeft(String what, byte[] start, byte[] endless, String words) {
        int position = client.position();
        try (WebSocketConnection connection = accept()) {
            connected(connection);
            connection.write(start);
            flood(connection, endless);
        }
        assertThat(client.expect(position, words))
                .contains("WARN", "stomp2 consumer of /queue/in: connection lost: ", "; reconnecting in ");
        assertThat(client.since(position))
                .filteredOn(line -> line.contains(words))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, with WebSocket code 0",
        "999, with WebSocket code 999",
        "1000, an orderly end (why",
        "1001, the server goes away",
        "1002, a violation of the protocol",
        "1005, no reason",
        "1008, against its rules",
        "1009, see webSocketMaxMessage",
        "1011, an error of the server",
        "1015, with WebSocket code 1015",
        "4999, with WebSocket code 4999 (why",
        "65535, with WebSocket code 65535"
    })
    void aServerThatClosesIsLeftWithItsCode(int code, String words) {
        int position = client.position();
        try (WebSocketConnection connection = accept()) {
            connected(connection);
            connection.close(code, "why\nINFO forged");
            flood(connection, new byte[] {0});
        }
        assertThat(client.expect(position, "with WebSocket code " + code))
                .contains("WARN", "stomp2 consumer of /queue/in: connection lost: ", words);
        assertThat(client.since(position)).noneMatch(line -> line.startsWith("INFO forged"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.camelstomp2.hostile.HostileWebSockets#harmlessServers")
    void whatIsOnlyUselessEndsNothing(String what, byte[] octets, int times) {
        int position = client.position();
        try (WebSocketConnection connection = accept()) {
            String subscription = connected(connection);
            connection.write(repeated(octets, times));
            proveWellOn(connection, subscription, position);
        }
    }

    @Test
    void eachOfTenThousandPingsIsAnsweredWhereTheAnswersAreRead() {
        try (WebSocketConnection connection = accept()) {
            connected(connection);
            for (int i = 0; i < 10_000; i++) {
                byte[] octets = {(byte) (i >> 8), (byte) i};
                connection.send(ScriptedWebSocket.PING, true, octets);
                Frame pong = connection.next();
                assertThat(pong.opcode()).isEqualTo(ScriptedWebSocket.PONG);
                assertThat(pong.payload()).isEqualTo(octets);
            }
        }
    }

    @Test
    void aMessageThatDripsInIsConsumed() {
        int position = client.position();
        try (WebSocketConnection connection = accept()) {
            String subscription = connected(connection);
            byte[] message = message(subscription, "dripped").getBytes(StandardCharsets.US_ASCII);
            for (byte octet : WebSocketConnection.frame(0x81, message, false)) {
                connection.write(new byte[] {octet});
            }
            client.expect(position, "consumed dripped");
        }
    }
}
