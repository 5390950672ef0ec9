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

import io.github.camelstomp2.Stomp2Consumer;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.HoldUp;
import io.github.camelstomp2.scripted.RouteTestSupport;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.ShutdownRunningTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The option acceptMessagesWhileStopping: what was delivered before the stop is done before the subscription ends. */
@Timeout(60)
class AcceptWhileStoppingTest extends RouteTestSupport {
    private static final String ACCEPT = "acceptMessagesWhileStopping=true";

    private final HoldUp holdUp = new HoldUp();

    private BrokerSide begin(String... options) throws Exception {
        start(on -> on.from(stomp("queue/orders", options)).routeId("in").process(holdUp));
        return withOneOfThreeInProcess();
    }

    private BrokerSide withOneOfThreeInProcess() {
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliverAtOnce("a-1", "a-2", "a-3");
        holdUp.awaitBegun(1);
        return side;
    }

    private CompletableFuture<Void> stopInBackground() {
        Stomp2Consumer consumer = consumer();
        CompletableFuture<Void> stopped = inBackground(context::stop);
        await().until(() -> consumer.isSuspended() || consumer.isStopped());
        return stopped;
    }

    private void endsAllThree(BrokerSide side) {
        Stomp2Consumer consumer = consumer();
        CompletableFuture<Void> stopped = stopInBackground();
        side.deliver("a-4", "too late");
        expectNoFrame(side.connection);
        assertThat(consumer.getPendingExchangesSize())
                .as("what Camel waits for")
                .isEqualTo(3);
        holdUp.release();
        side.expectAck("a-1");
        side.expectAck("a-2");
        side.expectAck("a-3");
        side.expectEndOfConsumer();
        stopped.join();
        assertThat(holdUp.begun()).containsExactly("a-1", "a-2", "a-3");
    }

    @Test
    void whatWasDeliveredIsDoneAndAcknowledgedAndWhatComesLaterIsNotBegun() throws Exception {
        endsAllThree(begin(ACCEPT));
    }

    @Test
    void soItIsForARouteThatIsToCompleteAllItsTasks() throws Exception {
        start(on -> on.from(stomp("queue/orders"))
                .routeId("in")
                .shutdownRunningTask(ShutdownRunningTask.CompleteAllTasks)
                .process(holdUp));
        endsAllThree(withOneOfThreeInProcess());
    }

    @Test
    void andNotForOneThatIsToCompleteTheCurrentTaskOnly() throws Exception {
        start(on -> on.from(stomp("queue/orders"))
                .routeId("in")
                .shutdownRunningTask(ShutdownRunningTask.CompleteCurrentTaskOnly)
                .process(holdUp));
        BrokerSide side = withOneOfThreeInProcess();
        Stomp2Consumer consumer = consumer();
        CompletableFuture<Void> stopped = stopInBackground();
        assertThat(consumer.getPendingExchangesSize()).isEqualTo(1);
        holdUp.release();
        side.expectAck("a-1");
        side.expectEndOfConsumer();
        stopped.join();
        assertThat(holdUp.begun()).containsExactly("a-1");
    }

    @Test
    void acknowledgingCumulativelyTheLastAckIsThatOfTheLastMessage() throws Exception {
        BrokerSide side = begin(ACCEPT, "ackMode=client");
        CompletableFuture<Void> stopped = stopInBackground();
        holdUp.release();
        String acknowledged = "";
        while (!acknowledged.equals("a-3")) {
            acknowledged = side.connection.expectFrame("ACK").header("id");
        }
        side.expectEndOfConsumer();
        stopped.join();
    }

    @Test
    void withAckModeAutoTheyAreDoneToo() throws Exception {
        BrokerSide side = begin(ACCEPT, "ackMode=auto");
        CompletableFuture<Void> stopped = stopInBackground();
        expectNoFrame(side.connection);
        holdUp.release();
        side.expectEndOfConsumer();
        stopped.join();
        assertThat(holdUp.begun()).containsExactly("a-1", "a-2", "a-3");
    }

    @Test
    void camelsTimeoutEndsItAllTheSame() throws Exception {
        context.getShutdownStrategy().setTimeout(1);
        BrokerSide side = begin(ACCEPT);
        CompletableFuture<Void> stopped = inBackground(context::stop);
        side.expectEndOfConsumer();
        holdUp.release();
        stopped.join();
        assertThat(holdUp.begun()).as("not begun any more").containsExactly("a-1");
    }

    @Test
    void aConnectionThatIsLostMeanwhileLeavesNothingToWaitFor() throws Exception {
        BrokerSide side = begin(ACCEPT);
        CompletableFuture<Void> stopped = stopInBackground();
        side.connection.close();
        BrokerSide next = BrokerSide.subscribed(broker);
        next.deliverAtOnce("b-1", "b-2", "b-3");
        holdUp.release();
        next.expectEndOfConsumer();
        stopped.join();
        assertThat(holdUp.begun()).containsExactly("a-1");
    }

    @Test
    void aSuspendedRouteDoesWhatItHadAndAResumedOneGoesOn() throws Exception {
        BrokerSide side = begin(ACCEPT);
        CompletableFuture<Void> suspended = inBackground(() -> suspend("in"));
        await().until(() -> consumer().isSuspended());
        holdUp.release();
        side.expectAck("a-1");
        side.expectAck("a-2");
        side.expectAck("a-3");
        side.connection.expectFrame("UNSUBSCRIBE");
        suspended.join();
        context.getRouteController().resumeRoute("in");
        side.takeSubscribe();
        side.deliver("a-4", "a-4");
        side.expectAck("a-4");
    }

    @Test
    void resumedBeforeItWasDoneItGoesOnInOrderOnTheSameSubscription() throws Exception {
        BrokerSide side = begin(ACCEPT);
        consumer().suspend();
        side.deliver("a-4", "a-4");
        expectNoFrame(side.connection);
        consumer().resume();
        holdUp.release();
        for (int i = 1; i <= 4; i++) {
            side.expectAck("a-" + i);
        }
        assertThat(holdUp.begun()).containsExactly("a-1", "a-2", "a-3", "a-4");
    }
}
