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
package io.github.camelstomp2.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that few use, in a process of its own, which ends with the tests. {@code .ci/matrix servers} brings them. */
final class ForeignServer implements AutoCloseable {
    private static final Path SOURCES = Path.of("src", "test", "resources", "servers");
    private static final Duration START = Duration.ofSeconds(90);

    private final List<String> command;
    private final int port = freePort();
    private Process process;

    private ForeignServer(List<String> command) {
        this.command = command;
    }

    /**
     * @param jars the directory below the one of the property {@code stomp2.servers.installed}
     * @param source a Java class of {@code resources/servers}
     */
    static ForeignServer java(String jars, String source) {
        Path installed = Path.of(System.getProperty("stomp2.servers.installed"));
        return new ForeignServer(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                installed.resolve(jars).toAbsolutePath() + "/*",
                SOURCES.resolve(source).toAbsolutePath().toString()));
    }

    /** @param source a script of {@code resources/servers} */
    static ForeignServer ruby(String source) {
        return new ForeignServer(
                List.of("ruby", SOURCES.resolve(source).toAbsolutePath().toString()));
    }

    String uri() {
        return "tcp://127.0.0.1:" + port;
    }

    /** In a new directory each time: what it should keep over a crash is no matter of these tests. */
    void start() throws IOException {
        Path home = Files.createTempDirectory("server");
        List<String> started = new ArrayList<>(command);
        started.add(Integer.toString(port));
        process = new ProcessBuilder(started)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("output.txt").toFile()))
                .start();
        await().atMost(START).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "the server has ended: " + Files.readString(home.resolve("output.txt")));
            }
            return accepts();
        });
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
