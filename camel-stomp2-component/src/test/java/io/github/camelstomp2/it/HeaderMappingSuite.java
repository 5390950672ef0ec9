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
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** What becomes of headers between a broker and a route. */
@ParameterizedClass(name = "STOMP {0}")
@InEachVersion
abstract class HeaderMappingSuite extends HeaderMappingSuiteBase {
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
