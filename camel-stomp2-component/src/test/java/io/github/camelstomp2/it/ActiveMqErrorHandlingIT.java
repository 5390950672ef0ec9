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
package io.github.camelstomp2.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.Stomp2Consumer;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.TestBroker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ActiveMqErrorHandlingIT extends ErrorHandlingSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    @Test
    void whatFailsBehindAPatternIsOneDeadLetterOfTheQueueInWhichItWas() throws Exception {
        String name = BROKER.uniqueName("pattern");
        addFailing("stomp2:queue/" + name + ".*", name + ".eu", name + ".us");
        eachIsOneDeadLetterInAQueueOfItsOwn(name + ".eu", name + ".us");
    }

    @Test
    void whatFailsBehindACompositeIsOneDeadLetterAndNoLiveQueueGetsIt() throws Exception {
        String one = BROKER.uniqueName("composite");
        String other = BROKER.uniqueName("composite");
        addFailing("stomp2:queue/" + one + "," + other, one, other);
        eachIsOneDeadLetterInAQueueOfItsOwn(one, other);
    }

    @Test
    void aRouteThatWouldConsumeItsOwnDeadLettersMakesNoFurtherOnesOfThem() throws Exception {
        String name = BROKER.uniqueName("own");
        String dead = name + ".dead." + name + ".orders";
        addFailing("stomp2:queue/" + name + ".>?deadLetterPrefix=" + name + ".dead.", name + ".orders");
        OnTheBroker.put(BROKER.broker(), name + ".orders", "order");
        await().until(() -> BROKER.broker().messageCount(dead) == 1);
        await().during(Duration.ofMillis(1500))
                .until(() -> BROKER.broker().messageCount(dead) == 1
                        && BROKER.broker().messageCount(name + ".orders") == 0);
    }

    /** The broker has moved it to a dead letter queue of its own. */
    @Override
    long leftOfALongOne() {
        return 0;
    }

    /** Fills a dead letter queue until the broker confirms nothing more. */
    private void fill(String queue) {
        String body = "x".repeat(TestBroker.SMALL_QUEUE_BYTES / 8);
        AtomicInteger refused = new AtomicInteger();
        for (int i = 0; i < 40 && refused.get() == 0; i++) {
            try {
                routes().template().sendBody("stomp2:queue/" + queue + "?confirmTimeout=3s", body);
            } catch (CamelExecutionException full) {
                refused.incrementAndGet();
            }
        }
        assertThat(refused).hasValue(1);
    }

    @Test
    void aFullDeadLetterQueueHoldsUpAsManyMessagesAsPrefetchSays() throws Exception {
        String queue = BROKER.uniqueName("blocked");
        fill(TestBroker.SMALL_QUEUES + queue);
        for (int i = 0; i < 20; i++) {
            routes().template().sendBody("stomp2:queue/" + queue, "m" + i);
        }
        AtomicInteger runs = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (LogLines log = new LogLines()) {
            RouteBuilder.addRoutes(routes().context(), on -> on.from("stomp2:queue/" + queue
                            + "?prefetch=2&confirmTimeout=1s&deadLetterPrefix=" + TestBroker.SMALL_QUEUES)
                    .routeId("blocked")
                    .process(exchange -> {
                        runs.incrementAndGet();
                        Stomp2Consumer consumer = (Stomp2Consumer)
                                routes().context().getRoute("blocked").getConsumer();
                        most.accumulateAndGet(consumer.getUnsettledMessages(), Math::max);
                        throw new IllegalStateException("no stock");
                    }));
            await().atMost(Duration.ofSeconds(30)).until(() -> runs.get() >= 6);
            assertThat(most.get()).isLessThanOrEqualTo(2);
            assertThat(BROKER.broker().unacknowledgedCount(queue)).isLessThanOrEqualTo(2);
            assertThat(log.operatorLines())
                    .filteredOn(line -> line.startsWith("ERROR"))
                    .hasSizeLessThanOrEqualTo(4);

            routes().consume("stomp2:queue/" + TestBroker.SMALL_QUEUES + queue);
            await().atMost(Duration.ofSeconds(60)).until(() -> BROKER.broker().messageCount(queue) == 0);
        }
    }

    @Test
    void theLongestHeaderThatItTakesIsInTheDeadLetterToo() throws Exception {
        String queue = BROKER.uniqueName("long");
        String value = "x".repeat(10 * 1024 - "long:".length());
        RouteBuilder.addRoutes(
                routes().context(), on -> on.from("stomp2:queue/" + queue).process(exchange -> {
                    throw new IllegalStateException("no stock");
                }));
        routes().template().sendBodyAndHeader("stomp2:queue/" + queue, "x", "long", value);
        StompRoutes.Received letters = routes().consume("stomp2:queue/DLQ." + queue);
        assertThat(letters.next().getMessage().getHeader("long")).isEqualTo(value);
    }
}
