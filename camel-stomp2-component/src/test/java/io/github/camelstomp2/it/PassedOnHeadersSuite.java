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
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** What becomes of headers, and of bodies, on the way through a route to the next queue, or to a dead letter queue. */
@ParameterizedClass(name = "STOMP {0}")
@InEachVersion
abstract class PassedOnHeadersSuite extends HeaderMappingSuiteBase {
    private String out() {
        return queue + "-out";
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

    /** Headers that only this broker takes for wishes, or that only it can be given. */
    abstract Map<String, String> wishesOfItsOwn();

    private void sendEveryKindOfHeader() {
        Map<String, String> all = new LinkedHashMap<>(TellingHeaders.OF_THE_APPLICATION);
        all.put("reply-to", "/queue/replies");
        all.putAll(wishes());
        sendRaw(all);
    }

    private void isFreeOfWishes(WireFrame message) {
        wishes().forEach(
                        (name, value) -> assertThat(message.find(name)).as(name).isNotEqualTo(Optional.of(value)));
    }

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
}
