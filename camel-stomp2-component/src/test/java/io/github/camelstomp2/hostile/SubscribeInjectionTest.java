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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.TestExtent;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What options put into CONNECT and SUBSCRIBE arrives as that, in one frame, or no octet of that frame is written and
 * the log names the header.
 */
@Timeout(60)
@Holds(Rule.NO_INJECTION)
class SubscribeInjectionTest {
    private static final Map<String, Lane> LANES =
            Map.of("1.0", new Lane("1.0"), "1.1", new Lane("1.1"), "1.2", new Lane("1.2"));

    @RegisterExtension
    final LogOfTheComponent log = new LogOfTheComponent();

    /** Where a text gets into CONNECT or SUBSCRIBE. */
    enum Place {
        CONNECT_HEADER_OPTION("CONNECT", "x-option"),
        CONNECT_HEADER_OPTION_NAME("CONNECT", null),
        CUSTOM_HEADERS_ON_CONNECT("CONNECT", "x-custom"),
        CUSTOM_HEADERS_NAME("CONNECT", null),
        HOST("CONNECT", "host"),
        CLIENT_ID("CONNECT", "client-id"),
        LOGIN("CONNECT", "login"),
        PASSCODE("CONNECT", "passcode"),
        SELECTOR("SUBSCRIBE", "selector"),
        SUBSCRIBE_HEADER_OPTION_NAME("SUBSCRIBE", null);

        private final String command;

        /** {@code null}: the text is the name. */
        private final String header;

        Place(String command, String header) {
            this.command = command;
            this.header = header;
        }

        Map<String, Object> options(String text) {
            return switch (this) {
                case CONNECT_HEADER_OPTION -> Map.of("connectHeader.x-option", text);
                case CONNECT_HEADER_OPTION_NAME -> Map.of("connectHeader." + text, "value");
                case CUSTOM_HEADERS_ON_CONNECT -> Map.of("customHeaders", properties("x-custom", text));
                case CUSTOM_HEADERS_NAME -> Map.of("customHeaders", properties(text, "value"));
                case HOST -> Map.of("host", text);
                case CLIENT_ID -> Map.of("clientId", text);
                case LOGIN -> Map.of("login", text);
                case PASSCODE -> Map.of("login", "me", "passcode", text);
                case SELECTOR -> Map.of("subscribeHeader.selector", text);
                case SUBSCRIBE_HEADER_OPTION_NAME -> Map.of("subscribeHeader." + text, "value");
            };
        }

        private static Properties properties(String name, String value) {
            Properties properties = new Properties();
            properties.setProperty(name, value);
            return properties;
        }

        boolean isOnBoth() {
            return this == CUSTOM_HEADERS_ON_CONNECT || this == CUSTOM_HEADERS_NAME;
        }

        boolean isSecret() {
            return this == LOGIN || this == PASSCODE;
        }

        Map<String, String> with(Map<String, String> usual, String onCommand, String text) {
            Map<String, String> headers = new TreeMap<>(usual);
            if (command.equals(onCommand) || isOnBoth()) {
                headers.put(header == null ? text : header, header == null ? "value" : text);
            }
            if (this == PASSCODE && onCommand.equals("CONNECT")) {
                headers.put("login", "me");
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
        LANES.values().forEach(Lane::close);
    }

    @ParameterizedTest(name = "STOMP {0}: {2} in {1}")
    @MethodSource("cells")
    void isOneFrameOrRefused(String version, Place place, Poison poison) throws Exception {
        Lane lane = LANES.get(version);
        boolean onConnect = place.command.equals("CONNECT");
        boolean refused = poison.cannotBeWritten(onConnect ? "CONNECT" : version, place.header == null);
        if (refused && onConnect) {
            expectRefusalAtStart(lane, place, poison);
            return;
        }
        String route = lane.consume(lane.endpoint("queue/in", place.options(poison.text())), exchange -> {});
        try (ScriptedConnection connection = lane.broker.accept()) {
            if (refused) {
                expectRefusal(connection, version, place, poison);
            } else {
                expectFrames(connection, version, place, poison);
            }
        } finally {
            lane.end(route);
        }
    }

    private void expectRefusalAtStart(Lane lane, Place place, Poison poison) {
        var refusal = assertThatThrownBy(() -> lane.endpoint("queue/in", place.options(poison.text())))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CONNECT");
        if (place.header == null) {
            refusal.hasMessageContaining(poison.visible());
        } else {
            refusal.hasMessageNotContaining(poison.text());
        }
        expectNothingHidden(place, poison);
    }

    private void expectRefusal(ScriptedConnection connection, String version, Place place, Poison poison) {
        String header = place.header == null ? poison.visible() : place.header;
        connection.handshake(version);
        int before = connection.received().length;
        String words = place.command + " header '" + header + "' has ";
        String rule = "which cannot be represented in STOMP " + version;
        await().untilAsserted(() -> assertThat(log.lines("ERROR"))
                .as("one line says it")
                .filteredOn(line -> line.contains("/queue/in") && line.contains(words) && line.contains(rule))
                .hasSize(1));
        assertThat(Lane.since(connection, before)).as("written").isEmpty();
        expectNothingHidden(place, poison);
    }

    private void expectFrames(ScriptedConnection connection, String version, Place place, Poison poison) {
        Map<String, String> usual =
                Map.of("accept-version", version, "host", "127.0.0.1", "heart-beat", beats(version));
        WireFrame connect = connection.handshake(version);
        assertThat(Lane.headers(connect)).isEqualTo(place.with(usual, "CONNECT", poison.text()));
        // What a CONNECT can hold a SUBSCRIBE can hold too.
        WireFrame subscribe = connection.expectSubscribe();
        Map<String, String> headers = Lane.headers(subscribe);
        assertThat(headers.remove("receipt")).isNotNull();
        String ackMode = version.equals("1.0") ? "client" : "client-individual";
        Map<String, String> always = Map.of("id", "s-1", "destination", "/queue/in", "ack", ackMode);
        assertThat(headers).isEqualTo(place.with(always, "SUBSCRIBE", poison.text()));
        expectNothingHidden(place, poison);
    }

    private static String beats(String version) {
        return version.equals("1.0") ? "0,0" : "10000,10000";
    }

    private void expectNothingHidden(Place place, Poison poison) {
        assertThat(log.lines("TRACE")).noneMatch(line -> line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0);
        if (place.isSecret()) {
            // Both halves of what stands around the odd character.
            assertThat(log.lines("TRACE"))
                    .noneMatch(line -> line.contains(poison.text()) || line.contains("two") || line.contains("onetwo"));
        }
    }
}
