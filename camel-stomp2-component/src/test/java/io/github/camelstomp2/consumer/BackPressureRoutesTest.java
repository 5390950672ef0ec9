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
package io.github.camelstomp2.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.HoldUp;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.ScriptedConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With ackMode=auto no broker waits for anything: what holds it up is that nothing more is read. */
@Timeout(60)
class BackPressureRoutesTest extends RouteTestSupport {
    private static final int MESSAGES = 600;
    private static final int BODY = 50_000;

    /** What one read of the socket may bring beyond the watermark: sixteen times 64 KiB. */
    private static final int ONE_READ = 16 * 65_536 / BODY + 1;

    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Integer> backlog = new CopyOnWriteArrayList<>();

    @Test
    void theBacklogIsBoundedWhileHeartBeatsGoOnAndEveryMessageIsProcessed() throws Exception {
        start(on -> on.from(stomp(
                        "queue/in", "ackMode=auto", "prefetch=10", "outgoingHeartbeat=500", "incomingHeartbeat=500"))
                .routeId("in")
                .process(exchange -> {
                    assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
                    backlog.add(consumer().getWaitingMessages());
                }));
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.2", "500,500", null);
        String id = peer.expectSubscribe().header("id");
        Thread flood = new Thread(() -> {
            for (int i = 0; i < MESSAGES; i++) {
                peer.sendMessage(id, null, Map.of(), new byte[BODY]);
            }
        });
        flood.start();

        await().until(() -> consumer().getWaitingMessages() > 19);
        // Longer than a broker may be silent: nothing is read, and that is no sign of death.
        peer.expectNoFrame(Duration.ofMillis(2_500));
        assertThat(peer.heartBeats()).as("its own heart-beats go on").isGreaterThan(2);
        assertThat(flood.isAlive()).as("the broker waits").isTrue();
        assertThat(consumer().getWaitingMessages()).isLessThanOrEqualTo(20 + ONE_READ);
        release.countDown();
        flood.join(TimeUnit.SECONDS.toMillis(30));

        // A beat of the broker now and then, as it is due when it has nothing else to say.
        await().pollInterval(Duration.ofMillis(50)).until(() -> {
            peer.send("\n");
            return backlog.size() == MESSAGES;
        });
        assertThat(peer.isClosedByClient()).isFalse();
        assertThat(backlog).allMatch(waiting -> waiting <= 20 + ONE_READ);
        assertThat(timesThatReadingWentOn()).as("it is not read in one go").isGreaterThan(5);
    }

    @Test
    void aRouteThatIsResumedJustAsItHasNothingLeftReadsOn() throws Exception {
        HoldUp first = new HoldUp("a-1");
        HoldUp last = new HoldUp("a-5");
        start(on -> on.from(stomp("queue/in", "ackMode=auto", "prefetch=1", "acceptMessagesWhileStopping=true"))
                .routeId("in")
                .process(first)
                .process(last));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliverAtOnce("a-1", "a-2", "a-3", "a-4", "a-5");
        first.awaitBegun(1);
        consumer().suspend();
        first.release();
        last.awaitBegun(5);
        consumer().resume();
        side.deliver("a-6", "a-6");
        last.release();
        last.awaitBegun(6);
    }

    @Test
    void readingThatIsPausedAndGoesOnAllTheTimeNeverStaysPaused() throws Exception {
        int messages = 30_000;
        LongAdder processed = new LongAdder();
        start(on -> on.from(stomp("queue/in", "ackMode=auto", "prefetch=1", "concurrentConsumers=4"))
                .process(exchange -> processed.increment()));
        BrokerSide side = BrokerSide.subscribed(broker);
        String[] some = IntStream.range(0, 10).mapToObj(Integer::toString).toArray(String[]::new);
        for (int i = 0; i < messages; i += some.length) {
            side.deliverAtOnce(some);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> processed.sum() == messages);
    }

    private long timesThatReadingWentOn() {
        long times = 0;
        for (int i = 1; i < backlog.size(); i++) {
            if (backlog.get(i) > backlog.get(i - 1)) {
                times++;
            }
        }
        return times;
    }
}
