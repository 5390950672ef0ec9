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
import java.util.Map;
import java.util.Optional;

/**
 * A private RabbitMQ: a process with its own node name, Erlang port mapper, ports, configuration and data, independent
 * of a RabbitMQ that this machine may run as a service.
 */
public final class RabbitMqProcess extends ProcessBroker {

    private final Path script;
    private final RabbitMqHome files;
    private final int webSocketPort = FreePorts.next();
    private final RabbitMqQueues queues = new RabbitMqQueues(this::eval);
    private final RabbitMqPeers peers;
    private ErlangControl control;
    private volatile String version = "unknown";

    /** @throws BrokerUnavailableException if RabbitMQ is not installed on this machine */
    public RabbitMqProcess() {
        this(RabbitMqPeers.none());
    }

    /** @throws BrokerUnavailableException if RabbitMQ is not installed on this machine */
    RabbitMqProcess(RabbitMqPeers peers) {
        super(BrokerKind.RABBITMQ);
        this.peers = peers;
        this.script = RabbitMqInstallation.newest()
                .map(RabbitMqInstallation::script)
                .orElseThrow(() -> {
                    close();
                    return new BrokerUnavailableException(
                            "RabbitMQ is not installed: apt-get install rabbitmq-server, put"
                                    + " rabbitmq-server on the PATH, or set RABBITMQ_HOME; tests that leave the broker running can"
                                    + " also use one that is named by -D" + ExternalRabbitMq.ADDRESS_PROPERTY
                                    + "=host:port,login,passcode");
                });
        this.files = new RabbitMqHome(home, port(), sslPort(), webSocketPort, peers);
    }

    @Override
    public Optional<URI> webSocketUri() {
        return Optional.of(URI.create("ws://" + host() + ":" + webSocketPort + "/ws"));
    }

    @Override
    public String version() {
        return version;
    }

    /** As its peers call it. */
    String nodeName() {
        return files.nodeName();
    }

    /** What it is a node of; empty if it is alone. */
    public Optional<RabbitMqCluster> cluster() {
        return peers.cluster();
    }

    /** Whether it is the home of a classic queue, or has the leader of a quorum queue or stream. */
    public boolean leads(String queueName) {
        return queues.isLed(queueName);
    }

    /**
     * Evaluates an Erlang expression on the running node, such as {@code rabbit_alarm:get_alarms().}. For what the
     * methods of {@link TestBroker} do not offer.
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

    /** Sets or clears the node's memory alarm. While it is set, the node does not read from connections that send. */
    public void setMemoryAlarm(boolean on) {
        eval("vm_memory_monitor:set_vm_memory_high_watermark(" + (on ? "0.0001" : "0.4") + ").");
    }

    /** Changes the password of the user {@link #login()}. Open connections stay open. */
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
        peers.portMapper().start();
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
        // the start script waits for the Erlang machine and does not pass on signals at once
        erlangMachine(running).destroy();
    }

    @Override
    void closeHelpers() {
        if (control != null) {
            control.close();
        }
        peers.leave();
        ProcessGuard.instance().dropDead();
    }

    private ProcessHandle erlangMachine(Process running) {
        try {
            long pid = Long.parseLong(Files.readString(files.pidFile()).strip());
            return ProcessHandle.of(pid).orElseGet(running::toHandle);
        } catch (IOException e) {
            throw new IllegalStateException(this + " wrote no pid file", e);
        }
    }
}
