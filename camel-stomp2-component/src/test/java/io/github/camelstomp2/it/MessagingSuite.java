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
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.matrix.Feature;
import io.github.camelstomp2.matrix.InEachVersion;
import io.github.camelstomp2.matrix.Shown;
import io.github.camelstomp2.matrix.Shows;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** What every broker has to do for a route, in every version of the protocol. */
@ParameterizedClass(name = "STOMP {0}")
@InEachVersion
abstract class MessagingSuite extends OneVersionSuite {
    @Test
    @Shows({Feature.VERSIONS, Feature.TEXT})
    void aTextArrivesAsTheSameString() throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        send("Grüße, 世界 \uD83D\uDE80\nsecond line", Map.of());

        assertThat(received.next().getMessage().getBody()).isEqualTo("Grüße, 世界 \uD83D\uDE80\nsecond line");
    }

    @Test
    @Shows(Feature.TEXT)
    void aTextInAnotherCharsetArrivesAsTheSameString() throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        send("Grüße", Map.of(Exchange.CONTENT_TYPE, "text/plain;charset=ISO-8859-1"));

        assertThat(received.next().getMessage().getBody()).isEqualTo("Grüße");
    }

    @Test
    void jsonArrivesAsTheSameString() throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        send("{\"id\":7,\"name\":\"Żółw\"}", Map.of(Exchange.CONTENT_TYPE, "application/json"));

        Exchange exchange = received.next();
        assertThat(exchange.getMessage().getBody()).isEqualTo("{\"id\":7,\"name\":\"Żółw\"}");
        assertThat(exchange.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/json");
    }

    @Test
    void anObjectSentAsJsonArrivesAsTheSameObject() throws Exception {
        StompRoutes.Received received = routes.consume(uri() + "?payload=json");

        routes.template().sendBody(uri() + "?payload=json", Map.of("id", 7, "tags", List.of("a", "b")));

        assertThat(received.next().getMessage().getBody()).isEqualTo(Map.of("id", 7, "tags", List.of("a", "b")));
    }

    @Test
    @Holds({Rule.LENGTH_WRITTEN, Rule.CONTENT_LENGTH})
    @Shows(Feature.BYTES)
    void bytesWithNulsArriveAsTheSameBytes() throws Exception {
        StompRoutes.Received received = routes.consume(uri());
        byte[] bytes = {0, 1, 2, 0, (byte) 0xff, '\n', 0};

        send(bytes, Map.of());

        assertThat(received.next().getMessage().getBody()).isEqualTo(bytes);
    }

    @Test
    void anEmptyBodyArrivesEmpty() throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        send(null, Map.of("kind", "ping"));

        Exchange exchange = received.next();
        assertThat(exchange.getMessage().getBody(String.class)).isEmpty();
        assertThat(exchange.getMessage().getHeader("kind")).isEqualTo("ping");
    }

    @Test
    void aBodyOfAMegabyteArrivesWhole() throws Exception {
        StompRoutes.Received received = routes.consume(uri());
        String text = "0123456789abcdef".repeat(65_536);

        send(text, Map.of());

        assertThat(received.next().getMessage().getBody(String.class)).isEqualTo(text);
    }

    @Test
    @Shows(Feature.HEADERS)
    void headersArriveAsTheyWereSent() throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        send("x", Map.of("emoji", "\uD83D\uDE80 ü", "number", 42, "flag", true, "empty", ""));

        Map<String, Object> headers = received.next().getMessage().getHeaders();
        assertThat(headers).containsEntry("emoji", "\uD83D\uDE80 ü");
        assertThat(headers).containsEntry("number", "42");
        assertThat(headers).containsEntry("flag", "true");
        assertThat(headers).containsEntry("empty", "");
    }

    @Test
    @Holds({Rule.ESCAPES_1_2, Rule.ESCAPES_1_1, Rule.NOT_REPRESENTABLE})
    @Shows(Feature.HEADERS)
    void headersThatNeedEscapesArriveAsTheyWereSentOrAreRefused(Shown shown) throws Exception {
        StompRoutes.Received received = routes.consume(uri());
        Map<String, Object> awkward = Map.of("lines", "one\ntwo", "path", "C:\\new", "colon:name", "a:b");

        Throwable thrown = catchThrowable(() -> send("x", awkward));

        if (version.equals("1.0")) {
            assertThat(thrown).hasStackTraceContaining("StompInvalidFrameException");
            shown.notPossible("line feeds and colons have no escapes in STOMP 1.0, and are refused");
        } else {
            assertThat(thrown).isNull();
            assertThat(received.next().getMessage().getHeaders()).containsAllEntriesOf(awkward);
        }
    }

    @Test
    void whatTheProtocolSaysBecomesExchangePropertiesAndNoHeader() throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        send("x", Map.of("mine", "1", "CamelFileName", "/etc/passwd"));

        Exchange exchange = received.next();
        assertThat(exchange.getProperty(Stomp2Constants.DESTINATION, String.class))
                .contains(queue);
        assertThat(exchange.getProperty(Stomp2Constants.MESSAGE_ID, String.class))
                .isNotEmpty();
        assertThat(exchange.getProperty(Stomp2Constants.BROKER, String.class))
                .isEqualTo(broker().kind().id());
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("mine", "1")
                .doesNotContainKeys("message-id", "destination", "subscription", "ack", "receipt", "CamelFileName");
    }

    @Test
    @Shows(Feature.CONFIRM)
    void aConfirmedMessageIsOnTheBroker() {
        IntStream.range(0, 20).forEach(i -> send("message " + i, Map.of()));

        await().untilAsserted(
                        () -> assertThat(broker().broker().messageCount(queue)).isEqualTo(20));
    }

    @Test
    void aDynamicDestinationNeedsNoEndpointOfItsOwn() throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").toD("stomp2:queue/" + queue + "-${header.region}");
            }
        });
        StompRoutes.Received north = routes.consume(uri() + "-north");
        StompRoutes.Received south = routes.consume(uri() + "-south");
        int endpoints = routes.context().getEndpoints().size();

        routes.template().sendBodyAndHeader("direct:in", "n", "region", "north");
        routes.template().sendBodyAndHeader("direct:in", "s", "region", "south");

        assertThat(north.next().getMessage().getBody()).isEqualTo("n");
        assertThat(south.next().getMessage().getBody()).isEqualTo("s");
        assertThat(routes.context().getEndpoints().size()).isEqualTo(endpoints + 1);
    }

    @Test
    void aRouteBetweenTwoQueuesNeedsNoThreadToWait() throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri()).to(uri() + "-out");
            }
        });
        StompRoutes.Received out = routes.consume(uri() + "-out");

        IntStream.range(0, 50).forEach(i -> routes.template().asyncSendBody(uri(), Integer.toString(i)));

        for (int i = 0; i < 50; i++) {
            out.next();
        }
        await().until(() -> broker().broker().messageCount(queue) == 0);
    }

    @Test
    void aBodyThatCannotBeConvertedFailsNamingTypeAndOption() {
        Exchange failed =
                routes.template().send(uri(), exchange -> exchange.getMessage().setBody(new Thread()));

        assertThat(failed.getException())
                .hasMessageContaining("java.lang.Thread")
                .hasMessageContaining("payload=json");
    }

    @Test
    @Holds(Rule.ERROR_FIRST)
    void aWrongPasswordFailsTheSendWithTheBrokersWords() {
        Throwable thrown =
                catchThrowable(() -> routes.template().sendBody(uri() + "?passcode=wrong&reconnectMaxAttempts=1", "x"));

        assertThat(thrown).isInstanceOf(CamelExecutionException.class);
        assertThat(thrown.getCause()).hasMessageContaining("gave up connecting").hasMessageContaining("Broker error: ");
    }
}
