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
import io.github.camelstomp2.matrix.Shows;
import io.github.camelstomp2.testbed.WireFrame;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** A route with {@code djangoStomp=true} and a service that uses django-stomp share a queue. */
abstract class DjangoStompSuite extends DjangoStompSuiteBase {
    @Test
    @Shows(Feature.DJANGO_STOMP)
    void aMessageOfTheServiceReachesARoute() throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        service.publish("/queue/" + queue, "{\"id\": 7, \"name\": \"\\u017b\\u00f3\\u0142w\"}", "c-1");

        Exchange exchange = received.next();
        assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of("id", 7, "name", "Żółw"));
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("correlation-id", "c-1")
                .containsEntry("tshoot-destination", "/queue/" + queue);
        awaitEmpty(queue);
    }

    @Test
    @Shows(Feature.DJANGO_STOMP)
    void aMessageOfARouteReachesTheServiceAsOneOfItsOwn() {
        DjangoStompPeer.Listener listener = service.listen("/queue/" + queue);

        send(Map.of("id", 7, "name", "Żółw"), Map.of("correlation-id", "c-1", "region", "north"));

        WireFrame message = listener.next();
        assertThat(message.bodyText()).isIn("{\"id\":7,\"name\":\"Żółw\"}", "{\"name\":\"Żółw\",\"id\":7}");
        assertThat(message.header("content-type")).isEqualTo("application/json;charset=utf-8");
        assertThat(message.header("correlation-id")).isEqualTo("c-1");
        assertThat(message.header("tshoot-destination")).isEqualTo("/queue/" + queue);
        assertThat(message.header("region")).isEqualTo("north");
        assertThat(message.header("persistent")).isEqualTo("true");
        listener.ack(message);
        listener.close();
        awaitEmpty(queue);
    }

    /** What a service has of a dictionary with Django's encoder, and what it makes of a record. */
    record Invoice(UUID id, BigDecimal total, LocalDate due, Instant issued, Duration grace) {}

    private static final Invoice INVOICE = new Invoice(
            new UUID(0, 1),
            new BigDecimal("12.340"),
            LocalDate.of(2026, 2, 3),
            Instant.parse("2026-12-01T10:20:30.123Z"),
            Duration.ofDays(14));

    private static final String INVOICE_OF_DJANGO = "{\"id\": \"00000000-0000-0000-0000-000000000001\","
            + " \"total\": \"12.340\", \"due\": \"2026-02-03\", \"issued\": \"2026-12-01T10:20:30.123Z\","
            + " \"grace\": \"P14DT00H00M00S\"}";

    @Test
    @Shows(Feature.DJANGO_STOMP)
    void datesAndDecimalsOfTheServiceAreThoseOfARecord() throws Exception {
        StompRoutes.Received received = routes.consume(uri() + "?payloadType=" + Invoice.class.getName());

        service.publish("/queue/" + queue, INVOICE_OF_DJANGO, "c-1");

        assertThat(received.next().getMessage().getBody()).isEqualTo(INVOICE);
        awaitEmpty(queue);
    }

    @Test
    @Shows(Feature.DJANGO_STOMP)
    void datesAndDecimalsOfARecordAreThoseOfTheService() {
        DjangoStompPeer.Listener listener = service.listen("/queue/" + queue);

        send(INVOICE, Map.of());

        WireFrame message = listener.next();
        assertThat(message.bodyText())
                .isEqualTo(INVOICE_OF_DJANGO.replace(": ", ":").replace(", ", ","));
        listener.ack(message);
        listener.close();
        awaitEmpty(queue);
    }

    @Test
    @Shows(Feature.DJANGO_STOMP)
    void aRouteAcceptsQueuesThatTheServiceHasDeclared() throws Exception {
        service.listen("/queue/" + queue).close();
        service.listen("/queue/DLQ." + queue).close();

        fail("orders");
        StompRoutes.Received dead = routes.consume("stomp2:queue/DLQ." + queue);
        send(Map.of("id", 1), Map.of());

        assertThat(dead.next().getMessage().getBody()).isEqualTo(Map.of("id", 1));
        awaitEmpty(queue);
    }

    @Test
    @Shows(Feature.DJANGO_STOMP)
    void theServiceAcceptsQueuesThatARouteHasDeclared() throws Exception {
        fail("orders");
        send(Map.of("id", 1), Map.of());
        await().until(() -> broker().broker().messageCount("DLQ." + queue) == 1);
        routes.context().getRouteController().stopRoute("orders");

        DjangoStompPeer.Listener listener = service.listen("/queue/" + queue);
        service.publish("/queue/" + queue, "{\"id\": 2}", "c-2");
        WireFrame message = listener.next();
        assertThat(message.bodyText()).isEqualTo("{\"id\": 2}");
        listener.ack(message);
        listener.close();
        DjangoStompPeer.Listener ofDeadLetters = service.listen("/queue/DLQ." + queue);
        WireFrame letter = ofDeadLetters.next();
        assertThat(letter.bodyText()).isEqualTo("{\"id\":1}");
        assertThat(letter.header("dead-letter-reason")).isEqualTo("no stock");
        assertThat(letter.header("tshoot-destination")).isEqualTo("/queue/" + queue);
        ofDeadLetters.ack(letter);
        ofDeadLetters.close();
        awaitEmpty("DLQ." + queue);
    }

    @Test
    void theServiceAcceptsAQueueThatOnlyAProducerHasDeclared() {
        send(Map.of("id", 1), Map.of());

        DjangoStompPeer.Listener listener = service.listen("/queue/" + queue);
        WireFrame message = listener.next();
        assertThat(message.bodyText()).isEqualTo("{\"id\":1}");
        listener.ack(message);
        listener.close();
        awaitEmpty(queue);
    }

    @Test
    void aProducerAcceptsAQueueThatTheServiceHasFilled() throws Exception {
        service.publish("/queue/" + queue, "{\"id\": 1}", "c-1");
        await().until(() -> broker().broker().messageCount(queue) == 1);

        send(Map.of("id", 2), Map.of());

        StompRoutes.Received received = routes.consume(uri());
        assertThat(received.next().getMessage().getBody()).isEqualTo(Map.of("id", 1));
        assertThat(received.next().getMessage().getBody()).isEqualTo(Map.of("id", 2));
    }

    @Test
    void theDeadLetterOfARouteIsSentAgainByTheService() throws Exception {
        fail("orders");
        service.publish("/queue/" + queue, "{\"id\": 1}", "c-1");
        DjangoStompPeer.Listener dead = service.consume("/queue/DLQ." + queue);
        WireFrame letter = dead.next();
        assertThat(letter.header("correlation-id")).isEqualTo("c-1");
        routes.context().getRouteController().stopRoute("orders");

        StompRoutes.Received received = routes.consume(uri());
        service.publish("/queue/" + queue, letter.bodyText(), letter.header("correlation-id"));
        dead.ack(letter);
        dead.close();

        Exchange again = received.next();
        assertThat(again.getMessage().getBody()).isEqualTo(Map.of("id", 1));
        assertThat(again.getMessage().getHeader("correlation-id")).isEqualTo("c-1");
    }

    @Test
    void aBodyThatIsNoJsonIsADeadLetterAndTheNextMessageIsProcessed() throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        service.publish("/queue/" + queue, "Hello", "c-1");
        service.publish("/queue/" + queue, "{\"id\": 2}", "c-2");

        assertThat(received.next().getMessage().getBody()).isEqualTo(Map.of("id", 2));
        await().until(() -> broker().broker().messageCount("DLQ." + queue) == 1);
        awaitEmpty(queue);
    }

    @Test
    void aTransactionOfTheServiceReachesARoute() throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        service.publishTogether("/queue/" + queue, List.of("{\"n\": 1}", "{\"n\": 2}"));

        assertThat(received.next().getMessage().getBody()).isEqualTo(Map.of("n", 1));
        assertThat(received.next().getMessage().getBody()).isEqualTo(Map.of("n", 2));
    }

    @Test
    void aRouteSendsOnWhatCameFromTheService() throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri()).to(uri() + "-out");
            }
        });
        DjangoStompPeer.Listener listener = service.listen("/queue/" + queue + "-out");

        service.publish("/queue/" + queue, "{\"id\": 1}", "c-1");

        WireFrame message = listener.next();
        assertThat(message.header("correlation-id")).isEqualTo("c-1");
        assertThat(message.header("tshoot-destination")).isEqualTo("/queue/" + queue + "-out");
        listener.ack(message);
        listener.close();
        awaitEmpty(queue);
    }

    @Test
    void bothConsumeOneQueueAndNoMessageTwice() throws Exception {
        StompRoutes.Received received = new StompRoutes.Received();
        CountDownLatch mayEnd = new CountDownLatch(1);
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri() + "?prefetch=1").process(exchange -> {
                    received.add(exchange);
                    mayEnd.await();
                });
            }
        });
        DjangoStompPeer.Listener listener = service.listen("/queue/" + queue);
        await().until(() -> broker().broker().consumerCount(queue) == 2);

        // Each takes one at a time, and neither is done with its first.
        send(Map.of("id", 1), Map.of());
        send(Map.of("id", 2), Map.of());
        WireFrame theirs = listener.next();
        int ours = (int) received.next().getMessage().getBody(Map.class).get("id");

        assertThat(theirs.bodyText()).isEqualTo("{\"id\":" + (3 - ours) + "}");
        listener.ack(theirs);
        listener.close();
        mayEnd.countDown();
        awaitEmpty(queue);
    }
}
