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
package io.github.camelstomp2.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RabbitMqInstallationTest {

    @TempDir
    Path machine;

    /** Newer than what any machine has besides. */
    private Path unpacked(String version) throws IOException {
        Path home = Files.createDirectories(machine.resolve("rabbitmq_server-" + version));
        return script(home.resolve("sbin"));
    }

    private static Path script(Path directory) throws IOException {
        Path script = Files.createDirectories(directory).resolve("rabbitmq-server");
        Files.createFile(script);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    @Test
    void theNewestIsTaken() throws IOException {
        unpacked("999.9.1");
        Path newest = unpacked("999.10.0");
        unpacked("999.9.2");

        assertThat(RabbitMqInstallation.find(Map.of(), machine)).hasValue(new RabbitMqInstallation(newest, "999.10.0"));
    }

    @Test
    void theOneThatTheEnvironmentNamesIsTakenBeforeANewerOne() throws IOException {
        unpacked("999.10.0");
        Path named = unpacked("1.0.0");

        assertThat(RabbitMqInstallation.find(
                        Map.of("RABBITMQ_HOME", named.getParent().getParent().toString()), machine))
                .hasValue(new RabbitMqInstallation(named, "1.0.0"));
    }

    @Test
    void theVersionIsThatOfThePluginWhereTheDirectoryDoesNotSayIt() throws IOException {
        Path script = script(machine.resolve("broker/sbin"));
        Files.createDirectories(machine.resolve("broker/plugins/rabbit-999.0.5"));
        Files.createDirectories(machine.resolve("broker/plugins/rabbit_common-1.2.3"));

        assertThat(RabbitMqInstallation.find(Map.of("PATH", script.getParent().toString()), machine.resolve("none")))
                .hasValue(new RabbitMqInstallation(script, "999.0.5"));
    }
}
