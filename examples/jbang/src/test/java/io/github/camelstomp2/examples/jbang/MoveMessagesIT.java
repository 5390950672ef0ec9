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
import io.github.camelstomp2.testbed.TestBroker;
import io.github.camelstomp2.testbed.WireFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of README.md that move and purge messages. */
@Timeout(400)
class MoveMessagesIT {

    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    /** The first one may have to download some jars. */
    private static final Duration SOON = Duration.ofMinutes(5);

    private final String from = "DLQ." + BROKER.uniqueName("orders");
    private final String answers = BROKER.uniqueName("answers");

    @TempDir
    private Path directory;

    @Test
    void asManyMessagesAsTheLimitSaysAreMoved() throws Exception {
        String to = BROKER.uniqueName("orders");
        fill();

        String output = run("MoveMessages.java", "from=" + from, "to=" + to, "limit=3");

        assertThat(output).contains("3 messages moved from " + from + " to " + to);
        assertThat(BROKER.broker().messageCount(from)).isEqualTo(2);
        assertThat(BROKER.broker().messageCount(to)).isEqualTo(3);
        assertThat(BROKER.broker().consumerCount(from)).isZero();
        try (RawStompClient client = RawStompClient.connect(BROKER.broker())) {
            client.subscribeToQueue("1", to);
            WireFrame first = client.receiveMessage();
            assertThat(first.bodyText()).isEqualTo("order 0");
            assertThat(first.header("content-type")).isEqualTo("text/plain");
            assertThat(first.header("persistent")).isEqualTo("true");
            assertThat(first.header("reply-to")).isEqualTo("/queue/" + answers);
            assertThat(first.headerNames()).contains("customer").doesNotContain("dead-letter-reason");
        }
    }

    @Test
    void whatCannotBeCopiedStaysWithAllBehindIt() throws Exception {
        fill();

        String output = run("MoveMessages.java", "from=" + from, "to=" + TestBroker.READ_ONLY_QUEUES + "x");

        assertThat(output)
                .contains("Stopped, since the next message cannot be copied")
                .contains("0 messages moved from " + from);
        assertThat(BROKER.broker().messageCount(from)).isEqualTo(5);
    }

    /** It may be a map message of JMS, which ActiveMQ Classic sends without its body. */
    @Test
    void aMessageWithoutABodyStays() throws Exception {
        try (RawStompClient client = RawStompClient.connect(BROKER.broker())) {
            client.send("/queue/" + from, Map.of("persistent", "true"), "");
        }

        String output = run("MoveMessages.java", "from=" + from, "to=" + BROKER.uniqueName("orders"));

        assertThat(output).contains("cannot be copied: it has no body here", "0 messages moved from " + from);
        assertThat(BROKER.broker().messageCount(from)).isOne();
    }

    @Test
    void aPurgedQueueIsEmpty() throws Exception {
        fill();

        String output = run("PurgeMessages.java", "queue=" + from);

        assertThat(output).contains("5 messages taken out of " + from).contains("order 4");
        assertThat(BROKER.broker().messageCount(from)).isZero();
        assertThat(BROKER.broker().messageCount(answers)).isZero();
    }

    private void fill() {
        try (RawStompClient client = RawStompClient.connect(BROKER.broker())) {
            for (int i = 0; i < 5; i++) {
                Map<String, String> headers = Map.of(
                        "persistent", "true",
                        "content-type", "text/plain",
                        "customer", "joe",
                        "dead-letter-reason", "no stock",
                        "reply-to", "/queue/" + answers);
                client.send("/queue/" + from, headers, "order " + i);
            }
        }
    }

    /** Runs the command of the page, with these properties in place of its own, until it ends by itself. */
    private String run(String script, String... properties) throws Exception {
        Files.copy(Path.of(script), directory.resolve(script));
        Files.copy(Path.of("application.properties"), directory.resolve("application.properties"));
        List<String> arguments = new ArrayList<>(command(script));
        arguments.removeIf(argument -> argument.startsWith("--property="));
        arguments.add("--property=camel.component.stomp2.broker-url=" + BROKER.uri());
        for (String property : properties) {
            arguments.add("--property=" + property);
        }
        try (CamelCommand camel = new CamelCommand(directory, arguments)) {
            await().atMost(SOON).until(() -> !camel.isRunning());
            return camel.output();
        }
    }

    private static List<String> command(String script) throws IOException {
        try (var lines = Files.lines(Path.of("README.md"))) {
            String line = lines.filter(candidate -> candidate.startsWith("camel run " + script + " "))
                    .findFirst()
                    .orElseThrow();
            return List.of(line.split(" ")).subList(1, line.split(" ").length);
        }
    }
}
