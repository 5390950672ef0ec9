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

import io.github.camelstomp2.client.CutBroker.Cut;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.client.transport.NettyTransport;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.testbed.Direction;
import io.github.camelstomp2.testbed.TestExtent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The connection is lost after each octet of a whole session, those of the broker and those of the client; after one of
 * five in a run that does not {@linkplain TestExtent try all}.
 */
@Timeout(120)
class CutEverywhereTest {
    private static final int LANES = 6;
    private static final int SENDS = 5;

    private final NettyTransport transport = new NettyTransport("cut-everywhere");
    private final AtomicInteger reconnected = new AtomicInteger();

    @AfterEach
    void closeTransport() {
        transport.close();
    }

    @ParameterizedTest
    @EnumSource
    void whereverASessionIsCutNothingIsLostTwiceOrMadeUp(StompVersion version) throws Exception {
        List<Cut> all = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            int octets = octetsOfAWholeSession(version.number(), direction);
            assertThat(octets).isGreaterThan(500);
            IntStream.range(0, octets)
                    .mapToObj(after -> new Cut(version.number(), direction, after))
                    .forEach(all::add);
        }
        Queue<Cut> cuts = new ConcurrentLinkedQueue<>(TestExtent.of(all));
        int count = cuts.size();

        runLanes(cuts);

        // Those after DISCONNECT are the end that was wanted.
        assertThat(reconnected).hasValueGreaterThan(count * 8 / 10);
        System.out.println("STOMP " + version.number() + ": " + count + " cuts, " + reconnected + " reconnects");
    }

    private int octetsOfAWholeSession(String version, Direction direction) throws Exception {
        try (CutBroker broker = new CutBroker()) {
            run(broker, new Cut(version, direction, Integer.MAX_VALUE));
            assertThat(broker.connections()).isOne();
            return broker.octetsOfFirst();
        }
    }

    private void runLanes(Queue<Cut> cuts) throws Exception {
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < LANES; i++) {
                work.add(() -> runAll(cuts));
            }
            for (Future<Void> lane : lanes.invokeAll(work)) {
                lane.get();
            }
        } finally {
            lanes.shutdownNow();
        }
    }

    private Void runAll(Queue<Cut> cuts) throws Exception {
        try (CutBroker broker = new CutBroker()) {
            for (Cut cut = cuts.poll(); cut != null; cut = cuts.poll()) {
                try {
                    run(broker, cut);
                } catch (Exception | AssertionError e) {
                    throw new AssertionError(cut.toString(), e);
                }
                if (broker.connections() > 1) {
                    reconnected.incrementAndGet();
                }
            }
        }
        return null;
    }

    private void run(CutBroker broker, Cut cut) throws Exception {
        broker.begin(cut);
        StompConnection connection = new StompConnection(
                cut.toString(),
                new ClientSettings(broker.url())
                        .reconnectDelay(Duration.ofMillis(1))
                        .build(),
                transport);
        Queue<String> delivered = subscribe(connection);
        connection.start();
        List<SendResult> sends = new ArrayList<>();
        for (int i = 0; i < SENDS; i++) {
            // Every other may be written once only.
            sends.add(
                    WireTest.send(connection, WireTest.message("send-" + i, true, WireTest.LONG, i % 2 == 0 ? 1 : 10)));
        }
        for (int i = 0; i < SENDS; i++) {
            checkEnd(broker, i, sends.get(i).failureOrNull());
        }
        broker.awaitAcknowledgements();
        connection.stop(WireTest.LONG).toCompletableFuture().get(WireTest.LONG.toSeconds(), TimeUnit.SECONDS);

        assertThat(broker.problem()).isNull();
        assertThat(sends).allMatch(SendResult::hasEndedOnce);
        assertThat(delivered)
                .as("whole messages, once each")
                .doesNotHaveDuplicates()
                .allMatch(broker::wrote);
        assertThat(broker.connections()).isLessThanOrEqualTo(2);
    }

    /** Acknowledges what it gets, at once. */
    private static Queue<String> subscribe(StompConnection connection) {
        Queue<String> delivered = new ConcurrentLinkedQueue<>();
        AtomicReference<StompSubscription> subscription = new AtomicReference<>();
        subscription.set(connection.subscribe(WireTest.individual("/queue/a"), deliveries -> {
            for (Delivery delivery : deliveries) {
                delivered.add(new String(delivery.frame().body(), StandardCharsets.UTF_8));
                subscription.get().ack(delivery);
            }
        }));
        return delivered;
    }

    private static void checkEnd(CutBroker broker, int number, StompException failure) {
        if (failure == null) {
            assertThat(broker.wrote("RECEIPT send-" + number))
                    .as("send-%s was confirmed, so its whole RECEIPT was written", number)
                    .isTrue();
        } else {
            assertThat(failure).isInstanceOf(StompUnconfirmedException.class);
            assertThat(number % 2)
                    .as("only what may not be written again ends as unknown")
                    .isZero();
        }
    }
}
