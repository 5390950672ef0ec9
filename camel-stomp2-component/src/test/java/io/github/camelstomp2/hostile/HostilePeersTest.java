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
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.WireFrame;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A consumer with a heap of 64 MiB outlives whatever a peer writes, says what was wrong, and consumes from the next one
 * that behaves.
 *
 * <p>Limits of heads are the defaults. {@code maxFrameSize} is 8 MiB: while a body of unknown length grows there may be
 * three arrays of it, which the default of 64 MiB would not leave room for in this heap.
 */
@Timeout(180)
@Holds(Rule.LIMIT_MEMORY)
class HostilePeersTest {
    private static final String OPTIONS = "&ackMode=auto&maxFrameSize=8388608&connectTimeout=6s&outgoingHeartbeat=100"
            + "&reconnectDelay=20&reconnectMaxDelay=40";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int CHUNK = 256 * 1024;
    private static final int MANY = 100_000;

    private static ScriptedBroker broker;
    private static ForkedClient client;
    private static int cases;

    @BeforeEach
    void oneThatDiedIsReplaced() {
        if (!client.isAlive()) {
            broker.close();
            start();
        }
    }

    @BeforeAll
    static void start() {
        broker = ScriptedBroker.start();
        client = new ForkedClient(uri(broker, OPTIONS));
    }

    private static String uri(ScriptedBroker of, String options) {
        return "stomp2:queue/in?brokerURL=tcp://127.0.0.1:" + of.port() + options;
    }

    @AfterAll
    static void end() {
        client.tell("memory");
        List<String> all = client.since(0);
        all.stream()
                .filter(line -> line.startsWith("memory"))
                .reduce((a, b) -> b)
                .ifPresent(System.out::println);
        client.close();
        broker.close();
    }

    @AfterEach
    void itIsAliveAndConsumesFromAPeerThatBehaves() {
        assertThat(client.since(0)).noneMatch(line -> line.contains("OutOfMemory"));
        assertThat(client.isAlive()).isTrue();
        int position = client.position();
        try (ScriptedConnection connection = accept()) {
            proveWellOn(connection, connected(connection), position);
        }
        client.tell("memory");
    }

    /** The next connection, which may be the first one of a new client. */
    private static ScriptedConnection accept() {
        return broker.accept(ForkedClient.COMES_WITHIN);
    }

    /** Past CONNECTED and SUBSCRIBE. Returns the subscription's id. */
    private static String connected(ScriptedConnection connection) {
        connection.handshake("1.2", "0,100", null);
        WireFrame subscribe = connection.expectSubscribe();
        connection.receiptFor(subscribe);
        return subscribe.header("id");
    }

    private static void proveWellOn(ScriptedConnection connection, String subscription, int position) {
        String word = "case-" + ++cases;
        connection.sendMessage(subscription, null, Map.of("content-type", "text/plain"), HostileClient.TOLD + word);
        client.expect(position, "consumed " + word);
    }

    /** Writes without end, until the client closes; one that reads on and on has failed. */
    private static void flood(ScriptedConnection connection, String text) {
        byte[] chunk = octets(text.repeat(Math.max(1, CHUNK / text.length())));
        long start = System.nanoTime();
        try {
            while (!connection.isClosedByClient()) {
                connection.send(chunk);
                assertThat(System.nanoTime() - start).as("it reads on").isLessThan(PATIENCE.toNanos());
            }
        } catch (UncheckedIOException e) {
            // closed meanwhile
        }
    }

    private static byte[] octets(String text) {
        return text.replace("^@", "\0").getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.camelstomp2.hostile.HostilePeers#peersThatNeverConnect")
    void aPeerThatNeverConnectsIsLeft(String what, String start, String endless, String words) {
        int position = client.position();
        // More than once: an outage that goes on says nothing new.
        for (int i = 0; i < (words.startsWith("no CONNECTED") ? 1 : 3); i++) {
            try (ScriptedConnection connection = accept()) {
                connection.expectFrame("CONNECT");
                connection.send(octets(start));
                flood(connection, endless);
            }
        }
        String line = client.expect(position, words);
        assertThat(line).contains("WARN", "stomp2 consumer of /queue/in: cannot connect: ", "; trying again in ");
        assertThat(client.since(position))
                .filteredOn(each -> each.contains(words))
                .hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.camelstomp2.hostile.HostilePeers#peersThatGoWrongLater")
    void aPeerThatGoesWrongLaterIsLeft(String what, String start, String endless, String words) {
        int position = client.position();
        try (ScriptedConnection connection = accept()) {
            connected(connection);
            connection.send(octets(start));
            flood(connection, endless);
        }
        String line = client.expect(position, words);
        assertThat(line).contains("WARN", "stomp2 consumer of /queue/in: connection lost: ", "; reconnecting in ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.github.camelstomp2.hostile.HostilePeers#harmlessPeers")
    void whatIsOnlyUselessEndsNothing(String what, String text, int times) {
        int position = client.position();
        try (ScriptedConnection connection = accept()) {
            String subscription = connected(connection);
            connection.send(octets(text.repeat(times)));
            proveWellOn(connection, subscription, position);
        }
    }

    @Test
    void bodiesThatNeverComeTakeNoRoom() {
        int position = client.position();
        for (int i = 0; i < 30; i++) {
            try (ScriptedConnection connection = accept()) {
                connected(connection);
                connection.send(octets("MESSAGE\ncontent-length:8388607\n\n" + "x".repeat(i)));
            }
            client.expect(position, "the connection ended in the middle of a frame");
        }
    }

    @Test
    void aRouteThatIsSlowHoldsThePeerBackAndHeartBeatsGoOn() {
        int position = client.position();
        client.tell("block");
        try (ScriptedConnection connection = accept()) {
            String subscription = connected(connection);
            byte[] message = octets("MESSAGE\ndestination:/queue/in\nmessage-id:1\nsubscription:" + subscription
                    + "\ncontent-length:1000\n\n" + "x".repeat(1000) + "^@");
            AtomicInteger written = new AtomicInteger();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < MANY; i++) {
                    connection.send(message);
                    written.incrementAndGet();
                }
            });
            // Three beats without a message being taken: the peer is held back. All of them are more than the heap.
            AtomicInteger seen = new AtomicInteger(-1);
            AtomicInteger beats = new AtomicInteger();
            await().until(() -> {
                connection.expectHeartBeat(ScriptedBroker.PATIENCE);
                beats.set(seen.getAndSet(written.get()) == written.get() ? beats.get() + 1 : 0);
                return beats.get() == 3;
            });
            assertThat(writing).isNotDone();
            client.tell("unblock");
            writing.join();
            proveWellOn(connection, subscription, position);
        }
    }

    @Test
    void errorsWithoutEndAreSurvived() {
        int position = client.position();
        try (ScriptedConnection connection = accept()) {
            String subscription = connected(connection);
            connection.send(octets("ERROR\nmessage:go away\n\n^@".repeat(1_000)));
            proveWellOn(connection, subscription, position);
        }
        client.expect(position, "go away");
    }
}
