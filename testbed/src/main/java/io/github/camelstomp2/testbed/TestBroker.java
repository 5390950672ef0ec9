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

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A real broker under the control of a test.
 *
 * <p>Its ports are chosen once: after {@link #stop()} or {@link #kill()}, {@link #start()} brings it back on the same
 * ports with the messages it had stored. Methods may be called from any thread; calls that change the state of the
 * broker wait for one another. All of them throw {@link IllegalStateException} with the tail of the broker's log when
 * the broker does not do as told.
 */
public interface TestBroker extends AutoCloseable {

    /**
     * Queues whose names begin with this may be read, but nobody may write to them; ActiveMQ Classic and Artemis only.
     */
    String READ_ONLY_QUEUES = "read-only.";

    /**
     * Queues whose names begin with this hold about {@value #SMALL_QUEUE_BYTES} bytes. When one is full, the broker
     * confirms no further send before messages are consumed; ActiveMQ Classic only.
     */
    String SMALL_QUEUES = "small.";

    /** The size of {@link #SMALL_QUEUES}. */
    int SMALL_QUEUE_BYTES = 64 * 1024;

    /** Queues whose names begin with this deliver by priority on ActiveMQ Classic, which needs a policy for that. */
    String PRIORITY_QUEUES = "by-priority.";

    /** The longest body that is accepted; Artemis has no such limit. */
    int MAX_BODY_BYTES = 4 * 1024 * 1024;

    /** The kind of broker. */
    BrokerKind kind();

    /** The address it listens on. */
    default String host() {
        return "127.0.0.1";
    }

    /** The port of the plain STOMP listener. */
    int port();

    /**
     * The port of the STOMP listener with TLS, which presents {@link TestCertificates#server()} and accepts, without
     * demanding one, a client certificate of the same authority.
     *
     * @throws UnsupportedOperationException if this broker has no such listener
     */
    int sslPort();

    /** The address of STOMP over WebSocket, without TLS; empty if this broker does not support it. */
    default Optional<URI> webSocketUri() {
        return Optional.empty();
    }

    /** The address for clients of its JMS provider, without TLS; empty if it has none. */
    default Optional<URI> jmsUri() {
        return Optional.empty();
    }

    /** The process of a running broker of the test bed. The broker may use child processes. */
    default Optional<ProcessHandle> process() {
        return Optional.empty();
    }

    /** A user with all rights. */
    default String login() {
        return "camel";
    }

    /** The password of {@link #login()}. */
    default String passcode() {
        return "camel";
    }

    /** The version the running broker reports. */
    String version();

    /** Starts the broker and returns when it accepts connections. A running one is only resumed if it was frozen. */
    void start();

    /** Stops the broker in an orderly way and returns when it is gone; does nothing if it does not run. */
    void stop();

    /**
     * Ends the broker's process like a crash (SIGKILL). A test that declared queues and needs them after the restart
     * calls {@link #storeDefinitions()} before.
     *
     * @throws UnsupportedOperationException if {@link #isControllable()} is false
     */
    void kill();

    /**
     * Freezes the process (SIGSTOP): the operating system still accepts connections for it, but it does not answer.
     *
     * @throws UnsupportedOperationException if {@link #isControllable()} is false
     */
    void suspend();

    /** Lets a frozen process continue (SIGCONT); does nothing if it is not frozen. */
    void resume();

    /** Whether the broker's process belongs to the test bed, so that it can be stopped, killed and frozen. */
    boolean isControllable();

    /** Whether the broker was started, and neither stopped nor killed after that. */
    boolean isRunning();

    /**
     * How many messages a queue holds: those that wait and those delivered but not acknowledged yet.
     *
     * @param queueName without the {@code /queue/} prefix (which is dropped when given)
     * @return 0 if there is no such queue
     */
    long messageCount(String queueName);

    /** How many consumers a queue has; 0 if there is no such queue. */
    long consumerCount(String queueName);

    /** How many messages of a queue are delivered to consumers and not acknowledged; 0 if there is no such queue. */
    long unacknowledgedCount(String queueName);

    /**
     * How many messages of a queue no consumer and no client has had for some time, and are not delivered until the
     * broker is restarted. Artemis 2.50 can have such messages: two of its threads may clean up after a broken
     * connection at the same time. One of them acknowledges the first unanswered message in a transaction that the
     * other one has ended.
     */
    default long strandedCount(String queueName) {
        return 0;
    }

    /**
     * The prefetch that the broker applies to the only consumer of a queue: in messages; on Artemis in bytes, what is
     * left of it at the moment.
     *
     * @throws IllegalStateException if the queue has no consumer or several
     */
    long prefetch(String queueName);

    /**
     * How many durable subscriptions a topic has, with or without a consumer at the moment.
     *
     * @param topicName without the {@code /topic/} prefix
     */
    long durableSubscriptionCount(String topicName);

    /** The arguments with which a queue was declared, as texts. Empty for brokers other than RabbitMQ. */
    default Map<String, String> queueArguments(String queueName) {
        return Map.of();
    }

    /**
     * Waits until declared queues are on disk. RabbitMQ keeps their definitions (not their messages) in a write cache
     * for up to two seconds: a queue that was declared just before a kill is lost, with its messages.
     */
    default void storeDefinitions() {
        // The other brokers store a queue with its first message.
    }

    /** Deletes a queue with its messages; does nothing if there is no such queue. */
    void deleteQueue(String queueName);

    /** Ends the broker and deletes its stored data. */
    @Override
    void close();
}
