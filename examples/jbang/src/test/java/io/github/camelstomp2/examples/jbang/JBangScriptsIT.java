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
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the commands of README.md that process orders. */
@Timeout(400)
class JBangScriptsIT {

    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    /** The first one may have to download some jars. */
    private static final Duration SOON = Duration.ofMinutes(5);

    private static final String VERSION = System.getProperty("stomp2.version");

    private final String orders = BROKER.uniqueName("orders");
    private final String shipping = BROKER.uniqueName("shipping");

    @TempDir
    private Path directory;

    static List<String> commands() throws IOException {
        try (var lines = Files.lines(Path.of("README.md"))) {
            return lines.filter(line -> line.matches("camel run [oO]rders.*")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void goodOrdersAreShippedAndTheBrokenOneIsADeadLetter(String commandLine) throws Exception {
        copyScripts();
        try (CamelCommand camel = new CamelCommand(directory, arguments(commandLine))) {
            await().atMost(SOON)
                    .failFast(() ->
                            assertThat(camel.isRunning()).as(camel::output).isTrue())
                    .untilAsserted(() -> assertQueues(camel));
        }
        assertThat(CamelCommand.usedComponent(VERSION)).hasSameBinaryContentAs(CamelCommand.builtComponent(VERSION));
    }

    private void assertQueues(CamelCommand camel) {
        assertThat(BROKER.broker().messageCount(shipping)).as(camel::output).isEqualTo(2);
        assertThat(BROKER.broker().messageCount("DLQ." + orders))
                .as(camel::output)
                .isEqualTo(1);
        assertThat(BROKER.broker().messageCount(orders)).as(camel::output).isZero();
    }

    @Test
    void camelJBangBeginsWithoutTheComponent() throws Exception {
        assertThat(CamelCommand.classPath().split(File.pathSeparator))
                .extracting(jar -> new File(jar).getName())
                .anyMatch(jar -> jar.startsWith("camel-jbang-core"))
                .noneMatch(jar -> jar.startsWith("camel-stomp2"));
    }

    @Test
    void theReadmeHasACommandForEachScript() throws Exception {
        assertThat(commands())
                .hasSize(4)
                .anyMatch(line -> line.contains(" orders-kamelets.yaml ") && line.contains(":camel-stomp2:" + VERSION))
                .anyMatch(line -> line.contains(" orders.yaml ") && line.contains(":camel-stomp2:" + VERSION))
                .anyMatch(line -> line.contains(" orders.xml ") && line.contains(":camel-stomp2:" + VERSION))
                .anyMatch(line -> line.startsWith("camel run Orders.java "));
    }

    @Test
    void theReadmeOfTheProjectShowsOneOfThem() throws Exception {
        try (var lines = Files.lines(Path.of("../../README.md"))) {
            assertThat(lines.filter(line -> line.startsWith("camel run ")))
                    .isNotEmpty()
                    .isSubsetOf(commands());
        }
    }

    private void copyScripts() throws IOException {
        for (String file :
                List.of("application.properties", "orders.yaml", "orders.xml", "orders-kamelets.yaml", "Orders.java")) {
            Files.copy(Path.of(file), directory.resolve(file));
        }
    }

    private List<String> arguments(String commandLine) {
        String[] words = commandLine.split(" ");
        List<String> arguments = new ArrayList<>(List.of(words).subList(1, words.length));
        // username and password are those of application.properties
        arguments.add("--property=camel.component.stomp2.broker-url=" + BROKER.uri());
        arguments.add("--property=orders.queue=" + orders);
        arguments.add("--property=shipping.queue=" + shipping);
        return arguments;
    }
}
