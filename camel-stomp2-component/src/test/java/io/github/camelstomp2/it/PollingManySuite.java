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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.matrix.DiffersByVersion;
import io.github.camelstomp2.matrix.InEachVersion;
import io.github.camelstomp2.testbed.TestExtent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** Many polls at a time, and polled messages that fail. */
@ParameterizedClass(name = "STOMP {0}")
@InEachVersion
abstract class PollingManySuite extends PollingSuiteBase {
    // ---- many

    /** Polls until all messages were taken by somebody; each is kept once its exchange is done. */
    private Callable<Void> poller(int messages, int seed, ConcurrentLinkedQueue<String> taken) {
        Random random = new Random(seed);
        return () -> {
            ConsumerTemplate template = template();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
            while (taken.size() < messages && System.nanoTime() < end) {
                Exchange exchange = random.nextInt(4) == 0
                        ? template.receiveNoWait(uri())
                        : template.receive(uri(), 1 + random.nextInt(20));
                if (exchange != null) {
                    taken.add(exchange.getMessage().getBody(String.class));
                    template.doneUoW(exchange);
                }
                if (random.nextInt(20) == 0) {
                    template.stop();
                    template.start();
                }
            }
            template.stop();
            return null;
        };
    }

    @Test
    void twoThatPollWithTimeoutsAndStopsInBetweenTakeEachMessageOnce() throws Exception {
        int messages = TestExtent.of(200);
        send(messages);

        assertThat(takenByTwo(messages, () -> {})).containsExactlyInAnyOrderElementsOf(numbers(messages));

        await().until(() -> onQueue() == 0);
    }

    @Test
    void messagesThatArriveWhilePollsBeginAndEndAreTakenOnceEach() throws Exception {
        int messages = TestExtent.of(200);

        assertThat(takenByTwo(messages, () -> send(messages))).containsExactlyInAnyOrderElementsOf(numbers(messages));

        await().until(() -> onQueue() == 0);
    }

    private List<String> takenByTwo(int messages, Runnable meanwhile) throws Exception {
        ConcurrentLinkedQueue<String> taken = new ConcurrentLinkedQueue<>();
        ExecutorService pollers = Executors.newFixedThreadPool(2);
        try {
            List<Future<Void>> both =
                    List.of(pollers.submit(poller(messages, 1, taken)), pollers.submit(poller(messages, 2, taken)));
            meanwhile.run();
            for (Future<Void> each : both) {
                each.get(120, TimeUnit.SECONDS);
            }
        } finally {
            pollers.shutdownNow();
        }
        return List.copyOf(taken);
    }

    @Test
    void exchangesOfManyThreadsTakeOneMessageEach() throws Exception {
        int messages = 100;
        ConcurrentLinkedQueue<String> taken = new ConcurrentLinkedQueue<>();
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:in?concurrentConsumers=8")
                        .pollEnrich(uri(), LONG)
                        .process(exchange -> taken.add(exchange.getMessage().getBody(String.class)));
            }
        });
        send(messages);

        IntStream.range(0, messages).forEach(i -> routes.template().sendBody("seda:in", "go"));

        await().atMost(Duration.ofSeconds(60)).until(() -> taken.size() >= messages && onQueue() == 0);
        assertThat(taken).containsExactlyInAnyOrderElementsOf(numbers(messages));
    }

    // ---- failures

    @Test
    void aRouteThatFailsAfterPollingMakesADeadLetterOfThatMessageAndNoOther() throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeId("enriching")
                        .pollEnrich(uri(), LONG)
                        .throwException(new IllegalStateException("no stock"));
            }
        });
        StompRoutes.Received dead = routes.consume("stomp2:queue/DLQ." + queue);
        send(2);

        assertThatThrownBy(() -> routes.template().sendBody("direct:in", "go"))
                .isInstanceOf(CamelExecutionException.class);

        Exchange letter = dead.next();
        assertThat(letter.getMessage().getBody()).isEqualTo("0");
        assertThat(letter.getMessage().getHeaders())
                .containsEntry("dead-letter-reason", "no stock")
                .containsEntry("dead-letter-route", "enriching");
        assertThat(othersGet(1)).containsExactly("1");
    }

    @Test
    void aMessageThatCannotBeReadIsADeadLetterAndTheNextOneIsReturned() throws Exception {
        StompRoutes.Received dead = routes.consume("stomp2:queue/DLQ." + queue);
        routes.template().sendBody(uri(), "{broken");
        routes.template().sendBody(uri(), "{\"id\":1}");

        assertThat(template().receiveBody(uri("payload=json"), LONG)).isEqualTo(Map.of("id", 1));

        assertThat(dead.next().getMessage().getBody()).isEqualTo("{broken");
        await().until(() -> onQueue() == 0);
    }

    @Test
    @DiffersByVersion
    void withDeadLetterModeNoneAFailedMessageComesAgainAfterAPause() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").pollEnrich(uri("deadLetterMode=none"), LONG).process(exchange -> {
                    if (attempts.incrementAndGet() <= 2) {
                        throw new IllegalStateException("no stock");
                    }
                });
            }
        });
        send(1);
        long begin = System.nanoTime();

        for (int i = 0; i < 3; i++) {
            routes.template().send("direct:in", exchange -> {});
        }

        assertThat(attempts).hasValue(3);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        await().until(() -> onQueue() == 0);
    }
}
