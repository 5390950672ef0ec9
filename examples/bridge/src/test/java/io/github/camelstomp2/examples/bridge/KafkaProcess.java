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
package io.github.camelstomp2.examples.bridge;

import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A broker of Kafka in a process of its own: one node without ZooKeeper, on free ports of the loopback interface. */
final class KafkaProcess implements AutoCloseable {
    /** 16 octets in Base64: any cluster has some. */
    private static final String CLUSTER = "c3RvbXAyLWJyaWRnZS1pdA";

    private final Path directory;
    private final int port = freePort();
    private Process process;

    /** Starts it; its data is below a directory. */
    KafkaProcess(Path directory) throws Exception {
        this.directory = directory;
        int controller = freePort();
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.write(data.resolve("meta.properties"), List.of("version=1", "node.id=1", "cluster.id=" + CLUSTER));
        Files.write(
                directory.resolve("server.properties"),
                List.of(
                        "process.roles=broker,controller",
                        "node.id=1",
                        "controller.quorum.voters=1@127.0.0.1:" + controller,
                        "controller.listener.names=CONTROLLER",
                        "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
                        "log.dirs=" + data.toString().replace('\\', '/'),
                        "offsets.topic.num.partitions=1",
                        "offsets.topic.replication.factor=1",
                        "transaction.state.log.num.partitions=1",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "group.initial.rebalance.delay.ms=0"));
        start();
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Starts it, again after a kill, and returns when it accepts connections. */
    void start() throws Exception {
        process = java(
                directory.resolve("kafka.log").toFile(),
                "kafka.Kafka",
                directory.resolve("server.properties").toString());
        Wait.until(this::accepts);
    }

    private boolean accepts() throws Exception {
        if (!process.isAlive()) {
            throw new IllegalStateException("Kafka ended: " + Files.readString(directory.resolve("kafka.log")));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    /** Like a crash. */
    void kill() throws Exception {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws Exception {
        kill();
    }

    /** A JVM with the class path of this one. */
    static Process java(File log, String main, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                main);
        builder.command().addAll(List.of(arguments));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
