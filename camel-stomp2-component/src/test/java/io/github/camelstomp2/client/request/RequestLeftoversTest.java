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
package io.github.camelstomp2.client.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.KeptObjects;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is left of requests that have ended. */
class RequestLeftoversTest extends WireTest {
    private static final int REQUESTS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final AtomicInteger replied = new AtomicInteger();
    private final AtomicInteger timedOut = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    private void request(StompConnection connection, String body, Duration timeout) {
        connection.request(new OutgoingRequest(message(body), null, null, false, timeout, this), new RequestListener() {
            @Override
            public void replied(StompFrame reply) {
                replied.incrementAndGet();
            }

            @Override
            public void failed(StompException failure) {
                failed.incrementAndGet();
            }

            @Override
            public void timedOut(String what) {
                timedOut.incrementAndGet();
            }
        });
    }

    private int ended() {
        return replied.get() + timedOut.get() + failed.get();
    }

    /** Answers every other request. */
    private static boolean answer(WireFrame frame, AutoResponder.Connection connection) {
        if (frame.command().equals("SEND") && frame.bodyText().equals("answer")) {
            connection.send(ServerFrame.of("MESSAGE")
                    .header("subscription", frame.header("reply-to"))
                    .header("destination", "/queue/amq.gen-1")
                    .header("message-id", "m")
                    .header("correlation-id", frame.header("correlation-id")));
        }
        return false;
    }

    private static Map<String, Integer> kept(StompConnection connection) {
        try {
            return KeptObjects.reachableFrom(connection).entrySet().stream()
                    .filter(field -> field.getKey()
                            .matches(
                                    "(Requests|PendingSends|WaitingSends|UnderWay|ReceiptTracker|UnaddressedErrors).*"))
                    .filter(field -> !field.getKey().equals("Requests.queues"))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertNothingIsKept(StompConnection connection) {
        assertThat(kept(connection)).containsKeys("Requests.waiting", "PendingSends.all");
        await().atMost(PATIENCE).until(() -> kept(connection).values().stream().allMatch(size -> size == 0));
    }

    @Test
    void ofTenThousandRequestsOfWhichHalfAreNotAnsweredNothingIsLeft() {
        broker.respondAutomatically("1.2", RequestLeftoversTest::answer);
        StompConnection connection = start(settings().dialect(BrokerDialects.RABBITMQ));

        for (int i = 0; i < REQUESTS; i++) {
            request(connection, i % 2 == 0 ? "answer" : "ignore", Duration.ofSeconds(2));
        }

        await().atMost(PATIENCE).until(() -> ended() >= REQUESTS);
        await().atMost(PATIENCE).until(() -> replied.get() + connection.lateReplies() == REQUESTS / 2);
        assertThat(timedOut.get()).isGreaterThanOrEqualTo(REQUESTS / 2);
        assertThat(ended()).isEqualTo(REQUESTS);
        assertThat(failed).hasValue(0);
        assertNothingIsKept(connection);
    }

    @Test
    void ofRequestsThatFoundNoBrokerNothingIsLeftWhenTheirTimeIsUp() {
        broker.refuse();
        StompConnection connection = start(settings());

        for (int i = 0; i < 100; i++) {
            request(connection, "x", Duration.ofMillis(100));
        }

        await().atMost(PATIENCE).until(() -> timedOut.get() == 100);
        assertNothingIsKept(connection);
    }

    @Test
    void ofRequestsThatWaitForTheirQueueNothingIsLeftWhenTheirTimeIsUp() {
        broker.respondAutomatically(
                "1.2", (frame, connection) -> frame.command().equals("SUBSCRIBE"));
        StompConnection connection = start(settings().dialect(BrokerDialects.ACTIVEMQ));

        for (int i = 0; i < 100; i++) {
            request(connection, "x", Duration.ofMillis(200));
        }

        await().atMost(PATIENCE).until(() -> timedOut.get() == 100);
        await().atMost(PATIENCE)
                .until(() -> kept(connection).getOrDefault("PendingSends.all", 1) == 0
                        && kept(connection).getOrDefault("WaitingSends.held", 1) == 0);
    }
}
