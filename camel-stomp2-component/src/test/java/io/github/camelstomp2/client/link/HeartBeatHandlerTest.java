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

import io.github.camelstomp2.client.Seed;
import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many connections on one thread, which plays event loop and brokers: what is late is late for all of them. */
@Timeout(60)
class HeartBeatHandlerTest {
    private static final Duration TICK = Duration.ofMillis(1);

    /** Keeps how its channel ended. */
    private static final class Ending extends ChannelInboundHandlerAdapter {
        private Throwable cause;
        private long atNanos;

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
            cause = thrown;
            atNanos = System.nanoTime();
        }
    }

    /** A connection, and when its broker beats next. */
    private static final class Link implements Comparable<Link> {
        private final Ending ending = new Ending();
        private final long openedNanos = System.nanoTime();
        private final EmbeddedChannel channel;
        private long nextBeatNanos;

        Link(int outgoingMillis, int incomingMillis, double tolerance) {
            HeartBeat agreed = new HeartBeat(Duration.ofMillis(outgoingMillis), Duration.ofMillis(incomingMillis));
            channel = new EmbeddedChannel(new HeartBeatHandler(agreed, tolerance), ending);
        }

        void beat() {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {'\n'}));
            ((ByteBuf) channel.readInbound()).release();
        }

        @Override
        public int compareTo(Link other) {
            return Long.compare(nextBeatNanos, other.nextBeatNanos);
        }
    }

    @Test
    void tenThousandIntervalsWithPausesRaiseNoFalseAlarm() {
        int interval = 200;
        int pause = 300; // under the interval times the tolerance
        int wanted = 10_000;
        Random random = Seed.random(0);
        PriorityQueue<Link> links = new PriorityQueue<>();
        for (int i = 0; i < 2_000; i++) {
            Link link = new Link(0, interval, 2);
            link.nextBeatNanos = System.nanoTime() + millis(random.nextInt(interval));
            links.add(link);
        }

        int beats = 0;
        while (beats < wanted) {
            Link due = links.peek();
            if (due.nextBeatNanos <= System.nanoTime()) {
                // As an event loop does: first what the socket has, then what the clock says.
                links.remove().beat();
                beats++;
                due.nextBeatNanos += millis(random.nextInt(10) == 0 ? pause : interval);
                links.add(due);
            } else {
                links.forEach(link -> link.channel.runScheduledPendingTasks());
            }
        }

        assertThat(links).as(Seed.inWords()).allMatch(link -> link.ending.cause == null);
        links.forEach(link -> link.channel.close());
    }

    @Test
    void silenceIsNoticedAfterTheIntervalTimesTheToleranceAndOneTick() {
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            links.add(new Link(0, 40, 2.5));
        }

        // Without asking the clock more often than the handler wants to be asked.
        await().atMost(Duration.ofSeconds(10)).pollInterval(TICK).until(() -> {
            links.forEach(link -> link.channel.runScheduledPendingTasks());
            return links.stream().allMatch(link -> link.ending.cause != null);
        });

        assertThat(links).allSatisfy(link -> {
            assertThat(link.ending.cause)
                    .isInstanceOf(StompConnectionException.class)
                    .hasMessageContaining("for 100 ms");
            assertThat(link.ending.atNanos - link.openedNanos).isGreaterThanOrEqualTo(millis(100));
        });
        assertThat(links.get(0).channel.isOpen())
                .as("to be closed by whoever hears of it")
                .isTrue();
        links.forEach(link -> link.channel.close());
    }

    @Test
    void theHandlerAsksTheClockWhenTheSilenceWouldBeTooLongAndOneTickLater() {
        Link link = new Link(0, 50, 2);
        long untilFirstLook = link.channel.runScheduledPendingTasks();
        assertThat(untilFirstLook).isBetween(0L, millis(100));

        awaitNanos(System.nanoTime() + untilFirstLook);
        long untilLastLook = link.channel.runScheduledPendingTasks();

        assertThat(untilLastLook).isBetween(0L, TICK.toNanos());
        awaitNanos(System.nanoTime() + untilLastLook);
        link.channel.runScheduledPendingTasks();
        assertThat(link.ending.cause).isInstanceOf(StompConnectionException.class);
        link.channel.close();
    }

    @Test
    void whatCameWhileThisProcessStoodStillCountsThoughTheTimerRunsFirst() {
        Link link = new Link(0, 20, 2);
        awaitNanos(System.nanoTime() + millis(60));

        link.channel.runScheduledPendingTasks();
        assertThat(link.ending.cause).as("the socket was not read yet").isNull();
        link.beat();
        awaitNanos(System.nanoTime() + TICK.toNanos());
        link.channel.runScheduledPendingTasks();

        assertThat(link.ending.cause).isNull();
        link.channel.close();
    }

    @Test
    void anIdleClientBeatsAtHalfTheIntervalSoThatABrokerWithoutToleranceIsContent() {
        Link link = new Link(100, 0, 2);
        List<Long> beats = new ArrayList<>();
        long last = link.openedNanos;

        while (beats.size() < 10) {
            long before = System.nanoTime();
            long untilNext = link.channel.runScheduledPendingTasks();
            ByteBuf written = link.channel.readOutbound();
            if (written != null) {
                assertThat(written.toString(StandardCharsets.US_ASCII)).isEqualTo("\n");
                beats.add(System.nanoTime() - last);
                last = before; // or later: what is measured is never shorter than what was
            }
            assertThat(untilNext).as("when the handler wants to beat").isLessThanOrEqualTo(millis(50));
            awaitNanos(System.nanoTime() + Math.min(untilNext, TICK.toNanos()));
        }

        assertThat(beats).allMatch(nanos -> nanos >= millis(40));
        link.channel.close();
    }

    private static void awaitNanos(long until) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofNanos(100_000))
                .until(() -> System.nanoTime() - until >= 0);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
