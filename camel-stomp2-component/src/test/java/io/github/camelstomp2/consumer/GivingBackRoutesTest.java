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

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.HoldUp;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A route that is suspended leaves nothing with RabbitMQ's connection: not what waits, nor what is on its way. */
@Timeout(60)
class GivingBackRoutesTest extends RouteTestSupport {
    private static final String SERVER = "RabbitMQ/3.10.8";

    @Test
    @Holds(Rule.GIVEN_BACK)
    void whatIsInProcessIsAcknowledgedAndWhatIsNotBegunIsGivenBackInItsOrder() throws Exception {
        HoldUp holdUp = new HoldUp();
        start(on -> on.from(stomp("queue/orders")).routeId("in").process(holdUp));
        BrokerSide side = BrokerSide.subscribed(broker, SERVER);
        side.deliverAtOnce("a-1", "a-2", "a-3");
        holdUp.awaitBegun(1);
        CompletableFuture<Void> suspended = inBackground(() -> suspend("in"));
        await().until(() -> consumer().isSuspended());
        expectNoFrame(side.connection);

        holdUp.release();

        side.expectAck("a-1");
        String transaction = side.connection.expectFrame("BEGIN").header("transaction");
        for (String ackId : new String[] {"a-2", "a-3"}) {
            WireFrame nack = side.expectNack(ackId);
            assertThat(nack.header("requeue")).isEqualTo("true");
            assertThat(nack.header("transaction")).isEqualTo(transaction);
        }
        side.connection.receiptFor(side.connection.expectFrame("UNSUBSCRIBE"));
        side.connection.receiptFor(side.connection.expectFrame("COMMIT"));
        suspended.join();
        expectNoFrame(side.connection);
        assertThat(holdUp.begun()).containsExactly("a-1");
        context.getRouteController().resumeRoute("in");
        side.takeSubscribe();
    }

    @Test
    @Holds({Rule.AFTER_UNSUBSCRIBE, Rule.GIVEN_BACK})
    void aMessageThatCrossesIsGivenBackByConnectingAnewAndTheRouteStaysSuspended() throws Exception {
        start(on -> on.from(stomp("queue/orders")).routeId("in").to("mock:end"));
        BrokerSide side = BrokerSide.subscribed(broker, SERVER);
        suspend("in");
        side.connection.expectFrame("UNSUBSCRIBE");

        side.deliver("a-1", "late");

        side.expectGoodbye();
        BrokerSide next = BrokerSide.connected(broker, SERVER);
        expectNoFrame(next.connection);
        context.getRouteController().resumeRoute("in");
        next.takeSubscribe();
        next.deliver("b-1", "again");
        next.expectAck("b-1");
    }

    @Test
    void aRouteThatIsResumedMeanwhileSubscribesOnTheNextConnection() throws Exception {
        start(on -> on.from(stomp("queue/orders")).routeId("in").to("mock:end"));
        BrokerSide side = BrokerSide.subscribed(broker, SERVER);
        suspend("in");
        side.connection.expectFrame("UNSUBSCRIBE");
        side.deliver("a-1", "late");
        WireFrame goodbye = side.connection.expectFrame("DISCONNECT");

        context.getRouteController().resumeRoute("in");

        expectNoFrame(side.connection);
        side.connection.receiptFor(goodbye);
        BrokerSide next = BrokerSide.subscribed(broker, SERVER);
        next.deliver("b-1", "again");
        next.expectAck("b-1");
    }

    @Test
    void aRouteThatIsStoppedGivesBackBeforeItSaysGoodbye() throws Exception {
        HoldUp holdUp = new HoldUp();
        start(on -> on.from(stomp("queue/orders")).routeId("in").process(holdUp));
        BrokerSide side = BrokerSide.subscribed(broker, SERVER);
        side.deliverAtOnce("a-1", "a-2");
        holdUp.awaitBegun(1);
        CompletableFuture<Void> stopped = inBackground(() -> stop("in"));
        await().until(() -> consumer().isSuspended());
        expectNoFrame(side.connection);
        holdUp.release();
        side.expectAck("a-1");
        side.connection.expectFrame("BEGIN");
        side.expectNack("a-2");
        side.connection.expectFrame("UNSUBSCRIBE");
        side.connection.expectFrame("COMMIT");
        side.expectGoodbye();
        stopped.join();
    }
}
