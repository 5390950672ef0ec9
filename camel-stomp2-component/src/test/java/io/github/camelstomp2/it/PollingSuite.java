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

import io.github.camelstomp2.matrix.Feature;
import io.github.camelstomp2.matrix.Shows;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.RawStompClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Polling takes exactly the messages that it returns; all others are there for others, at any moment. */
@ParameterizedClass(name = "STOMP {0}")
@ValueSource(strings = {"1.0", "1.1", "1.2"})
abstract class PollingSuite {
    private static final long LONG = 20_000;

    @Parameter
    String version;

    private final List<String> processed = new CopyOnWriteArrayList<>();
    private StompRoutes routes;
    private String queue;

    abstract BrokerExtension broker();

    @BeforeEach
    void startCamel() {
        routes = new StompRoutes(broker(), version);
        queue = broker().uniqueName("polled");
    }

    @AfterEach
    void stopCamel() {
        routes.close();
    }

    private String uri(String... options) {
        return "stomp2:queue/" + queue + "?" + String.join("&", options);
    }

    private void send(int count) {
        IntStream.range(0, count).forEach(i -> routes.template().sendBody(uri(), Integer.toString(i)));
    }

    private ConsumerTemplate template() {
        return routes.context().createConsumerTemplate();
    }

    private long onQueue() {
        return broker().broker().messageCount(queue);
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    /** What another consumer gets, without the component. */
    private List<String> othersGet(int count) {
        try (RawStompClient other = RawStompClient.connect(broker().broker())) {
            other.subscribeToQueue("other", queue);
            List<String> bodies = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                bodies.add(other.receiveMessage().bodyText());
            }
            return bodies;
        }
    }

    @Test
    @Shows(Feature.POLLING)
    void pollingTakesOneMessageAndLeavesTheOthersToOthers() throws Exception {
        send(5);
        ConsumerTemplate template = template();

        assertThat(template.receiveBody(uri(), LONG, String.class)).isEqualTo("0");

        // Artemis hands out the next message for the acknowledgement, and puts it back when it reads UNSUBSCRIBE: who
        // subscribes between the two gets the one after it first.
        assertThat(othersGet(4)).containsExactlyInAnyOrder("1", "2", "3", "4");
        await().until(() -> onQueue() == 4);
    }

    @Test
    void aMessageIsThereUntilItsExchangeIsDone() {
        send(1);
        ConsumerTemplate template = template();

        Exchange exchange = template.receive(uri(), LONG);

        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("0");
        assertThat(onQueue()).isEqualTo(1);
        template.doneUoW(exchange);
        await().until(() -> onQueue() == 0);
    }

    @Test
    void aRouteEnrichesItsExchangeWithAMessage() throws Exception {
        routes.context().getPropertiesComponent().addOverrideProperty("stock", queue);
        RouteBuilder.addRoutes(routes.context(), on -> on.from("direct:order")
                .pollEnrich("stomp2:queue/{{stock}}", 5_000)
                .process(exchange -> process(exchange)));
        send(2);

        routes.template().sendBody("direct:order", "order");

        await().until(() -> onQueue() == 1);
        assertThat(processed).containsExactly("0");
    }

    private void process(Exchange exchange) {
        processed.add(exchange.getMessage().getBody(String.class));
    }

    @Test
    void withoutARouteWhoeverReceivesSaysWhenItIsDone() {
        send(2);

        receive("stomp2:queue/" + queue);

        await().until(() -> onQueue() == 1);
        assertThat(processed).containsExactly("0");
    }

    private void receive(String uri) {
        ConsumerTemplate template = routes.context().createConsumerTemplate();
        Exchange exchange = template.receive(uri, 5_000);
        if (exchange != null) {
            try {
                process(exchange);
            } catch (RuntimeException e) {
                exchange.setException(e);
            } finally {
                template.doneUoW(exchange);
            }
        }
    }

    @Test
    @Shows(Feature.POLLING)
    void afterAnEmptyPollAnotherConsumerGetsTheNextMessageAtOnce() {
        ConsumerTemplate template = template();
        assertThat(template.receive(uri(), 200)).isNull();
        await().until(() -> broker().broker().consumerCount(queue) == 0);

        send(1);

        assertThat(othersGet(1)).containsExactly("0");
    }

    @Test
    void aMessageThatWasReturnedAndNotAnsweredGoesToOthersWhenTheTemplateIsStopped() {
        send(2);
        ConsumerTemplate template = template();
        template.receive(uri(), LONG);

        template.stop();

        assertThat(othersGet(2)).containsExactlyInAnyOrder("0", "1");
    }

    @Test
    void howeverOftenItIsGivenBackAMessageIsNoDeadLetter() {
        send(1);
        for (int i = 0; i < 15; i++) {
            ConsumerTemplate template = template();
            assertThat(template.receive(uri(), LONG)).as("poll %d", i).isNotNull();
            template.stop();
        }
        assertThat(template().receiveBody(uri(), LONG, String.class)).isEqualTo("0");
    }

    @Test
    void withoutWaitingItTakesAllThatIsThereOneByOne() {
        int messages = 50;
        send(messages);
        ConsumerTemplate template = template();

        List<String> bodies = new ArrayList<>();
        for (int empty = 0; bodies.size() < messages && empty < 5; ) {
            String body = template.receiveBodyNoWait(uri(), String.class);
            if (body == null) {
                empty++; // a machine that stands still for a quarter of a second makes it so
            } else {
                bodies.add(body);
            }
        }

        assertThat(bodies).containsExactlyElementsOf(numbers(messages));
        assertThat(template.receiveBodyNoWait(uri(), String.class)).isNull();
        await().until(() -> onQueue() == 0);
    }

    @Test
    void aPollThatWaitsGetsAMessageThatIsSentLater() throws Exception {
        ConsumerTemplate template = template();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<String> polled = executor.submit(() -> template.receiveBody(uri(), String.class));
            await().until(() -> broker().broker().consumerCount(queue) == 1);
            send(1);
            assertThat(polled.get(LONG, TimeUnit.MILLISECONDS)).isEqualTo("0");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void whatIsSentToATopicBetweenTwoPollsIsKeptForADurableSubscription() {
        String uri = "stomp2:topic/" + queue + "?durable=true&removeSubscriptionOnStop=true&subscriptionName=" + queue
                + "&clientId=" + queue;
        ConsumerTemplate template = template();
        await().until(() -> {
            assertThat(template.receive(uri, 200)).isNull();
            return broker().broker().durableSubscriptionCount(queue) == 1;
        });

        routes.template().sendBody("stomp2:topic/" + queue, "1");
        routes.template().sendBody("stomp2:topic/" + queue, "2");

        assertThat(template.receiveBody(uri, LONG)).isEqualTo("1");
        assertThat(template.receiveBody(uri, LONG)).isEqualTo("2");
        template.stop();
        routes.template().sendBody("stomp2:topic/" + queue, "3");
        assertThat(template().receive(uri, 500)).as("after its removal").isNull();
    }

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
        int messages = 200;
        send(messages);

        assertThat(takenByTwo(messages, () -> {})).containsExactlyInAnyOrderElementsOf(numbers(messages));

        await().until(() -> onQueue() == 0);
    }

    @Test
    void messagesThatArriveWhilePollsBeginAndEndAreTakenOnceEach() throws Exception {
        int messages = 200;

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
