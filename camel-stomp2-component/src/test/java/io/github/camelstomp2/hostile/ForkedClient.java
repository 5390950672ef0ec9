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

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A {@link HostileClient} with a heap of 64 MiB; all that it prints, its log included, is kept. */
final class ForkedClient implements AutoCloseable {
    /** In which its JVM starts and it connects, also on a machine that has other work. */
    static final Duration COMES_WITHIN = Duration.ofSeconds(90);

    private final Process process;
    private final Writer commands;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    ForkedClient(String uri) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:MaxDirectMemorySize=32m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dstomp2.log=INFO",
                HostileClient.class.getName(),
                uri);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.redirectErrorStream(true);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "forked-client-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // it was destroyed
        }
    }

    /** How many lines it has printed. */
    int position() {
        return lines.size();
    }

    /** The lines from a position on. */
    List<String> since(int position) {
        return lines.stream().skip(position).toList();
    }

    /** Waits for a line that holds this text, from a position on. */
    String expect(int position, String text) {
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive() || says(position, text));
        } finally {
            if (!says(position, text)) {
                // The next case needs one that is not still busy with this one.
                process.destroyForcibly();
            }
        }
        return since(position).stream()
                .filter(line -> line.contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + text + "', but it printed " + since(position)));
    }

    private boolean says(int position, String text) {
        return since(position).stream().anyMatch(line -> line.contains(text));
    }

    /** Gives a command and waits until it is obeyed. */
    void tell(String command) {
        int position = position();
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new AssertionError("the client is gone; it printed " + since(Math.max(0, position - 20)), e);
        }
        expect(position, "done " + command);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
