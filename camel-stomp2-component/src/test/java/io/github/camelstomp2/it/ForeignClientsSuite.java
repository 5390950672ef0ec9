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
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.TestBroker;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients of other languages and a route share a queue of a real broker. Needs what {@code .ci/matrix interop} installs. */
@Timeout(120)
abstract class ForeignClientsSuite {
    private static final String TEXT = "Grüße, 世界 \uD83D\uDE80\nsecond line";
    private static final String NOTE = "a:b\\d\nc ü";

    private final String queue = broker().uniqueName("interop");
    private StompRoutes routes;

    abstract BrokerExtension broker();

    @BeforeEach
    void start() {
        routes = new StompRoutes(broker(), "1.2,1.1,1.0");
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private TestBroker server() {
        return broker().broker();
    }

    private String uri() {
        return "stomp2:queue/" + queue;
    }

    private static byte[] allOctets() {
        byte[] octets = new byte[256];
        IntStream.range(0, octets.length).forEach(i -> octets[i] = (byte) i);
        return octets;
    }

    private void awaitMessages(String queueName, int count) {
        await().untilAsserted(() -> assertThat(server().messageCount(queueName)).isEqualTo(count));
    }

    @ParameterizedTest
    @EnumSource
    void whatAClientSendsArrivesInTheRoute(ForeignClient client) throws Exception {
        StompRoutes.Received received = routes.consume(uri());

        client.send(server(), queue);

        Exchange text = received.next();
        assertThat(text.getMessage().getBody()).isEqualTo(TEXT);
        assertThat(text.getMessage().getHeaders()).containsEntry("note", NOTE).containsEntry("kind", "text");
        assertThat(received.next().getMessage().getBody()).isEqualTo(allOctets());
        assertThat(received.next().getMessage().getBody()).isEqualTo("poison");
        awaitMessages(queue, 0);
    }

    @ParameterizedTest
    @EnumSource
    void whatARouteSendsArrivesAtTheClientWhichAcknowledgesIt(ForeignClient client) throws Exception {
        routes.template().sendBodyAndHeaders(uri(), TEXT, Map.of("kind", "text", "note", NOTE));
        routes.template().sendBodyAndHeaders(uri(), allOctets(), Map.of("kind", "bytes"));

        List<ForeignClient.Received> received = client.receive(server(), queue, 2);

        assertThat(received).extracting(ForeignClient.Received::kind).containsExactly("text", "bytes");
        assertThat(received.get(0).bodyText()).isEqualTo(TEXT);
        assertThat(received.get(0).note()).isEqualTo(NOTE);
        assertThat(HexFormat.of().formatHex(received.get(1).body()))
                .isEqualTo(HexFormat.of().formatHex(allOctets()));
        awaitMessages(queue, 0);
    }

    @ParameterizedTest
    @EnumSource
    void whatARouteRefusesIsADeadLetterForTheClient(ForeignClient client) throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri()).filter(header("kind").isEqualTo("poison")).process(exchange -> {
                    throw new IllegalStateException("no stock: 5\\6");
                });
            }
        });
        client.send(server(), queue);
        awaitMessages("DLQ." + queue, 1);

        List<ForeignClient.Received> letters = client.receive(server(), "DLQ." + queue, 1);

        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).bodyText()).isEqualTo("poison");
        assertThat(letters.get(0).reason()).contains("no stock: 5\\6");
        awaitMessages("DLQ." + queue, 0);
    }

    @ParameterizedTest
    @EnumSource
    void whatAClientDoesNotAcknowledgeIsForTheRoute(ForeignClient client) throws Exception {
        routes.template().sendBodyAndHeaders(uri(), TEXT, Map.of("kind", "text"));

        assertThat(client.look(server(), queue).bodyText()).isEqualTo(TEXT);

        Exchange again = routes.consume(uri()).next();
        assertThat(again.getMessage().getBody()).isEqualTo(TEXT);
        assertThat(again.getProperty(Stomp2Constants.REDELIVERED, Boolean.class))
                .isTrue();
    }
}
