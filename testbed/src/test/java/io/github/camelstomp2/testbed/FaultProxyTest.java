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
package io.github.camelstomp2.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultProxyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final ScriptedBroker broker = ScriptedBroker.start();
    private final FaultProxy proxy = FaultProxy.to(broker.host(), broker.port());

    @AfterEach
    void close() {
        proxy.close();
        broker.close();
    }

    @Test
    void itPassesBytesAndTheEndOfTheConnection() throws IOException {
        Socket client = connect();
        ScriptedConnection connection = broker.accept();
        write(client, "hello");
        connection.expectBytes("hello");
        connection.send("good day");
        assertThat(read(client, 8)).isEqualTo("good day");
        assertThat(proxy.bytes(Direction.TO_BROKER)).isEqualTo(5);
        assertThat(proxy.bytes(Direction.TO_CLIENT)).isEqualTo(8);
        assertThat(proxy.open()).isOne();
        client.close();
        connection.speaks("1.2");
        Poll.until(PATIENCE, "the end to get through", connection::isClosedByClient);
        connection.close();
        Poll.until(PATIENCE, "the link to be forgotten", () -> proxy.open() == 0);
        assertThat(proxy.accepted()).isOne();
    }

    @Test
    void aWatcherIsShownWhatPasses() throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try (Socket client = connect()) {
            ScriptedConnection connection = broker.accept();
            proxy.watch(Direction.TO_BROKER, seen::writeBytes);
            connection.send("not this");
            write(client, "hello");
            connection.expectBytes("hello");
        }
        assertThat(seen).hasToString("hello");
    }

    @Test
    void aDelayShiftsBytesInTimeAndKeepsTheirOrder() throws IOException {
        try (Socket client = connect()) {
            ScriptedConnection connection = broker.accept();
            proxy.delay(Direction.TO_BROKER, Duration.ofMillis(200));
            long start = System.nanoTime();
            write(client, "a");
            write(client, "b");
            connection.expectNothing(SHORT);
            connection.expectBytes("ab");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(190), Duration.ofSeconds(3));
            connection.send("x");
            assertThat(read(client, 1)).isEqualTo("x");
        }
    }

    @Test
    void aTrickleLetsAFewBytesThroughAtATime() throws IOException {
        try (Socket client = connect()) {
            ScriptedConnection connection = broker.accept();
            proxy.trickle(Direction.TO_CLIENT, 2, Duration.ofMillis(40));
            long start = System.nanoTime();
            connection.send("0123456789");
            assertThat(read(client, 10)).isEqualTo("0123456789");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(150));
        }
    }

    @Test
    void heldBytesComeWhenTheHoldEnds() throws IOException {
        try (Socket client = connect()) {
            ScriptedConnection connection = broker.accept();
            proxy.hold(Direction.TO_BROKER);
            write(client, "late");
            connection.expectNothing(SHORT);
            proxy.pass();
            connection.expectBytes("late");
        }
    }

    @Test
    void aBlackHoleSwallowsAndStaysOpen() throws IOException {
        try (Socket client = connect()) {
            ScriptedConnection connection = broker.accept();
            proxy.blackhole();
            write(client, "lost");
            connection.send("lost");
            connection.expectNothing(SHORT);
            expectSilence(client);
            assertThat(proxy.open()).isOne();
            // only what comes after it: the bytes swallowed are gone
            proxy.pass();
            write(client, "found");
            connection.expectBytes("found");
        }
        Poll.until(PATIENCE, "the client's end", () -> proxy.open() == 0);
    }

    @Test
    void aBlackHoleAcceptsEvenWithoutABroker() throws IOException {
        broker.refuse();
        proxy.blackhole();
        try (Socket client = connect()) {
            write(client, "anybody there?");
            expectSilence(client);
        }
        proxy.pass();
        try (Socket client = connect()) {
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aCutComesAfterExactlySoManyBytesAndOnce() throws IOException {
        for (int round = 0; round < 2; round++) {
            try (Socket client = connect()) {
                ScriptedConnection connection = broker.accept();
                proxy.cutAfter(Direction.TO_CLIENT, 4);
                connection.send("0123456789");
                assertThat(read(client, 10)).isEqualTo("0123");
                connection.expectEof();
            }
        }
        try (Socket client = connect()) {
            ScriptedConnection connection = broker.accept();
            connection.send("0123456789");
            assertThat(read(client, 10)).isEqualTo("0123456789");
            proxy.cutAfter(Direction.TO_BROKER, 3);
            write(client, "abcdef");
            connection.expectBytes("abc");
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void connectionsAreClosedAndResetOnDemand() throws IOException {
        try (Socket client = connect()) {
            broker.accept();
            Poll.until(PATIENCE, "the link", () -> proxy.open() == 1);
            proxy.closeAll();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket client = connect()) {
            ScriptedConnection connection = broker.accept();
            Poll.until(PATIENCE, "the link", () -> proxy.open() == 1);
            proxy.resetAll();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            connection.expectEof();
        }
        assertThat(proxy.open()).isZero();
        assertThat(proxy.accepted()).isEqualTo(2);
    }

    /** Which is why the broker breaks it. */
    @Test
    void whatABrokerWroteBeforeItBreaksTheConnectionArrives() throws IOException {
        for (int round = 0; round < 200; round++) {
            try (Socket client = connect()) {
                ScriptedConnection connection = broker.accept();
                write(client, "bad");
                connection.expectBytes("bad");
                connection.send("the reason");
                connection.reset();
                assertThat(read(client, 10)).isEqualTo("the reason");
            }
        }
    }

    @Test
    void refusingKeepsOpenConnectionsAndThePort() throws IOException {
        int port = proxy.port();
        try (Socket client = connect()) {
            ScriptedConnection connection = broker.accept();
            proxy.refuse();
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
            write(client, "still here");
            connection.expectBytes("still here");
        }
        proxy.accept();
        assertThat(proxy.port()).isEqualTo(port);
        try (Socket client = connect()) {
            write(client, "back");
            broker.accept().expectBytes("back");
        }
    }

    private static void expectSilence(Socket client) throws IOException {
        client.setSoTimeout((int) SHORT.toMillis());
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(proxy.host(), proxy.port());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(Socket client, int count) throws IOException {
        return new String(client.getInputStream().readNBytes(count), StandardCharsets.UTF_8);
    }
}
