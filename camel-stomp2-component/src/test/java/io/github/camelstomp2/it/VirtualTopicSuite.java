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

import io.github.camelstomp2.matrix.Feature;
import io.github.camelstomp2.matrix.Shown;
import io.github.camelstomp2.matrix.Shows;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.FaultProxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Each application has a queue of its own of what is sent to a topic. */
@ParameterizedClass(name = "djangoStomp={0}")
@ValueSource(booleans = {false, true})
abstract class VirtualTopicSuite {
    private static final String TOKEN = "last";

    @Parameter
    boolean djangoStomp;

    StompRoutes routes;
    private FaultProxy proxy;
    private final Set<String> applications = new HashSet<>();
    private String topic;

    abstract BrokerExtension broker();

    /** How the component does it where the broker has no virtual topics. */
    String emulation() {
        return "";
    }

    @BeforeEach
    void startCamel() {
        proxy = FaultProxy.to(broker().host(), broker().port());
        routes = new StompRoutes(broker(), "tcp://" + proxy.host() + ":" + proxy.port(), "1.2,1.1,1.0");
        routes.component().getConfiguration().setDjangoStomp(djangoStomp);
        topic = broker().uniqueName("prices");
    }

    @AfterEach
    void stopCamel() {
        routes.close();
        proxy.close();
    }

    String queue(String application) {
        return "Consumer." + application + ".VirtualTopic." + topic;
    }

    /** Whether so many applications, which the broker knows, get what is published to a topic. */
    boolean areBound(String topicName, int count) {
        return true;
    }

    void publish(Object body) {
        routes.template().sendBody("stomp2:topic/VirtualTopic." + topic, "\"" + body + "\"");
    }

    long kept(String application) {
        return broker().broker().messageCount(queue(application));
    }

    private StompRoutes.Received consume(String application, String routeId) throws Exception {
        return consume("stomp2:" + queue(application), application, routeId, 1);
    }

