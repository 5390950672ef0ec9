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

import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.matrix.Feature;
import io.github.camelstomp2.matrix.Shown;
import io.github.camelstomp2.matrix.Shows;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Where a message is after routes have failed, rolled back, split, aggregated, handed over or stopped. */
abstract class ErrorHandlingSuite extends FailingRoutesSuite {
    @Test
    void aMessageStaysOnTheBrokerWhileCamelRedelivers() throws Exception {
        AtomicBoolean inStock = new AtomicBoolean();
        AtomicInteger attempts = new AtomicInteger();
        add(on -> {
            on.errorHandler(on.defaultErrorHandler()
                    .maximumRedeliveries(-1)
                    .redeliveryDelay(20)
                    .asyncDelayedRedelivery());
            on.from(uri()).process(exchange -> {
                attempts.incrementAndGet();
                if (!inStock.get()) {
                    fail(exchange);
                }
            });
        });
        send(1);

        await().until(() -> attempts.get() > 3);
        await().untilAsserted(() -> assertThat(onQueue()).isOne());
        inStock.set(true);
        allAreDone(0);
    }

    @Test
    void aHandledFailureIsDoneWithAndAnotherIsADeadLetter() throws Exception {
        add(on -> {
            on.onException(IllegalArgumentException.class).handled(true);
            on.from(uri())
                    .choice()
                    .when(on.body().isEqualTo("0"))
                    .throwException(new IllegalArgumentException("handled"))
                    .otherwise()
                    .process(ErrorHandlingSuite::fail);
        });
        send(2);

        allAreDone(1);
    }

    @Test
    void aDeadLetterChannelOfCamelOnTheSameBrokerGetsTheMessageAndTheComponentsQueueDoesNot() throws Exception {
        add(on -> {
            on.errorHandler(on.deadLetterChannel(uri() + "-dead"));
            on.from(uri()).process(ErrorHandlingSuite::fail);
        });
        send(5);

        await().until(() -> broker().broker().messageCount(queue + "-dead") == 5);
        allAreDone(0);
    }

    @Test
    void aRollbackIsADeadLetterWithOrWithoutException() throws Exception {
        add(on -> on.from(uri())
                .choice()
                .when(on.body().isEqualTo("0"))
                .rollback("not today")
                .otherwise()
                .markRollbackOnly());
        send(2);

        await().until(() -> deadLetters() == 2);
        allAreDone(2);
    }

    @Test
    void aMessageThatCannotBeReadIsADeadLetterAlsoBehindABridgedErrorHandler() throws Exception {
        AtomicInteger bridged = new AtomicInteger();
        add(on -> {
            on.onException(Exception.class).handled(true).process(exchange -> bridged.incrementAndGet());
            on.from(uri() + "?payload=json&bridgeErrorHandler=true").process(exchange -> begun.add("read"));
        });
        routes.template().sendBody(uri(), "{no json");
        routes.template().sendBody(uri(), "{}");

        await().until(() -> begun.size() == 1);
        allAreDone(1);
        assertThat(bridged).hasValue(1);
    }

    @Test
    @Shows(Feature.NACK)
    void whatIsGivenBackIsDeliveredAgainUntilItSucceedsAndTheOthersAreProcessedOnce(Shown shown) throws Exception {
        AtomicInteger failures = new AtomicInteger();
        add(on -> on.from(uri() + "?deadLetterMode=none").process(exchange -> {
            String body = exchange.getMessage().getBody(String.class);
            if (body.equals("0") && failures.incrementAndGet() <= 2) {
                fail(exchange);
            }
            begun.add(body);
        }));
        send(10);

        allAreDone(0);
        assertThat(failures).hasValue(3);
        assertThat(begun).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        switch (BrokerDialects.named(broker().kind().id()).nackEffect()) {
            case CHOOSES -> shown.works("by NACK");
            case REJECTS -> shown.emulated("NACK would make it a dead letter: the component subscribes again");
            case ACKNOWLEDGES -> shown.emulated("NACK would acknowledge it: the component subscribes again");
        }
    }

    /** How many messages are left in the queue of one that is too long to be read. */
    long leftOfALongOne() {
        return 1;
    }

    @Test
    void aMessageOverALimitOfReadingIsToldAndTheOthersGoOn() throws Exception {
        routes.template().sendBody(uri(), "before");
        routes.template().sendBodyAndHeader(uri(), "long", "notes", "x".repeat(3_000));
        routes.template().sendBody(uri(), "behind");
        try (LogLines log = new LogLines()) {
            StompRoutes.Received received = routes.consume(uri() + "?maxHeaderLength=2048");
            await().until(() -> received.bodies().equals(Set.of("before", "behind")));
            await().until(() ->
                    !log.containing("is longer than this consumer reads").isEmpty());
            await().until(() -> onQueue() == leftOfALongOne());
            assertThat(log.operatorLines()).noneMatch(line -> line.contains("connection lost"));
        }
    }
}
