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
package io.github.camelstomp2.consumer.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.session.StompSession;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What of that which waits is still begun: when the route is stopped, and when connections are lost. */
@Timeout(30)
class DispatcherStopTest {
    private final SteppedWorkers workers = new SteppedWorkers();
    private final RecordedProcessing recorder = new RecordedProcessing();
    private final DeliveryDispatcher dispatcher = new DeliveryDispatcher(1, workers, recorder);

    private static void loseConnection(List<Delivery> deliveries) {
        ((StompSession) deliveries.get(0).session()).close(new StompConnectionException("cut"));
    }

    // ---- stopping after those that wait

    @Test
    void thoseThatWaitAreProcessedAndThoseThatComeLaterAreNot() {
        List<Delivery> deliveries = Deliveries.numbered(4);
        dispatcher.add(deliveries.subList(0, 2));
        dispatcher.pauseAfterThoseThatWait();
        dispatcher.add(deliveries.subList(2, 4));
        assertThat(dispatcher.waiting().admitted()).isEqualTo(2);
        assertThat(dispatcher.isIdle()).isFalse();
        workers.runAll();
        assertThat(recorder.begun).containsExactly("0", "1");
        assertThat(dispatcher.waiting().admitted()).isZero();
        assertThat(dispatcher.waiting().size()).isEqualTo(2);
        assertThat(dispatcher.isIdle()).isTrue();
        assertThat(recorder.idle).isEqualTo(1);
    }

    @Test
    void itIsIdleOnlyWhenTheLastOfThemHasEnded() {
        recorder.asynchronous = true;
        dispatcher.add(Deliveries.numbered(2));
        workers.runAll();
        dispatcher.pauseAfterThoseThatWait();
        recorder.unfinished.remove().run();
        workers.runAll();
        assertThat(recorder.begun).containsExactly("0", "1");
        assertThat(dispatcher.isIdle()).isFalse();
        recorder.unfinished.remove().run();
        workers.runAll();
        assertThat(dispatcher.isIdle()).isTrue();
        assertThat(recorder.idle).isEqualTo(1);
    }

    @Test
    void aPauseInBetweenLeavesTheRest() {
        dispatcher.add(Deliveries.numbered(2));
        dispatcher.pauseAfterThoseThatWait();
        dispatcher.pause();
        workers.runAll();
        assertThat(recorder.begun).isEmpty();
        assertThat(dispatcher.waiting().admitted()).isZero();
        assertThat(dispatcher.isIdle()).isTrue();
    }

    @Test
    void afterAPauseThoseThatWaitAreProcessedAllTheSame() {
        dispatcher.pause();
        dispatcher.add(Deliveries.numbered(2));
        dispatcher.pauseAfterThoseThatWait();
        workers.runAll();
        assertThat(recorder.begun).containsExactly("0", "1");
    }

    @Test
    void afterResumingThoseThatCameMeanwhileFollowInOrder() {
        List<Delivery> deliveries = Deliveries.numbered(4);
        dispatcher.add(deliveries.subList(0, 1));
        dispatcher.pauseAfterThoseThatWait();
        dispatcher.add(deliveries.subList(1, 3));
        workers.runAll();
        dispatcher.resume();
        dispatcher.add(deliveries.subList(3, 4));
        workers.runAll();
        assertThat(recorder.begun).containsExactly("0", "1", "2", "3");
    }

    @Test
    void manyWorkersTakeNoMoreThanWhatWaited() {
        ExecutorService pool = Executors.newCachedThreadPool();
        try {
            for (int round = 0; round < 200; round++) {
                AtomicInteger processed = new AtomicInteger();
                DeliveryDispatcher contended = new DeliveryDispatcher(4, pool, counting(processed));
                List<Delivery> deliveries = Deliveries.numbered(60);
                contended.add(deliveries.subList(0, 30));
                contended.pauseAfterThoseThatWait();
                contended.add(deliveries.subList(30, 60));
                await().until(contended::isIdle);
                assertThat(processed).hasValue(30);
                assertThat(contended.waiting().size()).isEqualTo(30);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static DeliveryDispatcher.Handler counting(AtomicInteger processed) {
        return new DeliveryDispatcher.Handler() {
            @Override
            public boolean process(Delivery delivery, Runnable ended) {
                processed.incrementAndGet();
                return true;
            }

            @Override
            public void idle() {
                // asked for
            }
        };
    }

    // ---- connections that are lost

    @Test
    void thoseOfALostConnectionAreNotBegun() {
        recorder.asynchronous = true;
        List<Delivery> deliveries = Deliveries.numbered(3);
        dispatcher.add(deliveries);
        workers.runAll();
        loseConnection(deliveries);
        recorder.unfinished.remove().run();
        workers.runAll();
        assertThat(recorder.begun).containsExactly("0");
        assertThat(dispatcher.waiting().size()).isZero();
        assertThat(dispatcher.isIdle()).isTrue();
    }

    @Test
    void thoseOfTheNextConnectionAreBegunInTheirPlace() {
        List<Delivery> lost = Deliveries.numbered(3);
        dispatcher.add(lost);
        loseConnection(lost);
        dispatcher.add(Deliveries.numbered(2));
        assertThat(dispatcher.waiting().size()).isEqualTo(2);
        workers.runAll();
        assertThat(recorder.begun).containsExactly("0", "1");
        assertThat(dispatcher.waiting().size()).isZero();
    }

    @Test
    void theyDoNotPileUpBehindARouteThatTakesLongerThanConnectionsLast() {
        recorder.asynchronous = true;
        for (int connection = 0; connection < 50; connection++) {
            List<Delivery> deliveries = Deliveries.numbered(10);
            dispatcher.add(deliveries);
            workers.runAll();
            assertThat(dispatcher.waiting().size()).isLessThanOrEqualTo(10);
            loseConnection(deliveries);
        }
        assertThat(recorder.begun).containsExactly("0");
    }

    @Test
    void withAckModeAutoNobodyWouldDeliverThemAgain() {
        List<Delivery> deliveries = Deliveries.numbered(2, AckMode.AUTO);
        dispatcher.add(deliveries);
        loseConnection(deliveries);
        dispatcher.add(Deliveries.numbered(1, AckMode.AUTO));
        workers.runAll();
        assertThat(recorder.begun).containsExactly("0", "1", "0");
    }

    @Test
    void workersAndLostConnectionsAtTheSameTimeLeaveTheCountsRight() {
        ExecutorService pool = Executors.newCachedThreadPool();
        try {
            AtomicInteger processed = new AtomicInteger();
            DeliveryDispatcher contended = new DeliveryDispatcher(4, pool, counting(processed));
            for (int connection = 0; connection < 2_000; connection++) {
                List<Delivery> deliveries = Deliveries.numbered(5);
                contended.add(deliveries);
                loseConnection(deliveries);
            }
            await().until(contended::isIdle);
            int before = processed.get();
            contended.add(Deliveries.numbered(1_000));
            await().until(() -> processed.get() == before + 1_000);
            await().until(contended::isIdle);
            assertThat(contended.waiting().size()).isZero();
        } finally {
            pool.shutdownNow();
        }
    }
}
