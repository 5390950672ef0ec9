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
package io.github.camelstomp2.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.ScriptedConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that do not come back have no influence on heart-beats, in either direction. */
@Timeout(60)
class HeartBeatRoutesTest extends RouteTestSupport {
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.2"})
    @Holds(Rule.HEART_BEAT_BLOCKED)
    void theyGoOnWhileEveryWorkerIsBlocked(String version) throws Exception {
        ScriptedConnection peer = blockTwoWorkers(version, "0,200");
        long before = peer.heartBeats();

        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(10))
                .until(() -> {
                    peer.expectNoFrame(Duration.ofMillis(50));
                    return peer.heartBeats() > before + 5;
                });

        assertThat(peer.isClosedByClient()).isFalse();
        release.countDown();
        peer.expectFrame("ACK");
        peer.expectFrame("ACK");
    }

    @Test
    @Holds({Rule.HEART_BEAT_BLOCKED, Rule.HEART_BEAT_READ})
    void aDeadBrokerIsNoticedWhileEveryWorkerIsBlocked() throws Exception {
        ScriptedConnection peer = blockTwoWorkers("1.2", "1500,0");

        peer.expectEof(Duration.ofSeconds(15));

        release.countDown();
    }

    private ScriptedConnection blockTwoWorkers(String version, String theirs) throws Exception {
        start(on -> on.from(
                        stomp("queue/in", "concurrentConsumers=2", "outgoingHeartbeat=200", "incomingHeartbeat=1500"))
                .process(exchange -> {
                    begun.incrementAndGet();
                    assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
                }));
        ScriptedConnection peer = broker.accept();
        peer.handshake(version, theirs, null);
        String id = peer.expectSubscribe().header("id");
        peer.sendMessage(id, "a-1", Map.of(), "1");
        peer.sendMessage(id, "a-2", Map.of(), "2");
        await().until(() -> begun.get() == 2);
        return peer;
    }
}
