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

/**
 * ActiveMQ Classic or Artemis, embedded in a JVM of its own, so that killing and freezing it is what it says, and its
 * threads and memory are not those of the tests. The JVM runs {@link BrokerMain} with the class path of this one and
 * ends when this one does.
 */
final class ForkedBroker extends ProcessBroker {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);
    private static final String READY = "ready ";

    /** To be up soon matters more than to be fast after an hour. */
    static final List<String> SOON_UP =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx512m");

    static final List<String> SOON_FAST = List.of("-Xms2g", "-Xmx2g");

    private final List<String> jvmOptions;
    private final int jmsPort = FreePorts.next();
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
        // Artemis recognises an upgrade request on its STOMP port; the Classic one would need a web server
        return kind() == BrokerKind.ARTEMIS
                ? Optional.of(URI.create("ws://" + host() + ":" + port() + "/stomp"))
                : Optional.empty();
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
        return Poll.accepts(host(), port()) && Poll.accepts(host(), sslPort());
    }

    @Override
    void requestStop(Process running) {
        ask("stop");
    }

    private String ask(String question) {
        requireRunning();
        String answer = channel.ask(question, ANSWER_TIMEOUT);
        if (!answer.startsWith("ok ")) {
            throw new IllegalStateException(this + " answers to '" + question + "': " + answer + "\n" + logTail());
        }
        return answer.substring("ok ".length());
    }
}
