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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A RabbitMQ of our own: a process with its node name, Erlang port mapper, ports, configuration and data all to
 * itself, besides whatever RabbitMQ this machine may run as a service.
 */
public final class RabbitMqProcess extends ProcessBroker {

    private static final Path DEBIAN_SCRIPT = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final Duration QUICK = Duration.ofSeconds(10);

    private final Path script;
    private final RabbitMqHome files;
    private final int webSocketPort = FreePorts.next();
    private final RabbitMqQueues queues = new RabbitMqQueues(this::eval);
    private Process portMapper;
    private ErlangControl control;
    private volatile String version = "unknown";

    /** @throws BrokerUnavailableException if RabbitMQ is not installed on this machine */
    public RabbitMqProcess() {
        super(BrokerKind.RABBITMQ);
        this.script = findScript().orElseThrow(() -> {
            close();
            return new BrokerUnavailableException("RabbitMQ is not installed: apt-get install rabbitmq-server, or put"
                    + " rabbitmq-server on the PATH; tests that leave the broker running can also use one that is named"
                    + " by -D" + ExternalRabbitMq.ADDRESS_PROPERTY + "=host:port,login,passcode");
        });
        this.files = new RabbitMqHome(home, port(), sslPort(), webSocketPort);
    }

    @Override
    public Optional<URI> webSocketUri() {
        return Optional.of(URI.create("ws://" + host() + ":" + webSocketPort + "/ws"));
    }

    @Override
    public String version() {
        return version;
    }

    /**
     * Evaluates an Erlang expression on the running node, such as {@code rabbit_alarm:get_alarms().}: for what no
     * method of {@link TestBroker} does.
     *
     * @return the printed value
     * @throws IllegalStateException if the node is down or the expression fails
     */
    public String eval(String expression) {
        requireRunning();
        return control.eval(expression);
    }

    @Override
    public long messageCount(String queueName) {
        return queues.figure("messages", queueName);
    }

    @Override
    public long consumerCount(String queueName) {
        return queues.figure("consumers", queueName);
    }

    @Override
    public long unacknowledgedCount(String queueName) {
        return queues.figure("messages_unacknowledged", queueName);
    }

    @Override
    public long prefetch(String queueName) {
        return queues.prefetch(queueName);
    }

    @Override
    public long durableSubscriptionCount(String topicName) {
        return queues.durableSubscriptionCount(topicName);
    }

    @Override
    public Map<String, String> queueArguments(String queueName) {
        return queues.arguments(queueName);
    }

    @Override
    public void deleteQueue(String queueName) {
        queues.delete(queueName);
    }

    @Override
    public void storeDefinitions() {
        eval("mnesia:sync_log().");
    }

    /** Makes the node believe that memory is short (or no longer): it then stops reading from connections that send. */
    public void setMemoryAlarm(boolean on) {
        eval("vm_memory_monitor:set_vm_memory_high_watermark(" + (on ? "0.0001" : "0.4") + ").");
    }

    /** Gives the user {@link #login()} another password. Connections that are open stay. */
    public void changePasscode(String newPasscode) {
        if (newPasscode.indexOf('"') >= 0 || newPasscode.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("not a password of a test");
        }
        eval("rabbit_auth_backend_internal:change_password(<<\"" + login() + "\">>, <<\"" + newPasscode
                + "\"/utf8>>, <<\"testbed\">>).");
    }

    @Override
    Process launch() throws IOException {
        files.write();
        startPortMapper();
        ProcessBuilder builder = new ProcessBuilder(script.toString());
        builder.environment().putAll(files.environment());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        return builder.start();
    }

    @Override
    boolean isReady(Process running) {
        boolean ready =
                Poll.accepts(host(), port()) && Poll.accepts(host(), sslPort()) && Poll.accepts(host(), webSocketPort);
        if (ready) {
            if (control == null) {
                control = new ErlangControl(files);
            }
            version = control.eval("rabbit_misc:version().").replace("\"", "");
        }
        return ready;
    }

    @Override
    void requestStop(Process running) {
        // the start script waits for the Erlang machine and does not pass signals on at once
        erlangMachine(running).destroy();
    }

    @Override
    void closeHelpers() {
        if (control != null) {
            control.close();
        }
        if (portMapper != null) {
            portMapper.destroyForcibly();
            Poll.until(QUICK, "the end of epmd", () -> !portMapper.isAlive());
        }
        ProcessGuard.instance().dropDead();
    }

    /** In the foreground and as our own child: the one that the Erlang machine would start is a daemon, and stays. */
    private void startPortMapper() throws IOException {
        if (portMapper == null || !portMapper.isAlive()) {
            portMapper = new ProcessBuilder(
                            "epmd", "-port", Integer.toString(files.portMapperPort()), "-address", host())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            ProcessGuard.instance().watch(portMapper.toHandle());
            Poll.until(QUICK, "epmd", () -> Poll.accepts(host(), files.portMapperPort()));
        }
    }

    private ProcessHandle erlangMachine(Process running) {
        try {
            long pid = Long.parseLong(Files.readString(files.pidFile()).strip());
            return ProcessHandle.of(pid).orElseGet(running::toHandle);
        } catch (IOException e) {
            throw new IllegalStateException(this + " wrote no pid file", e);
        }
    }

    private static Optional<Path> findScript() {
        // what Debian puts on the PATH insists on being the user rabbitmq: the script behind it comes first
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Stream<Path> onPath = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(entry -> !entry.isBlank())
                .map(entry -> Path.of(entry, "rabbitmq-server"));
        return Stream.concat(Stream.of(DEBIAN_SCRIPT), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
