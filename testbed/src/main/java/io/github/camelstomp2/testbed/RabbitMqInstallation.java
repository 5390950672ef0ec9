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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A RabbitMQ that is installed on this machine.
 *
 * @param script the one that starts it
 * @param version as its files say, {@value #UNKNOWN} if they do not
 */
record RabbitMqInstallation(Path script, String version) {
    private static final System.Logger LOG = System.getLogger(RabbitMqInstallation.class.getName());

    private static final String UNKNOWN = "0";
    private static final String SCRIPT = "rabbitmq-server";
    private static final Path DEBIAN = Path.of("/usr/lib/rabbitmq");
    private static final Path OPTIONAL = Path.of("/opt");

    /** Debian has {@code lib/rabbitmq_server-3.10.8}, the archive {@code rabbitmq_server-3.10.8}, in it {@code plugins/rabbit-3.10.8}. */
    private static final Pattern VERSIONED =
            Pattern.compile("(?:rabbitmq_server|rabbit)-([0-9][0-9A-Za-z.+-]*?)(?:\\.ez)?");

    private static final Comparator<RabbitMqInstallation> BY_VERSION =
            Comparator.comparing(installation -> ModuleDescriptor.Version.parse(installation.version));

    private static final class OfThisMachine {
        private static final Optional<RabbitMqInstallation> NEWEST = told(find(System.getenv(), OPTIONAL));

        private static Optional<RabbitMqInstallation> told(Optional<RabbitMqInstallation> found) {
            found.ifPresent(newest -> LOG.log(
                    System.Logger.Level.INFO,
                    "the tests run against RabbitMQ " + newest.version + " (" + newest.script + ")"));
            return found;
        }
    }

    /** The one that the tests of this JVM take; says in the log which one that is. */
    static Optional<RabbitMqInstallation> newest() {
        return OfThisMachine.NEWEST;
    }

    /**
     * The one that {@code RABBITMQ_HOME} names, else the newest.
     *
     * @param environment that of the process
     * @param optional the directory in which archives are unpacked
     */
    static Optional<RabbitMqInstallation> find(Map<String, String> environment, Path optional) {
        String named = environment.get("RABBITMQ_HOME");
        if (named != null) {
            return scripts(Path.of(named)).map(RabbitMqInstallation::of).findFirst();
        }
        // what Debian puts on the PATH insists on being the user rabbitmq: the script behind it comes first
        return Stream.of(scripts(DEBIAN), unpacked(optional), onPath(environment.getOrDefault("PATH", "")))
                .flatMap(found -> found)
                .map(RabbitMqInstallation::of)
                .reduce((one, other) -> BY_VERSION.compare(one, other) >= 0 ? one : other);
    }

    private static Stream<Path> scripts(Path home) {
        return Stream.of("bin", "sbin")
                .map(directory -> home.resolve(directory).resolve(SCRIPT))
                .filter(Files::isExecutable);
    }

    private static Stream<Path> unpacked(Path directory) {
        return children(directory)
                .filter(home -> home.getFileName().toString().startsWith("rabbitmq"))
                .flatMap(RabbitMqInstallation::scripts);
    }

    private static Stream<Path> onPath(String path) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(entry -> !entry.isBlank())
                .map(entry -> Path.of(entry, SCRIPT))
                .filter(Files::isExecutable);
    }

    private static RabbitMqInstallation of(Path script) {
        try {
            Path home = script.toRealPath().getParent().getParent();
            String version = Stream.of(
                            Stream.of(home), children(home.resolve("lib")), children(home.resolve("plugins")))
                    .flatMap(paths -> paths)
                    .map(path -> VERSIONED.matcher(String.valueOf(path.getFileName())))
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .findFirst()
                    .orElse(UNKNOWN);
            return new RabbitMqInstallation(script, version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Stream.empty();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
