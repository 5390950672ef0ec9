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
package io.github.camelstomp2.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.TestExtent;
import io.github.camelstomp2.testbed.WireFrame;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an application puts into a SEND arrives as that, in one frame, or is refused before anything is written; the
 * connection goes on either way.
 */
@Timeout(60)
@Holds(Rule.NO_INJECTION)
class SendInjectionTest {
    private static final Map<String, Connected> LANES = new HashMap<>();

    /** A lane and its producers' connection. */
    private record Connected(Lane lane, ScriptedConnection connection) {
        static Connected open(String version) {
            Lane lane = new Lane(version);
            CompletableFuture<Exchange> first = harmless(lane);
            Connected connected = new Connected(lane, lane.accept());
            connected.confirmHarmless(first);
            return connected;
        }

        static CompletableFuture<Exchange> harmless(Lane lane) {
            return lane.send(lane.endpoint("queue/harmless", Map.of()), exchange -> {});
        }

        void confirmHarmless(CompletableFuture<Exchange> sent) {
            WireFrame send = connection.expectFrame("SEND");
            assertThat(send.header("destination")).isEqualTo("/queue/harmless");
            connection.receiptFor(send);
            assertThat(sent.join().getException()).isNull();
        }
    }

    /** Where a text gets into a SEND. */
    enum Place {
        HEADER_VALUE("x-app"),
        HEADER_NAME(null),
        OVERRIDDEN_DESTINATION("destination"),
        ENDPOINT_DESTINATION("destination"),
        SEND_HEADER_OPTION("x-option"),
        SEND_HEADER_OPTION_NAME(null),
        CONTENT_TYPE("content-type");

        /** {@code null}: the text is the name. */
        private final String header;

        Place(String header) {
            this.header = header;
        }

        Map<String, Object> options(String text) {
            return switch (this) {
                case SEND_HEADER_OPTION -> Map.of("sendHeader.x-option", text);
                case SEND_HEADER_OPTION_NAME -> Map.of("sendHeader." + text, "value");
                default -> Map.of();
            };
        }

        Map<String, Object> messageHeaders(String text) {
            return switch (this) {
                case HEADER_VALUE -> Map.of("x-app", text);
                case HEADER_NAME -> Map.of(text, "value");
                case OVERRIDDEN_DESTINATION -> Map.of(Stomp2Constants.OVERRIDE_DESTINATION, "/queue/" + text);
                case CONTENT_TYPE -> Map.of(Exchange.CONTENT_TYPE, "text/" + text);
                default -> Map.of();
            };
        }

        String uriPath(String text) {
            return this == ENDPOINT_DESTINATION ? "queue/" + inUri(text) : "queue/target";
        }

        /** What has no octets of its own in a URI stands there as it is. */
        private static String inUri(String text) {
            return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                    ? URLEncoder.encode(text, StandardCharsets.UTF_8)
                    : text;
        }

        /** All headers that SEND must have, its receipt aside. */
        Map<String, String> expected(String text) {
            Map<String, String> headers = new TreeMap<>(Map.of("destination", "/queue/target", "persistent", "true"));
            switch (this) {
                case HEADER_VALUE, SEND_HEADER_OPTION -> headers.put(header, text);
                case HEADER_NAME, SEND_HEADER_OPTION_NAME -> headers.put(text, "value");
                case OVERRIDDEN_DESTINATION, ENDPOINT_DESTINATION -> headers.put(header, "/queue/" + text);
                case CONTENT_TYPE -> headers.put(header, "text/" + text);
            }
            return headers;
        }
    }

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (String version : List.of("1.0", "1.1", "1.2")) {
            for (Place place : Place.values()) {
                for (Poison poison : Poison.values()) {
                    cells.add(Arguments.of(version, place, poison));
                }
            }
        }
        return TestExtent.of(cells).stream();
    }

    @AfterAll
    static void close() {
        LANES.values().forEach(connected -> connected.lane().close());
        LANES.clear();
    }

    @ParameterizedTest(name = "STOMP {0}: {2} in {1}")
    @MethodSource("cells")
    void isOneFrameOrRefused(String version, Place place, Poison poison) {
        Connected connected = LANES.computeIfAbsent(version, Connected::open);
        try {
            check(connected, version, place, poison);
        } catch (Throwable e) {
            // What it left behind must not break the cells that follow.
            LANES.remove(version).lane().close();
            throw e;
        }
    }

    private static void check(Connected connected, String version, Place place, Poison poison) {
        Lane lane = connected.lane();
        int before = connected.connection().received().length;
        Endpoint endpoint;
        try {
            endpoint = lane.endpoint(place.uriPath(poison.text()), place.options(poison.text()));
        } catch (ResolveEndpointFailedException e) {
            assertThat(place)
                    .as("only Camel refuses to make an endpoint: %s", e)
                    .isEqualTo(Place.ENDPOINT_DESTINATION);
            assertThat(e).hasRootCauseInstanceOf(URISyntaxException.class);
            return;
        }
        CompletableFuture<Exchange> sent = lane.send(
                endpoint, exchange -> exchange.getMessage().getHeaders().putAll(place.messageHeaders(poison.text())));
        if (poison.cannotBeWritten(version, place.header == null)) {
            await().until(() -> sent.isDone() || connected.connection().received().length > before);
            assertThat(Lane.since(connected.connection(), before)).as("written").isEmpty();
            assertThat(sent.join().getException())
                    .isInstanceOf(StompInvalidFrameException.class)
                    .message()
                    .startsWith("SEND header '" + (place.header == null ? poison.visible() : place.header) + "' has ")
                    .endsWith(", which cannot be represented in STOMP " + version);
        } else {
            WireFrame send = connected.connection().expectFrame("SEND");
            Map<String, String> headers = Lane.headers(send);
            assertThat(headers.remove("receipt")).isNotNull();
            assertThat(headers).isEqualTo(place.expected(poison.text()));
            connected.connection().receiptFor(send);
            assertThat(sent.join().getException()).isNull();
        }
        // The next frame on the wire, and nothing before it: the parser takes only heart-beats, which are off.
        connected.confirmHarmless(Connected.harmless(lane));
        assertThat(connected.connection().heartBeats()).isZero();
    }
}
