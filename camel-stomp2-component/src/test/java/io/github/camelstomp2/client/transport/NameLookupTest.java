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
package io.github.camelstomp2.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.client.ClientSettings;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.ScriptedConnection;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The broker's name has to be looked up, by somebody who changes his mind or does not answer. */
@Timeout(30)
class NameLookupTest {
    private static final String THREADS = "name-lookup";

    private final ScriptedBroker broker = ScriptedBroker.start();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger questions = new AtomicInteger();
    private NettyTransport transport;

    @AfterEach
    void end() {
        answer.countDown();
        transport.close();
        broker.close();
    }

    @Test
    void eachAttemptAsksAnew() throws Exception {
        Iterator<String> answers =
                List.of("unknown", "127.0.0.2", "127.0.0.1", "127.0.0.1").iterator();
        StompConnection connection = connect(host -> {
            questions.incrementAndGet();
            return address(answers.next());
        });

        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2");
        assertThat(questions).hasValue(3);
        peer.close();
        broker.accept();

        assertThat(questions).hasValue(4);
        stop(connection);
    }

    @Test
    void aNameServerThatDoesNotAnswerHoldsUpNobodyElse() throws Exception {
        transport = new NettyTransport(THREADS, host -> host.equals("silent") ? whenAnswered() : address(host));
        StompConnection beating = new StompConnection(
                "beating",
                new ClientSettings(WireTest.url(broker)).heartBeat(100, 0, 2).build(),
                transport);
        beating.start();
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", "0,100", null);
        // As many as to be on the same event loop, whatever their number.
        List<StompConnection> waiting = Stream.generate(() -> new StompConnection(
                        "waiting",
                        new ClientSettings("tcp://silent:" + broker.port())
                                .connectTimeout(Duration.ofMillis(150))
                                .reconnectDelay(Duration.ofMillis(1))
                                .build(),
                        transport))
                .limit(8)
                .toList();
        waiting.forEach(StompConnection::start);

        for (int beats = 0; beats < 10; beats++) {
            peer.expectHeartBeat(Duration.ofSeconds(10));
        }

        await().untilAsserted(() -> assertThat(waiting).allSatisfy(connection -> assertThat(connection.lastFailure())
                .as("the connect timeout covers the question")
                .hasMessageContaining("connectTimeout")));
        assertThat(questions)
                .as("the same question is not asked twice at a time")
                .hasValue(1);
        assertThat(threads()).hasSizeLessThanOrEqualTo(4 + 2);
        for (StompConnection connection : waiting) {
            stop(connection);
        }
        stop(beating, peer);
    }

    @Test
    void aStopDuringTheQuestionEndsPromptlyAndNobodyConnectsAfterTheAnswer() throws Exception {
        StompConnection connection = connect(host -> whenAnswered());
        await().until(() -> questions.get() == 1);
        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTING);

        stop(connection);
        answer.countDown();

        broker.expectNoConnection(Duration.ofMillis(200));
        assertThat(connection.state()).isEqualTo(ConnectionState.STOPPED);
    }

    @Test
    void whatGoesWrongWhileAskingFailsTheAttempt() throws Exception {
        StompConnection connection = connect(host -> {
            throw new IllegalStateException("no name service");
        });

        await().until(() -> connection.lastFailure() != null);

        assertThat(connection.lastFailure()).hasMessageContaining("no name service");
        stop(connection);
    }

    private StompConnection connect(OffLoopResolverGroup.Lookup lookup) {
        transport = new NettyTransport(THREADS, lookup);
        StompConnection connection = new StompConnection(
                "test",
                new ClientSettings("tcp://broker.example:" + broker.port())
                        .reconnectDelay(Duration.ofMillis(1))
                        .build(),
                transport);
        connection.start();
        return connection;
    }

    private InetAddress[] whenAnswered() throws UnknownHostException {
        questions.incrementAndGet();
        try {
            assertThat(answer.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return address("127.0.0.1");
    }

    private static InetAddress[] address(String literal) throws UnknownHostException {
        if (literal.equals("unknown")) {
            throw new UnknownHostException(literal);
        }
        return new InetAddress[] {InetAddress.getByName(literal)};
    }

    private static void stop(StompConnection connection, ScriptedConnection peer) throws Exception {
        var stopped = connection.stop(WireTest.LONG).toCompletableFuture();
        peer.receiptFor(peer.expectFrame("DISCONNECT"));
        stopped.get(WireTest.LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static void stop(StompConnection connection) throws Exception {
        connection.stop(WireTest.LONG).toCompletableFuture().get(WireTest.LONG.toSeconds(), TimeUnit.SECONDS);
    }

    private static List<String> threads() {
        Thread[] all = new Thread[Thread.activeCount() * 2];
        int count = Thread.enumerate(all);
        return Arrays.stream(all, 0, count)
                .map(Thread::getName)
                .filter(name -> name.startsWith(THREADS))
                .toList();
    }
}
