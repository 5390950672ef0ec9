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

import io.github.camelstomp2.matrix.DiffersByVersion;
import io.github.camelstomp2.matrix.Feature;
import io.github.camelstomp2.matrix.InEachVersion;
import io.github.camelstomp2.matrix.Shows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** Polling takes exactly the messages that it returns; all others are there for others, at any moment. */
@ParameterizedClass(name = "STOMP {0}")
@InEachVersion
abstract class PollingSuite extends PollingSuiteBase {
    private final List<String> processed = new CopyOnWriteArrayList<>();

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
        await().untilAsserted(() -> assertThat(onQueue()).isEqualTo(1));
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

    @Test
    void withoutARouteWhoeverReceivesSaysWhenItIsDone() {
        send(2);

        receive("stomp2:queue/" + queue);

        await().until(() -> onQueue() == 1);
        assertThat(processed).containsExactly("0");
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
    @DiffersByVersion
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

    private void process(Exchange exchange) {
        processed.add(exchange.getMessage().getBody(String.class));
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
}
