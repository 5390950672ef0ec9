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

import io.github.camelstomp2.session.Delivery;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeliveryDispatcherTest extends DispatcherTestSupport {
    // ---- step by step

    @Test
    void nothingIsProcessedOnTheThreadThatBringsDeliveries() {
        DeliveryDispatcher dispatcher = dispatcher(1);
        dispatcher.add(Deliveries.numbered(2));
        assertThat(recorder.begun).isEmpty();
        assertThat(dispatcher.waiting().size()).isEqualTo(2);
        workers.runAll();
        assertThat(recorder.begun).containsExactly("0", "1");
        assertThat(dispatcher.waiting().size()).isZero();
        assertThat(dispatcher.isIdle()).isTrue();
        assertThat(recorder.idle).isEqualTo(1);
    }

    @Test
    void oneWorkerIsEnoughForManyDeliveriesOfOneAtATime() {
        DeliveryDispatcher dispatcher = dispatcher(1);
        dispatcher.add(Deliveries.numbered(3));
        dispatcher.add(Deliveries.numbered(3));
        assertThat(workers.size()).isEqualTo(1);
    }

    @Test
    void noMoreWorkersAreStartedThanThereIsWork() {
        DeliveryDispatcher dispatcher = dispatcher(8);
        dispatcher.add(Deliveries.numbered(3));
        assertThat(workers.size()).isEqualTo(3);
    }

    @Test
    void manyQuickOnesInARowGetAWorkerForEachProcessor() {
        assertThat(helpersOfTheFirstWorker(3)).isEqualTo(2);
    }

    @Test
    void manyQuickOnesInARowAreLeftToOneWorkerWhereThereIsNoOtherProcessor() {
        assertThat(helpersOfTheFirstWorker(1)).isZero();
    }

    /** How many workers are started while one of them processes a thousand quick messages. */
    private int helpersOfTheFirstWorker(int processors) {
        DeliveryDispatcher dispatcher = new DeliveryDispatcher(8, processors, workers, recorder);
        for (int i = 0; i < 10; i++) { // by then it is known that they are quick
            dispatcher.add(Deliveries.numbered(200));
            workers.runAll();
        }
        dispatcher.add(Deliveries.numbered(1_000));
        workers.runOne();
        int watch = 1;
        return workers.size() - watch;
    }

    @Test
    void whileOneIsUnderWayTheNextThatComesTakesAnotherPlace() {
        recorder.asynchronous = true;
        DeliveryDispatcher dispatcher = dispatcher(3);
        List<Delivery> deliveries = Deliveries.numbered(4);
        for (Delivery delivery : deliveries) {
            dispatcher.add(List.of(delivery));
            workers.runAll();
        }
        assertThat(recorder.begun).containsExactly("0", "1", "2");
    }

    @Test
    void withOneAtATimeTheNextBeginsWhenAnAsynchronousOneHasEnded() {
        recorder.asynchronous = true;
        DeliveryDispatcher dispatcher = dispatcher(1);
        dispatcher.add(Deliveries.numbered(3));
        for (int i = 0; i < 3; i++) {
            workers.runAll();
            assertThat(recorder.begun).hasSize(i + 1);
            assertThat(dispatcher.isIdle()).isFalse();
            recorder.unfinished.remove().run();
        }
        workers.runAll();
        assertThat(recorder.begun).containsExactly("0", "1", "2");
        assertThat(dispatcher.isIdle()).isTrue();
        assertThat(recorder.idle).isEqualTo(1);
    }

    @Test
    void whatEndsAsynchronouslyGoesOnOnAWorkerAndNotOnTheThreadThatEndedIt() {
        recorder.asynchronous = true;
        DeliveryDispatcher dispatcher = dispatcher(1);
        dispatcher.add(Deliveries.numbered(2));
        workers.runAll();
        recorder.unfinished.remove().run();
        assertThat(recorder.begun).containsExactly("0");
        assertThat(workers.size()).isEqualTo(1);
    }

    @Test
    void oneThatEndsBeforeItsCallReturnsTakesNoWorkerOfItsOwn() {
        List<String> begun = new ArrayList<>();
        DeliveryDispatcher dispatcher = new DeliveryDispatcher(1, workers, new DeliveryDispatcher.Handler() {
            @Override
            public boolean process(Delivery delivery, Runnable ended) {
                begun.add(Deliveries.body(delivery));
                ended.run();
                return false;
            }

            @Override
            public void idle() {
                // not of interest
            }
        });
        dispatcher.add(Deliveries.numbered(1_000));
        assertThat(workers.runOne()).isTrue();
        assertThat(begun).hasSize(1_000);
        assertThat(workers.size()).isZero();
        assertThat(dispatcher.isIdle()).isTrue();
    }

    @Test
    void asynchronousOnesAreAtMostSoManyAtATime() {
        recorder.asynchronous = true;
        DeliveryDispatcher dispatcher = dispatcher(3);
        dispatcher.add(Deliveries.numbered(10));
        workers.runAll();
        assertThat(recorder.unfinished).hasSize(3);
        recorder.unfinished.remove().run();
        workers.runAll();
        assertThat(recorder.unfinished).hasSize(3);
        assertThat(recorder.begun).hasSize(4);
    }

    @Test
    void whilePausedNoneIsBegunAndNoneIsLost() {
        DeliveryDispatcher dispatcher = dispatcher(1);
        dispatcher.pause();
        dispatcher.add(Deliveries.numbered(2));
        workers.runAll();
        assertThat(recorder.begun).isEmpty();
        dispatcher.resume();
        workers.runAll();
        assertThat(recorder.begun).containsExactly("0", "1");
    }

    @Test
    void whatIsUnderWayWhenPausedEndsAndThenItIsIdle() {
        recorder.asynchronous = true;
        DeliveryDispatcher dispatcher = dispatcher(1);
        dispatcher.add(Deliveries.numbered(2));
        workers.runAll();
        dispatcher.pause();
        assertThat(dispatcher.isIdle()).isFalse();
        recorder.unfinished.remove().run();
        workers.runAll();
        assertThat(dispatcher.isIdle()).isTrue();
        assertThat(recorder.idle).isEqualTo(1);
        assertThat(recorder.begun).containsExactly("0");
        dispatcher.resume();
        workers.runAll();
        assertThat(recorder.begun).containsExactly("0", "1");
    }

    @Test
    void pausedBetweenTheWakeUpAndTheWorkerItBeginsWithNone() {
        DeliveryDispatcher dispatcher = dispatcher(1);
        dispatcher.add(Deliveries.numbered(1));
        dispatcher.pause();
        workers.runAll();
        assertThat(recorder.begun).isEmpty();
        assertThat(dispatcher.isIdle()).isTrue();
    }

    @Test
    void whatWaitsCanBeDropped() {
        DeliveryDispatcher dispatcher = dispatcher(1);
        dispatcher.add(Deliveries.numbered(2));
        dispatcher.waiting().clear();
        workers.runAll();
        assertThat(recorder.begun).isEmpty();
        assertThat(dispatcher.waiting().size()).isZero();
    }

    @Test
    void aHandlerThatThrowsDoesNotTakeItsPlaceAway() {
        List<String> processed = new ArrayList<>();
        DeliveryDispatcher dispatcher = new DeliveryDispatcher(1, workers, new DeliveryDispatcher.Handler() {
            @Override
            public boolean process(Delivery delivery, Runnable ended) {
                if (processed.isEmpty()) {
                    processed.add("thrown");
                    throw new IllegalStateException("broken");
                }
                processed.add(Deliveries.body(delivery));
                return true;
            }

            @Override
            public void idle() {
                processed.add("idle");
            }
        });
        dispatcher.add(Deliveries.numbered(2));
        workers.runAll();
        assertThat(processed).containsExactly("thrown", "1", "idle");
        assertThat(dispatcher.isIdle()).isTrue();
    }
}
