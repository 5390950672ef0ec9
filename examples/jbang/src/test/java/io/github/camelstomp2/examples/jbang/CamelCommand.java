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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The command {@code camel} in a JVM of its own that begins without the component, as it does for users: what the scripts
 * need beyond Camel JBang has to come out of Maven repositories.
 *
 * <p>The home directory and the local repository are directories of the build; in the latter, the build has put
 * nothing but the component. What Maven Central does not give, the build's own local repository may.
 */
final class CamelCommand implements AutoCloseable {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path LOCAL_REPOSITORY = TARGET.resolve("jbang-repository");
    private static final Path HOME = TARGET.resolve("jbang-home");

    private final Path output;
    private final Process process;

    /**
     * Starts it.
     *
     * @param directory where to run
     * @param arguments what follows {@code camel} on the command line
     */
    CamelCommand(Path directory, List<String> arguments) throws IOException {
        output = Files.createTempFile(TARGET, "jbang-", ".log");
        Files.createDirectories(HOME);
        String jbang = classPath();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // a JVM for some seconds
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dmaven.repo.local=" + LOCAL_REPOSITORY,
                "-Duser.home=" + HOME,
                "-cp",
                TARGET.resolve("classes") + File.pathSeparator + jbang,
                JBangLauncher.class.getName()));
        command.addAll(arguments);
        command.add("--logging-color=false");
        command.add("--repos=" + localRepositoryOfTheBuild(jbang).toUri());
        Path settings = Path.of(System.getProperty("user.home"), ".m2", "settings.xml");
        if (Files.exists(settings)) {
            command.add("--maven-settings=" + settings);
        }
        process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** What the JVM begins with. */
    static String classPath() throws IOException {
        return Files.readString(TARGET.resolve("jbang.classpath")).strip();
    }

    /** The jars of Camel JBang are in it. */
    private static Path localRepositoryOfTheBuild(String classPath) {
        Path jar = Path.of(classPath.split(File.pathSeparator)[0]);
        // org/apache/camel/camel-jbang-core/<version>/<jar>
        return jar.resolve("../../../../../..").normalize();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** What it printed so far. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The component's jar in the local repository that Camel JBang uses. */
    static Path usedComponent(String version) {
        return LOCAL_REPOSITORY.resolve(
                Path.of("io", "github", "camelstomp2", "camel-stomp2", version, "camel-stomp2-" + version + ".jar"));
    }

    /** The component's jar that the build made. */
    static Path builtComponent(String version) {
        return TARGET.resolve("component").resolve("camel-stomp2-" + version + ".jar");
    }

    /** Ctrl-C. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
