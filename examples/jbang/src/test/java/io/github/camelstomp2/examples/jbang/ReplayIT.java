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
package io.github.camelstomp2.examples.jbang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command of docs/kamelets.md that replays dead letters. */
@Timeout(400)
class ReplayIT {

    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    /** The first one may have to download some jars. */
    private static final Duration SOON = Duration.ofMinutes(5);

    private final String orders = BROKER.uniqueName("orders");

    @TempDir
    private Path directory;

    @Test
    void deadLettersGoBackAndThoseThatFailedTooOftenAreSetAside() throws Exception {
        try (RawStompClient client = RawStompClient.connect(BROKER.broker())) {
            client.send("/queue/DLQ." + orders, letter(null), "first");
            client.send("/queue/DLQ." + orders, letter("3"), "hopeless");
        }
        Files.copy(Path.of("replay.yaml"), directory.resolve("replay.yaml"));
        // Without user name and password: they are given to the Kamelets.
        Files.writeString(directory.resolve("application.properties"), "orders.queue = " + orders);

        List<String> arguments = new ArrayList<>(command());
        arguments.add("--property=camel.component.stomp2.broker-url=" + BROKER.uri());
        for (String kamelet : List.of("stomp2-dlq-replay-source", "stomp2-sink")) {
            arguments.add("--property=camel.kamelet." + kamelet + ".username="
                    + BROKER.broker().login());
            arguments.add("--property=camel.kamelet." + kamelet + ".password="
                    + BROKER.broker().passcode());
        }
        try (CamelCommand camel = new CamelCommand(directory, arguments)) {
            await().atMost(SOON).until(() -> !camel.isRunning());

            assertThat(camel.output())
                    .contains("Replaying first, for the 1. time")
                    .doesNotContain("Replaying hopeless");
            assertThat(BROKER.broker().messageCount("DLQ." + orders))
                    .as(camel::output)
                    .isZero();
        }
        assertThat(BROKER.broker().messageCount(orders)).isEqualTo(1);
        assertThat(BROKER.broker().messageCount("PARKED." + orders)).isEqualTo(1);
    }

    private Map<String, String> letter(String replays) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "persistent", "true",
                "content-type", "text/plain",
                "dead-letter-reason", "no stock",
                "dead-letter-destination", "/queue/" + orders));
        if (replays != null) {
            headers.put("replay-count", replays);
        }
        return headers;
    }

    private static List<String> command() throws IOException {
        try (var lines = Files.lines(Path.of("../../docs/kamelets.md"))) {
            String line = lines.filter(candidate -> candidate.startsWith("camel run replay.yaml "))
                    .findFirst()
                    .orElseThrow();
            return List.of(line.split(" ")).subList(1, line.split(" ").length);
        }
    }
}
