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
package io.github.camelstomp2.benchmarks.endtoend;

import io.netty.util.Version;
import io.vertx.core.impl.launcher.commands.VersionCommand;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.activemq.ActiveMQConnectionMetaData;
import org.apache.activemq.artemis.utils.VersionLoader;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.stomp.StompComponent;
import org.springframework.core.SpringVersion;

/** Where, when and with which software a run was made: names and texts for the page's template. */
record RunFacts(Properties facts) {
    private static final String VERSIONS = "versions";

    static RunFacts ofThisMachine(Options options) {
        Properties facts = new Properties();
        facts.setProperty("date", LocalDate.now(ZoneOffset.UTC).toString());
        facts.setProperty("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.setProperty("processor", processor());
        facts.setProperty("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        facts.setProperty(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        facts.setProperty("command", "./mvnw -Pbench" + options.commandLine());
        facts.setProperty("rounds", Integer.toString(options.rounds()));
        facts.setProperty("seconds", Integer.toString(options.seconds()));
        facts.setProperty("warm-up", Integer.toString(options.warmUpSeconds()));
        facts.setProperty(VERSIONS, String.join("; ", versions()));
        return new RunFacts(facts);
    }

    private static List<String> versions() {
        return List.of(
                "camel-stomp " + StompComponent.class.getPackage().getImplementationVersion(),
                "camel-jms " + JmsComponent.class.getPackage().getImplementationVersion(),
                "ActiveMQ OpenWire client " + ActiveMQConnectionMetaData.PROVIDER_VERSION,
                "Artemis core client " + VersionLoader.getVersion().getFullVersion(),
                "Vert.x STOMP " + VersionCommand.getVersion(),
                "Spring " + SpringVersion.getVersion(),
                "Netty " + Version.identify().get("netty-codec-stomp").artifactVersion());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor"; // not Linux
        }
    }

    /** Adds the version, which only a running peer can tell; does nothing if it is empty. */
    void addVersion(String version) {
        String versions = facts.getProperty(VERSIONS);
        if (!versions.contains(version)) {
            facts.setProperty(VERSIONS, versions + "; " + version);
        }
    }

    String get(String name) {
        String fact = facts.getProperty(name);
        if (fact == null) {
            throw new IllegalArgumentException("no such fact: " + name);
        }
        return fact;
    }

    void write(Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            facts.store(writer, null);
        }
    }

    static RunFacts read(Path file) throws IOException {
        Properties facts = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            facts.load(reader);
        }
        return new RunFacts(facts);
    }
}