    /** Consumes, and waits until the broker knows it: a topic keeps nothing for who comes later. */
    private StompRoutes.Received consume(String uri, String application, String routeId, int consumers)
            throws Exception {
        StompRoutes.Received received = new StompRoutes.Received();
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(routeId).process(received::add);
            }
        });
        awaitConsumers(application, consumers);
        return received;
    }

    private void awaitConsumers(String application, int count) {
        await().until(() -> broker().broker().consumerCount(queue(application)) == count);
        if (count > 0) {
            applications.add(application);
            await().until(() -> areBound("VirtualTopic." + topic, applications.size()));
        }
    }

    private static String text(StompRoutes.Received received) throws InterruptedException {
        return received.next().getMessage().getBody(String.class).replace("\"", "");
    }

    private static List<String> texts(StompRoutes.Received received, int count) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text(received));
        }
        return texts;
    }

    @Test
    @Shows(Feature.VIRTUAL_TOPICS)
    void everyApplicationGetsEveryMessageInItsOrder(Shown shown) throws Exception {
        StompRoutes.Received shop = consume("shop", "shop");
        StompRoutes.Received billing = consume("billing", "billing");

        List<String> sent = IntStream.range(0, 20).mapToObj(i -> "m" + i).toList();
        sent.forEach(this::publish);

        assertThat(texts(shop, 20)).isEqualTo(sent);
        assertThat(texts(billing, 20)).isEqualTo(sent);
        await().until(() -> kept("shop") + kept("billing") == 0);
        if (!emulation().isEmpty()) {
            shown.emulated(emulation());
        }
    }

    @Test
    void consumersOfOneApplicationShareItsMessages() throws Exception {
        StompRoutes.Received one = consume("stomp2:" + queue("shop") + "?prefetch=1", "shop", "one", 1);
        StompRoutes.Received two = consume("stomp2:queue/" + queue("shop") + "?prefetch=1", "shop", "two", 2);

        Set<String> sent =
                IntStream.range(0, 40).mapToObj(i -> "\"m" + i + "\"").collect(Collectors.toSet());
        sent.forEach(body -> publish(body.replace("\"", "")));
        await().until(() -> one.size() + two.size() >= 40);
        await().until(() -> kept("shop") == 0);

        Set<String> all = new TreeSet<>(one.bodies());
        all.addAll(two.bodies());
        assertThat(all).hasSize(40);
        assertThat(one.size() + two.size()).as("each message once").isEqualTo(40);
        assertThat(one.size()).isPositive();
        assertThat(two.size()).isPositive();
    }

    @Test
    void whoComesLaterGetsWhatIsSentFromThenOn() throws Exception {
        StompRoutes.Received early = consume("early", "early");
        publish("before");
        assertThat(text(early)).isEqualTo("before");

        StompRoutes.Received late = consume("late", "late");
        publish(TOKEN);

        assertThat(text(late)).isEqualTo(TOKEN);
        assertThat(text(early)).isEqualTo(TOKEN);
    }

    @Test
    @Shows(Feature.VIRTUAL_TOPICS)
    void messagesAreKeptWhileTheRouteIsStopped() throws Exception {
        StompRoutes.Received received = consume("shop", "shop");
        publish("first");
        assertThat(text(received)).isEqualTo("first");

        routes.context().getRouteController().stopRoute("shop");
        awaitConsumers("shop", 0);
        publish("while it was stopped");
        await().until(() -> kept("shop") == 1);
        routes.context().getRouteController().startRoute("shop");

        assertThat(text(received)).isEqualTo("while it was stopped");
    }

    @Test
    void messagesAreKeptWhileTheRouteIsSuspended() throws Exception {
        StompRoutes.Received received = consume("shop", "shop");

        routes.context().getRouteController().suspendRoute("shop");
        awaitConsumers("shop", 0);
        publish("while it was suspended");
        await().until(() -> kept("shop") == 1);
        assertThat(received.size()).isZero();
        routes.context().getRouteController().resumeRoute("shop");

        assertThat(text(received)).isEqualTo("while it was suspended");
    }

    @Test
    void messagesAreKeptWhileTheConnectionIsLost() throws Exception {
        StompRoutes.Received received = consume("shop", "shop");

        proxy.refuse();
        proxy.resetAll();
        awaitConsumers("shop", 0);
        try (StompRoutes others = new StompRoutes(broker(), "1.2")) {
            others.component().getConfiguration().setDjangoStomp(djangoStomp);
            others.template().sendBody("stomp2:topic/VirtualTopic." + topic, "\"while it was away\"");
        }
        await().until(() -> kept("shop") == 1);
        proxy.accept();

        assertThat(text(received)).isEqualTo("while it was away");
    }

    @Test
    void aFailedMessageIsADeadLetterOfItsApplicationAlone() throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("stomp2:queue/" + queue("shop")).throwException(new IllegalStateException("no stock"));
            }
        });
        StompRoutes.Received billing = consume("billing", "billing");
        StompRoutes.Received dead = routes.consume("stomp2:queue/DLQ." + queue("shop"));
        awaitConsumers("shop", 1);

        publish("order");

        assertThat(dead.next().getMessage().getHeader("dead-letter-reason")).isEqualTo("no stock");
        assertThat(text(billing)).isEqualTo("order");
        await().until(() -> kept("shop") == 0);
    }

    @Test
    void aMessageThatIsSentToTheQueueOfAnApplicationReachesItAlone() throws Exception {
        StompRoutes.Received shop = consume("shop", "shop");
        StompRoutes.Received billing = consume("billing", "billing");

        routes.template().sendBody("stomp2:queue/" + queue("shop"), "\"again\"");
        publish(TOKEN);

        assertThat(texts(shop, 2)).containsExactly("again", TOKEN);
        assertThat(text(billing)).isEqualTo(TOKEN);
    }
}
