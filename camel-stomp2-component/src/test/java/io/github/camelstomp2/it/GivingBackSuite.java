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

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.matrix.DiffersByVersion;
import io.github.camelstomp2.matrix.InEachVersion;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.TestExtent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.SuspendableService;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a route does not take goes to others at once, though the route keeps its connection. */
@ParameterizedClass(name = "STOMP {0}")
@InEachVersion
abstract class GivingBackSuite {

    @Parameter
    String version;

    private StompRoutes routes;
    private String queue;

    private final CountDownLatch release = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<String> begun = new ConcurrentLinkedQueue<>();

    abstract BrokerExtension broker();

    @BeforeEach
    void startCamel() {
        routes = new StompRoutes(broker(), version);
        queue = broker().uniqueName("back");
    }

    @AfterEach
    void stopCamel() {
        release.countDown();
        routes.close();
    }

    private String uri(String options) {
        return "stomp2:queue/" + queue + "?" + options;
    }

    private void send(int count) {
        IntStream.range(0, count).forEach(i -> routes.template().sendBody(uri(""), Integer.toString(i)));
    }

    private void hold(Exchange exchange) throws InterruptedException {
        begun.add(exchange.getMessage().getBody(String.class));
        release.await();
    }

    private void consume(String options, Processor processor) throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri(options)).routeId("in").process(processor);
            }
        });
    }

    private void suspend() throws Exception {
        routes.context().getRouteController().suspendRoute("in");
    }

    /** What another consumer gets, while the route's connection is open. */
    private List<String> othersGet() {
        return OnTheBroker.takeBodies(broker().broker(), queue);
    }

    private static List<String> numbers(int first, int beyond) {
        return IntStream.range(first, beyond).mapToObj(Integer::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-individual", "client"})
    @Holds(Rule.GIVEN_BACK)
    void aSuspendedRouteGivesBackAtOnceAndInOrderWhatItHasNotBegun(String ackMode) throws Exception {
        send(20);
        consume("prefetch=100&ackMode=" + ackMode, this::hold);
        await().until(() -> begun.size() == 1);
        // Without waiting for the route, as its policies suspend it.
        SuspendableService consumer =
                (SuspendableService) routes.context().getRoute("in").getConsumer();
        consumer.suspend();
        release.countDown();
        await().until(() ->
                broker().broker().consumerCount(queue) == 0 && broker().broker().messageCount(queue) == 19);

        assertThat(othersGet()).containsExactlyElementsOf(numbers(1, 20));
        assertThat(begun).containsExactly("0");
        assertThat(consumer.isSuspended()).isTrue();
    }

    @Test
    @Holds({Rule.AFTER_UNSUBSCRIBE, Rule.GIVEN_BACK})
    void aRouteThatIsSuspendedWhileMessagesFlowLeavesNoneBehind() throws Exception {
        int messages = TestExtent.of(1_000);
        consume("prefetch=20", exchange -> begun.add(exchange.getMessage().getBody(String.class)));
        Thread sending = new Thread(() -> send(messages));
        sending.start();
        await().until(() -> begun.size() > 50);

        suspend();

        sending.join();
        // What was done is acknowledged by now.
        await().until(() -> broker().broker().messageCount(queue) == messages - begun.size());
        List<String> all = new ArrayList<>(begun);
        all.addAll(othersGet());
        assertThat(all).containsExactlyInAnyOrderElementsOf(numbers(0, messages));
    }

    @Test
    void howeverOftenARouteIsSuspendedAndResumedEachMessageIsProcessedOnce() throws Exception {
        int messages = TestExtent.of(600);
        consume("prefetch=20", exchange -> begun.add(exchange.getMessage().getBody(String.class)));
        Thread sending = new Thread(() -> send(messages));
        sending.start();
        while (sending.isAlive()) {
            suspend();
            routes.context().getRouteController().resumeRoute("in");
            int before = begun.size();
            await().pollInterval(Duration.ofMillis(2)).until(() -> begun.size() > before + 10 || !sending.isAlive());
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> begun.size() >= messages);
        await().until(() -> broker().broker().messageCount(queue) == 0);
        assertThat(begun).containsExactlyInAnyOrderElementsOf(numbers(0, messages));
    }

    @Test
    @DiffersByVersion
    void aFailedMessageThatIsGivenBackComesAgainInEachVersion() throws Exception {
        AtomicInteger failures = new AtomicInteger();
        consume("deadLetterMode=none", exchange -> {
            if (failures.incrementAndGet() <= 2) {
                throw new IllegalStateException("no stock");
            }
        });
        send(1);

        await().atMost(Duration.ofSeconds(20)).until(() -> failures.get() == 3);
        await().until(() -> broker().broker().messageCount(queue) == 0);
    }
}
