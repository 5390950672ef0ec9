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

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * ActiveMQ Classic or Artemis in a JVM of its own. So it can really be killed and frozen, and its threads and memory
 * are not counted with those of the tests. The JVM runs {@link BrokerMain} with the class path of this one, and ends
 * when this one ends.
 */
final class ForkedBroker extends ProcessBroker {
    private static final Duration STRANDED_FOR = Duration.ofSeconds(2);
    private static final Duration STRANDED_PAUSE = Duration.ofMillis(20);

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);
    private static final String READY = "ready ";

    /**
     * Options for a quick start, which matters more here than speed after an hour. Files need not be written through to
     * the disk: the operating system keeps them when the process is killed.
     */
    static final List<String> SOON_UP = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx512m",
            "-D" + EmbeddedServer.NO_DISK_SYNC + "=true");

    static final List<String> SOON_FAST = List.of("-Xms2g", "-Xmx2g");

    private final List<String> jvmOptions;
    private final int jmsPort = FreePorts.next();
    private int webSocketPort;
    private LineChannel channel;
    private volatile String version = "unknown";

    ForkedBroker(BrokerKind kind, List<String> jvmOptions) {
        super(kind);
        this.jvmOptions = jvmOptions;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Optional<URI> webSocketUri() {
        // Artemis recognises an upgrade request on its STOMP port; the Classic one needs a web server
        return Optional.of(URI.create(
                "ws://" + host() + ":" + (kind() == BrokerKind.ARTEMIS ? port() : webSocketPort()) + "/stomp"));
    }

    /** Opened when somebody wants it: it makes the start slower. */
    private synchronized int webSocketPort() {
        if (webSocketPort == 0) {
            webSocketPort = FreePorts.next();
            ask("websocket " + webSocketPort);
        }
        return webSocketPort;
    }

    @Override
    public Optional<URI> jmsUri() {
        return Optional.of(URI.create("tcp://" + host() + ":" + jmsPort));
    }

    @Override
    public long messageCount(String queueName) {
        return Long.parseLong(ask("messages " + bareName(queueName)));
    }

    @Override
    public long consumerCount(String queueName) {
        return Long.parseLong(ask("consumers " + bareName(queueName)));
    }

    @Override
    public long unacknowledgedCount(String queueName) {
        return Long.parseLong(ask("unacknowledged " + bareName(queueName)));
    }

    /** Asked repeatedly, since a message that is moved inside the broker is for a moment in neither place. */
    @Override
    public long strandedCount(String queueName) {
        long begin = System.nanoTime();
        long count = stranded(queueName);
        while (count > 0 && System.nanoTime() - begin < STRANDED_FOR.toNanos()) {
            LockSupport.parkNanos(STRANDED_PAUSE.toNanos());
            count = stranded(queueName);
        }
        return count;
    }

    private long stranded(String queueName) {
        return Long.parseLong(ask("stranded " + bareName(queueName)));
    }

    @Override
    public long prefetch(String queueName) {
        return Long.parseLong(ask("prefetch " + bareName(queueName)));
    }

    @Override
    public long durableSubscriptionCount(String topicName) {
        return Long.parseLong(ask("subscriptions " + topicName));
    }

    @Override
    public void deleteQueue(String queueName) {
        ask("delete " + bareName(queueName));
    }

    @Override
    Process launch() throws IOException {
        TestCertificates certificates = TestCertificates.get();
        BrokerMain.Settings settings = new BrokerMain.Settings(
                kind(),
                home.resolve("data"),
                port(),
                sslPort(),
                jmsPort,
                login(),
                passcode(),
                certificates.server().keyStore(),
                certificates.trustStore(),
                certificates.password());
        ProcessBuilder builder = new ProcessBuilder(command(settings));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.redirectError(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        Process process = builder.start();
        channel = new LineChannel(kind().displayName(), process);
        return process;
    }

    private List<String> command(BrokerMain.Settings settings) {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add(BrokerMain.class.getName());
        command.addAll(settings.toArguments());
        return command;
    }

    @Override
    boolean isReady(Process running) {
        String line = channel.poll(Duration.ofMillis(200));
        if (line == null || !line.startsWith(READY)) {
            return false;
        }
        version = line.substring(READY.length());
        if (webSocketPort != 0) {
            askNow("websocket " + webSocketPort);
        }
        return Poll.accepts(host(), port()) && Poll.accepts(host(), sslPort());
    }

    @Override
    void requestStop(Process running) {
        ask("stop");
    }

    private String ask(String question) {
        requireRunning();
        return askNow(question);
    }

    private String askNow(String question) {
        String answer = channel.ask(question, ANSWER_TIMEOUT);
        if (!answer.startsWith("ok ")) {
            throw new IllegalStateException(this + " answers to '" + question + "': " + answer + "\n" + logTail());
        }
        return answer.substring("ok ".length());
    }
}
