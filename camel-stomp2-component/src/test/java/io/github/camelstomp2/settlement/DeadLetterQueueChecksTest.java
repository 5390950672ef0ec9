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
package io.github.camelstomp2.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import io.github.camelstomp2.testbed.WireHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RabbitMQ confirms what no queue takes: nothing is given up for a dead letter before its queue is known to be there. */
@Timeout(60)
class DeadLetterQueueChecksTest extends RouteTestSupport {
    private static final String RABBITMQ = "RabbitMQ/3.10.8";
    private static final String DLQ = "/queue/DLQ.orders";
    private static final String THERE = "PRECONDITION_FAILED - invalid arg 'x-stream-offset' for queue 'DLQ.orders'";
    private static final String MISSING = "NOT_FOUND - no queue 'DLQ.orders' in vhost '/'";

    private BrokerSide startFailing(String server, String... options) throws Exception {
        start(on -> on.from(stomp("queue/orders", options)).process(exchange -> {
            throw new IllegalStateException("no stock");
        }));
        return BrokerSide.subscribed(broker, server);
    }

    private BrokerSide check(String server) {
        return BrokerSide.connected(broker, server);
    }

    @Test
    void theDeadLetterIsSentWhenItsQueueWasCreated() throws Exception {
        BrokerSide side = startFailing(RABBITMQ);
        side.deliver("a-1", "x");
        BrokerSide check = check(RABBITMQ);
        check.expectDeclarationOf(DLQ);
        expectNoFrame(side.connection);
        WireFrame asking = check.answerCheck(THERE);
        assertThat(asking.header("destination")).isEqualTo("/amq/queue/DLQ.orders");
        assertThat(asking.headers()).contains(new WireHeader("x-stream-offset", "next"));
        side.expectDeadLetter(DLQ, "a-1");
    }

    @Test
    void withoutDeclaringItIsAskedForAndNotCreated() throws Exception {
        BrokerSide side = startFailing(RABBITMQ, "declare=false");
        side.deliver("a-1", "x");
        check(RABBITMQ).answerCheck(THERE);
        side.expectDeadLetter("/amq/queue/DLQ.orders", "a-1");
    }

    @Test
    void withoutTheQueueTheOriginalIsGivenBack() throws Exception {
        BrokerSide side = startFailing(RABBITMQ, "declare=false");
        side.deliver("a-1", "x");
        check(RABBITMQ).answerCheck(MISSING);
        assertThat(side.expectNack("a-1").header("requeue")).isEqualTo("true");
    }

    /** A quorum queue of 4.0 would count that, and drop the message at last: the dead letter is tried again instead. */
    @Test
    void withoutTheQueueTheOriginalIsKeptWhereGoingBackIsCounted() throws Exception {
        String counting = "RabbitMQ/4.0.5";
        BrokerSide side = startFailing(counting, "declare=false", "queueType=quorum");
        side.deliver("a-1", "x");
        check(counting).answerCheck(MISSING);
        side.connection.expectNoFrame(A_WHILE);
        check(counting).answerCheck(THERE);
        side.expectDeadLetter("/amq/queue/DLQ.orders", "a-1");
    }

    @Test
    void withoutAnAnswerTheOriginalIsGivenBack() throws Exception {
        BrokerSide side = startFailing(RABBITMQ);
        side.deliver("a-1", "x");
        check(RABBITMQ).connection.close();
        assertThat(side.expectNack("a-1").header("requeue")).isEqualTo("true");
    }

    @Test
    void aQueueThatIsThereOtherwiseThanWantedDoesNotCostTheConnectionOfTheConsumer() throws Exception {
        BrokerSide side = startFailing(RABBITMQ);
        side.deliver("a-1", "x");
        BrokerSide check = check(RABBITMQ);
        check.expectDeclarationOf(DLQ);
        check.answerCheck("PRECONDITION_FAILED - inequivalent arg 'x-message-ttl' for queue 'DLQ.orders'");
        assertThat(side.expectNack("a-1").header("requeue")).isEqualTo("true");
    }

    @Test
    void whatFailsWhileItIsAskedForWaitsForTheNextAnswer() throws Exception {
        BrokerSide side = startFailing(RABBITMQ, "declare=false");
        side.deliver("a-1", "1");
        BrokerSide first = check(RABBITMQ);
        side.deliver("a-2", "2");
        side.deliver("a-3", "3");
        expectNoFrame(side.connection);
        first.answerCheck(THERE);
        assertThat(side.expectDeadLetter("/amq/queue/DLQ.orders", "a-1").bodyText())
                .isEqualTo("1");
        expectNoFrame(side.connection);
        check(RABBITMQ).answerCheck(MISSING);
        side.expectNack("a-2");
        side.expectNack("a-3");
    }

    /** A broker that does not look at the offset: the subscription takes a message for a moment, which is done once. */
    @Test
    void aBrokerThatAnswersWithASubscriptionIsAskedOncePerConnection() throws Exception {
        BrokerSide side = startFailing("RabbitMQ/4.1.0", "declare=false");
        side.deliver("a-1", "1");
        BrokerSide check = check("RabbitMQ/4.1.0").takeSubscribe();
        check.connection.receiptFor(check.connection.expectFrame("DISCONNECT"));
        side.expectDeadLetter("/amq/queue/DLQ.orders", "a-1");
        side.deliver("a-2", "2");
        side.expectDeadLetter("/amq/queue/DLQ.orders", "a-2");
    }

    @Test
    void whatTheBrokerWouldDropIsNotRejected() throws Exception {
        start(on -> on.from(stomp("queue/orders", "deadLetterMode=broker")).process(exchange -> {
            throw new IllegalStateException("no stock");
        }));
        BrokerSide side = BrokerSide.connected(broker, RABBITMQ);
        side.expectDeclarationOf(DLQ);
        side.takeSubscribe();
        side.deliver("a-1", "x");
        BrokerSide check = check(RABBITMQ);
        check.expectDeclarationOf(DLQ);
        check.answerCheck("ACCESS_REFUSED - access to queue 'DLQ.orders' refused");
        assertThat(side.expectNack("a-1").header("requeue")).isEqualTo("true");
    }
}
