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

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.matrix.DiffersByVersion;
import io.github.camelstomp2.matrix.InEachVersion;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** What becomes of headers, and of bodies, between a broker and a route, and on the way to the next queue. */
@ParameterizedClass(name = "STOMP {0}")
@InEachVersion
abstract class HeaderMappingSuite {
    @Parameter
    String version;

    StompRoutes routes;
    String queue;

    abstract BrokerExtension broker();

    /** Headers that only this broker takes for wishes, or that only it can be given. */
    abstract Map<String, String> wishesOfItsOwn();

    /** The header that says when a message was sent, in this broker's unit. */
    abstract String timestamp(Instant time);

    /** A queue that is there; on RabbitMQ by a name with which a SEND declares nothing. */
    String existing(String name) {
        return "/queue/" + name;
    }

    @BeforeEach
    void startCamel() {
        routes = new StompRoutes(broker(), version);
        queue = broker().uniqueName("headers");
        Properties properties = new Properties();
        properties.setProperty("orders", queue);
        routes.context().getPropertiesComponent().setOverrideProperties(properties);
    }

    @AfterEach
    void stopCamel() {
        routes.close();
    }

    private String uri() {
        return "stomp2:queue/" + queue;
    }

    private String out() {
        return queue + "-out";
    }

    private void route(RouteBuilder route) throws Exception {
        routes.add(route);
        await().until(() -> broker().broker().consumerCount(queue) == 1);
    }

