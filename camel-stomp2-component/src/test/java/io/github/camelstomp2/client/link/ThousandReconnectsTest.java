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
package io.github.camelstomp2.client.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.camelstomp2.client.KeptObjects;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.TestExtent;
import io.github.camelstomp2.testbed.WireFrame;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.AbstractScheduledEventExecutor;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection that is lost a thousand times costs what one costs that never was. */
@Timeout(60)
class ThousandReconnectsTest extends WireTest {
    private static final int MOST_EVENT_LOOPS = 4;
    private static final int WARM_UP = TestExtent.of(500);
    private static final int RECONNECTS = TestExtent.of(1_000);
    private static final int SUBSCRIPTIONS = 3;
    private static final long MOST_GROWTH_BYTES = 2 << 20;

    private final AtomicBoolean losing = new AtomicBoolean(true);

    /** On the connection that stands; they come in their order. */
    private final AtomicInteger subscribed = new AtomicInteger();

    private final AtomicInteger delivered = new AtomicInteger();

    /** What a connection costs. */
    private record Cost(
            long heapBytes,
            long directBytes,
            long files,
            Set<String> threads,
            int scheduledTasks,
            Map<String, Integer> kept) {}

    @Test
    void manyReconnectsCostNothingThatStays() throws Exception {
        AutoResponder responder = broker.respondAutomatically("1.2", this::serve);
        StompConnection connection =
                connection(settings().heartBeat(10_000, 10_000, 2).reconnectDelay(Duration.ofMillis(1)));
        for (int i = 0; i < SUBSCRIPTIONS; i++) {
            connection.subscribe(individual("/queue/" + i), deliveries -> delivered.addAndGet(deliveries.size()));
        }
        connection.start();
        Cost before = after(WARM_UP, responder, connection);

        Cost after = after(RECONNECTS, responder, connection);

        assertThat(after.threads()).isEqualTo(before.threads());
        assertThat(after.files()).isEqualTo(before.files());
        assertThat(after.directBytes()).isEqualTo(before.directBytes());
        assertThat(after.scheduledTasks()).isLessThanOrEqualTo(before.scheduledTasks());
        assertThat(after.kept()).isEqualTo(before.kept());
        assertThat(after.heapBytes() - before.heapBytes()).isLessThan(MOST_GROWTH_BYTES);
        assertThat(delivered).hasValueGreaterThan(RECONNECTS);
    }

    /** After so many further reconnects, with the connection up. */
    private Cost after(int reconnects, AutoResponder responder, StompConnection connection) throws Exception {
        losing.set(true);
        responder.connections().forEach(AutoResponder.Connection::close);
        long wanted = responder.accepted() + reconnects;
        await().atMost(Duration.ofSeconds(25)).until(() -> responder.accepted() >= wanted);
        losing.set(false);
        awaitState(connection, ConnectionState.CONNECTED);
        await().atMost(LONG)
                .until(() -> subscribed.get() == SUBSCRIPTIONS
                        && responder.connections().size() == 1);
        return cost(connection);
    }

    /** Delivers a message to each subscription; as long as connections are to be lost, then closes. */
    private boolean serve(WireFrame frame, AutoResponder.Connection connection) {
        if (!frame.command().equals("SUBSCRIBE")) {
            return false;
        }
        connection.send(ServerFrame.of("RECEIPT").header("receipt-id", frame.header("receipt")));
        connection.send(ServerFrame.of("MESSAGE")
                .header("subscription", frame.header("id"))
                .header("destination", frame.header("destination"))
                .header("message-id", "m")
                .header("ack", "a")
                .body("hello"));
        int number = Integer.parseInt(frame.header("destination").substring("/queue/".length())) + 1;
        if (number == SUBSCRIPTIONS && losing.get()) {
            subscribed.set(0);
            connection.close();
        } else {
            subscribed.set(number);
        }
        return true;
    }

    private Cost cost(StompConnection connection) throws Exception {
        return new Cost(
                usedHeap(),
                PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory(),
                ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount(),
                threads(),
                scheduledTasks(),
                KeptObjects.reachableFrom(connection));
    }

    /** The least of several looks: not all that is garbage is gone at once. */
    private static long usedHeap() {
        List<Long> looks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            System.gc();
            looks.add(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return looks.stream().min(Long::compare).orElseThrow();
    }

    /** Those that look up names come and go: a second one when the first has not quite ended the look-up before. */
    private static Set<String> threads() {
        Thread[] all = new Thread[Thread.activeCount() * 2];
        int count = Thread.enumerate(all);
        return Arrays.stream(all, 0, count)
                .map(Thread::getName)
                .filter(name -> name.startsWith("wire-test") && !name.contains("-dns-"))
                .collect(Collectors.toSet());
    }

    private int scheduledTasks() throws Exception {
        Field queue = AbstractScheduledEventExecutor.class.getDeclaredField("scheduledTaskQueue");
        queue.setAccessible(true);
        int tasks = 0;
        for (int i = 0; i < MOST_EVENT_LOOPS; i++) {
            EventLoop eventLoop = transport.nextEventLoop();
            tasks += eventLoop
                    .submit(() -> ((Collection<?>) queue.get(eventLoop)).size())
                    .get();
        }
        return tasks;
    }
}
