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

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.TestExtent;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A dead letter is never refused, whatever the exception says and the message carried: the message would come again for
 * ever. What cannot be written is made visible.
 */
@Timeout(60)
@Holds(Rule.NO_INJECTION)
class DeadLetterInjectionTest {
    /** What of a dead letter comes from the application. */
    enum Place {
        EXCEPTION_MESSAGE("dead-letter-reason"),
        ROUTE_ID("dead-letter-route");

        private final String header;

        Place(String header) {
            this.header = header;
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

    @ParameterizedTest(name = "STOMP {0}: {2} in {1}")
    @MethodSource("cells")
    void isOneFrameThatCanBeRead(String version, Place place, Poison poison) throws Exception {
        try (Lane lane = new Lane(version)) {
            String routeId = place == Place.ROUTE_ID ? poison.text() : "orders";
            String reason = place == Place.EXCEPTION_MESSAGE ? poison.text() : "broken";
            lane.consume(lane.endpoint("queue/in", Map.of()), routeId, exchange -> {
                throw new IllegalStateException(reason);
            });
            ScriptedConnection connection = lane.accept();
            WireFrame letter = deadLetterOf(connection, "MESSAGE\n", "");
            assertThat(Lane.headers(letter)).containsEntry(place.header, poison.visible());
            expectAckOf(connection, letter);
        }
    }

    @ParameterizedTest(name = "STOMP {0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1.0 | x-app:one\\rtwo\\n     | x-app    | one\\rtwo",
                "1.1 | x-app:onetwo\\r\\n     | x-app    | onetwo\\r",
                "1.1 | one\\rtwo:x\\n         | one\\rtwo | x"
            })
    void aCarriageReturnThatABrokerWroteAsItIsDoesNotKeepItsMessageFromBeingDeadLettered(
            String version, String line, String name, String value) throws Exception {
        try (Lane lane = new Lane(version)) {
            lane.consume(lane.endpoint("queue/in", Map.of()), exchange -> {
                throw new IllegalStateException("broken");
            });
            ScriptedConnection connection = lane.accept();
            String wire = line.replace("\\r", "\r").replace("\\n", "\n");
            WireFrame letter = deadLetterOf(connection, "MESSAGE\n", wire);
            assertThat(Lane.headers(letter)).containsEntry(name, value);
            expectAckOf(connection, letter);
        }
    }

    private static WireFrame deadLetterOf(ScriptedConnection connection, String command, String moreHeaders) {
        WireFrame subscribe = connection.expectSubscribe();
        connection.receiptFor(subscribe);
        connection.send(command + "destination:/queue/in\nmessage-id:m-1\nack:m-1\nsubscription:"
                + subscribe.header("id") + "\n" + moreHeaders + "\nbody\0");
        WireFrame letter = connection.expectFrame("SEND");
        assertThat(letter.header("destination")).isEqualTo("/queue/DLQ.in");
        assertThat(letter.bodyText()).isEqualTo("body");
        return letter;
    }

    private static void expectAckOf(ScriptedConnection connection, WireFrame letter) {
        connection.receiptFor(letter);
        connection.expectFrame("ACK");
    }
}