    private void passOn() throws Exception {
        route(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri() + "?replyEnabled=false").to(uri() + "-out");
            }
        });
    }

    private Map<String, String> wishes() {
        Map<String, String> all = new LinkedHashMap<>(TellingHeaders.WISHES);
        all.put("timestamp", timestamp(Instant.parse("2020-01-01T00:00:00Z")));
        all.putAll(wishesOfItsOwn());
        return all;
    }

    private void sendRaw(Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("persistent", "true");
        all.put("destination-type", "ANYCAST");
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            client.send(existing(queue), all, "body");
        }
    }

    private void sendEveryKindOfHeader() {
        Map<String, String> all = new LinkedHashMap<>(TellingHeaders.OF_THE_APPLICATION);
        all.put("reply-to", "/queue/replies");
        all.putAll(wishes());
        sendRaw(all);
    }

    /** Subscribing without any argument, which RabbitMQ refuses when the queue was declared with some. */
    private WireFrame take(String name) {
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            client.subscribeToQueue("look", name);
            WireFrame message = client.receiveMessage();
            client.ack(message);
            return message;
        }
    }

    private void isFreeOfWishes(WireFrame message) {
        wishes().forEach(
                        (name, value) -> assertThat(message.find(name)).as(name).isNotEqualTo(Optional.of(value)));
    }

    // ---- to the next queue

    @Test
    @DiffersByVersion
    void aMessageWithEveryKindOfHeaderIsPassedOnAndIsAnOrdinaryMessageThere() throws Exception {
        passOn();
        sendEveryKindOfHeader();
        await().until(() -> broker().broker().messageCount(out()) == 1);

        WireFrame message = take(out());

        TellingHeaders.OF_THE_APPLICATION.forEach(
                (name, value) -> assertThat(message.find(name)).as(name).contains(value));
        assertThat(message.bodyText()).isEqualTo("body");
        assertThat(message.header("persistent")).isEqualTo("true");
        assertThat(message.find("reply-to")).isEmpty();
        isFreeOfWishes(message);
        await().until(() -> broker().broker().messageCount(queue) == 0);
    }

    /** Octets that are no text, of which their sender said that they are. */
    private static final Map<String, byte[]> NO_TEXT = Map.of(
            "text/plain", "Größe".getBytes(StandardCharsets.ISO_8859_1),
            "application/pdf;charset=UTF-8", new byte[] {'%', 'P', (byte) 0xe2, (byte) 0xe3, 0, (byte) 0xd3},
            "text/plain;charset=klingon", "Größe".getBytes(StandardCharsets.ISO_8859_1),
            "text/plain;charset=", "Größe".getBytes(StandardCharsets.ISO_8859_1),
            "application/json", new byte[] {'"', (byte) 0xc3});

    @Test
    @DiffersByVersion
    void whatIsNoTextIsPassedOnOctetForOctet() throws Exception {
        passOn();
        Map<String, byte[]> arrived = new LinkedHashMap<>();

        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            NO_TEXT.forEach((type, octets) -> client.ask(ServerFrame.of("SEND")
                    .header("destination", existing(queue))
                    .header("destination-type", "ANYCAST")
                    .header("content-type", type)
                    .body(octets)));
        }
        await().until(() -> broker().broker().messageCount(out()) == NO_TEXT.size());
        OnTheBroker.take(broker().broker(), out())
                .forEach(message -> arrived.put(message.header("content-type"), message.body()));

        assertThat(arrived).containsOnlyKeys(NO_TEXT.keySet());
        NO_TEXT.forEach((type, octets) -> assertThat(arrived.get(type)).as(type).isEqualTo(octets));
    }

    @Test
    @DiffersByVersion
    void whatCanBeSentOfHeadersWithNamesOfTheProtocolArrivesAndTheRestDoesNoHarm() throws Exception {
        Map<String, Object> headers = new LinkedHashMap<>(Map.of("id", "7", "Host", "h", "login", "me"));
        for (String name : new String[] {"ack", "subscription", "receipt", "transaction", "message-id", "passcode"}) {
            headers.put(name, "unsent");
        }
        routes.template().sendBodyAndHeaders(uri(), "body", headers);
        WireFrame message = take(queue);
        routes.template().sendBodyAndHeaders(uri(), "body", headers);
        Exchange exchange = routes.consume(uri()).next();

        assertThat(message.header("id")).isEqualTo("7");
        assertThat(message.header("Host")).isEqualTo("h");
        assertThat(message.header("login")).isEqualTo("me");
        assertThat(message.headers()).noneMatch(header -> header.value().equals("unsent"));
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("id", "7")
                .containsEntry("Host", "h")
                .doesNotContainKey("login");
        await().until(() -> broker().broker().messageCount(queue) == 0);
    }

    @Test
    void theIdOfASenderIsThatOfNoOtherMessage() throws Exception {
        passOn();
        sendRaw(Map.of("amqp-message-id", "m-1", "NATIVE_MESSAGE_ID", "m-1", "order", "7"));
        await().until(() -> broker().broker().messageCount(out()) == 1);

        WireFrame message = take(out());

        assertThat(message.header("order")).isEqualTo("7");
        assertThat(message.headerNames()).doesNotContain("amqp-message-id", "NATIVE_MESSAGE_ID");
    }

    @Test
    @DiffersByVersion
    void aMessageWithEveryKindOfHeaderCanBeADeadLetter() throws Exception {
        route(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri()).throwException(new IllegalStateException("no stock"));
            }
        });
        sendEveryKindOfHeader();
        await().until(() -> broker().broker().messageCount("DLQ." + queue) == 1);

        WireFrame letter = take("DLQ." + queue);

        TellingHeaders.OF_THE_APPLICATION.forEach(
                (name, value) -> assertThat(letter.find(name)).as(name).contains(value));
        assertThat(letter.header("reply-to")).endsWith("/queue/replies");
        assertThat(letter.header("dead-letter-reason")).isEqualTo("no stock");
        isFreeOfWishes(letter);
        await().until(() -> broker().broker().messageCount(queue) == 0);
    }

    @Test
    void aDeadLetterCanBeSentToItsQueueAgain() throws Exception {
        AtomicBoolean inOrder = new AtomicBoolean();
        StompRoutes.Received done = routes.consume(uri() + "-out?replyEnabled=false");
        route(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri() + "?replyEnabled=false")
                        .process(exchange -> {
                            if (!inOrder.get()) {
                                throw new IllegalStateException("no stock");
                            }
                        })
                        .setHeader("reply-to", exchangeProperty(Stomp2Constants.REPLY_TO))
                        .to(uri() + "-out");
            }
        });
        sendEveryKindOfHeader();
        await().until(() -> broker().broker().messageCount("DLQ." + queue) == 1);
        inOrder.set(true);

        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("stomp2:queue/DLQ.{{orders}}?replyEnabled=false")
                        .setHeader("reply-to", exchangeProperty(Stomp2Constants.REPLY_TO))
                        .to("stomp2:queue/{{orders}}");
            }
        });

        Exchange exchange = done.next();
        assertThat(exchange.getProperty(Stomp2Constants.REPLY_TO, String.class)).endsWith("/queue/replies");
        assertThat(exchange.getMessage().getHeader("order")).isEqualTo("7");
        assertThat(exchange.getProperty(Stomp2Constants.CORRELATION_ID)).isEqualTo("c-1");
    }

    @Test
    void aMessageOfAQueueIsPassedOnToATopic() throws Exception {
        String topic = "stomp2:topic/" + queue;
        StompRoutes.Received received = routes.consume(topic);
        await().until(() -> {
            routes.template().sendBody(topic, "is anybody there?");
            return received.size() > 0;
        });
        route(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri()).to(topic);
            }
        });
        sendRaw(Map.of("order", "7"));

        Object order = null;
        while (order == null) {
            order = received.next().getMessage().getHeader("order");
        }
        assertThat(order).isEqualTo("7");
    }

    @Test
    void headersOfOtherMessagingAndOfBrowsersDoNotHoldUpASend() throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        routes.template()
                .sendBodyAndHeaders(
                        uri(),
                        "body",
                        Map.of(
                                "JMSPriority", 4,
                                "JMSExpiration", 1L,
                                "JMSDeliveryMode", 1,
                                "JMSXDeliveryCount", "x",
                                "JMSDestination", new Object(),
                                "priority", "u=1, i",
                                "timestamp", "today",
                                "user-id", "nobody",
                                "X-Request-Id", "r-1"));

        Map<String, Object> headers = received.next().getMessage().getHeaders();
        assertThat(headers).containsEntry("X-Request-Id", "r-1").doesNotContainKey("user-id");
        assertThat(headers.get("persistent")).isEqualTo("true");
    }

    // ---- to the route and back

    @Test
    void whereRepliesGoIsAPropertyAndWhatTheRouteSetsIsSent() throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        routes.template().sendBodyAndHeader(uri(), "body", "reply-to", "/queue/replies");

        Exchange exchange = received.next();
        assertThat(exchange.getProperty(Stomp2Constants.REPLY_TO, String.class)).endsWith("/queue/replies");
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey("reply-to");
    }

    @Test
    void whenAMessageWasSentIsKnownInMilliseconds() throws Exception {
        StompRoutes.Received received = routes.consume(uri());
        await().until(() -> broker().broker().consumerCount(queue) == 1);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        sendRaw(Map.of("timestamp", timestamp(now)));

        Exchange exchange = received.next();
        assertThat(Instant.ofEpochMilli(exchange.getMessage().getMessageTimestamp()))
                .isBetween(now, now.plusSeconds(60));
        assertThat(exchange.getMessage().getHeader(Exchange.MESSAGE_TIMESTAMP))
                .isEqualTo(exchange.getMessage().getMessageTimestamp());
    }

    @Test
    void aMessageThatNoMessageCausedHasNoCorrelationIdAndOneThatItCausesHasTheGenerated() throws Exception {
        StompRoutes.Received received = routes.consume(uri() + "-out");
        AtomicBoolean without = new AtomicBoolean();
        route(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri())
                        .process(exchange -> without.set(exchange.getMessage().getHeader("correlation-id") == null))
                        .removeHeaders("*")
                        .to(uri() + "-out");
            }
        });

        routes.template().sendBody(uri(), "body");

        Exchange last = received.next();
        assertThat(without).isTrue();
        assertThat(last.getMessage().getHeader("correlation-id", String.class))
                .isNotBlank()
                .isEqualTo(last.getProperty(Stomp2Constants.CORRELATION_ID));
    }

    @Test
    void whereItIsRequiredAMessageWithoutCorrelationIdIsADeadLetter() throws Exception {
        StompRoutes.Received received = routes.consume(uri() + "?correlationIdRequired=true");
        StompRoutes.Received dead = routes.consume("stomp2:queue/DLQ." + queue);

        routes.template().sendBody(uri(), "without");
        routes.template().sendBodyAndHeader(uri(), "with", "correlation-id", "c-1");

        assertThat(received.next().getMessage().getBody()).isEqualTo("with");
        Exchange letter = dead.next();
        assertThat(letter.getMessage().getBody()).isEqualTo("without");
        assertThat(letter.getMessage().getHeader("dead-letter-reason", String.class))
                .contains("correlation-id is missing");
        assertThat(received.size()).isZero();
    }

    @Test
    void chosenHeadersTravelAsExchangeProperties() throws Exception {
        StompRoutes.Received received = routes.consume(uri() + "-invoices?propertyHeaders=trace-*,tenant");
        route(new RouteBuilder() {
            @Override
            public void configure() {
                from("stomp2:queue/{{orders}}?propertyHeaders=trace-*,tenant")
                        .log("order of ${exchangeProperty.tenant}")
                        .removeHeaders("*")
                        .to("stomp2:queue/{{orders}}-invoices?propertyHeaders=trace-*,tenant");
            }
        });

        routes.template().sendBodyAndHeaders(uri(), "body", Map.of("trace-id", "t", "tenant", "acme", "order", 7));

        Exchange exchange = received.next();
        assertThat(exchange.getProperties()).containsEntry("trace-id", "t").containsEntry("tenant", "acme");
        assertThat(exchange.getMessage().getHeaders()).doesNotContainKeys("trace-id", "tenant", "order");
    }
}
