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
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Gives a test class a running broker:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);
 * }</pre>
 *
 * <p>A broker that this machine does not have makes the class skipped, with one line that says why, unless the system
 * property {@value #REQUIRE_PROPERTY} (a comma-separated list of {@link BrokerKind#id()}) contains it: then the class
 * fails. Test methods may also take the {@link TestBroker} as a parameter.
 */
public final class BrokerExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, ParameterResolver {

    /** Names the brokers that a test run must have; without one of them the run fails. */
    public static final String REQUIRE_PROPERTY = "stomp2.it.require";

    private static final AtomicLong COUNTER = new AtomicLong();

    /** Different in every JVM, so that names do not collide with queues that an earlier run left on a broker. */
    private static final String RUN = Long.toString(System.currentTimeMillis() % 1_000_000_000L, 36)
            + Long.toString(ProcessHandle.current().pid(), 36);

    private final BrokerKind kind;
    private final boolean shared;
    private boolean webSocket;
    private TestBroker broker;

    /** The class and those inside it whose tests run. */
    private int users;

    private BrokerExtension(BrokerKind kind, boolean shared) {
        this.kind = kind;
        this.shared = shared;
    }

    /**
     * A broker that other test classes of the JVM have used, or use at the same time: started when it is first needed,
     * closed when the JVM ends. Tests must leave it running and use {@link #uniqueName} for their queues.
     */
    public static BrokerExtension shared(BrokerKind kind) {
        return new BrokerExtension(kind, true);
    }

    /**
     * A broker that this test class alone uses while its tests run, and may stop, kill, freeze and restart. It runs at
     * the start of every test. The next class that asks for one takes it over with the queues that are left on it, so
     * use {@link #uniqueName} here too.
     */
    public static BrokerExtension dedicated(BrokerKind kind) {
        return new BrokerExtension(kind, false);
    }

    /** With {@link #uri} being that of STOMP over WebSocket. */
    public BrokerExtension overWebSocket() {
        webSocket = true;
        return this;
    }

    /** The kind of broker; known before it runs. */
    public BrokerKind kind() {
        return kind;
    }

    /** The broker; it was running when the test class began. */
    public TestBroker broker() {
        if (broker == null) {
            throw new IllegalStateException("no broker before the test class has begun: is the field static"
                    + " and annotated @RegisterExtension?");
        }
        return broker;
    }

    /** The address it listens on. */
    public String host() {
        return broker().host();
    }

    /** The port of the plain STOMP listener. */
    public int port() {
        return broker().port();
    }

    /** The port of the STOMP listener with TLS. */
    public int sslPort() {
        return broker().sslPort();
    }

    /** Such as {@code tcp://127.0.0.1:20613} or {@code ws://127.0.0.1:20674/ws}. */
    public String uri() {
        return uriAt(host(), openPort());
    }

    /** The port of {@link #uri}. */
    public int openPort() {
        return webSocket ? webSocketUri().getPort() : port();
    }

    /** As {@link #uri}, with another way to the same broker. */
    public String uriAt(String otherHost, int otherPort) {
        return webSocket
                ? "ws://" + otherHost + ":" + otherPort + webSocketUri().getPath()
                : "tcp://" + otherHost + ":" + otherPort;
    }

    private URI webSocketUri() {
        return broker().webSocketUri()
                .orElseThrow(() -> new BrokerUnavailableException("no WebSocket of " + kind.displayName()));
    }

    /** Such as {@code ssl://localhost:20614}; with a host name, since certificates are for the name. */
    public String sslUri() {
        return "ssl://localhost:" + sslPort();
    }

    /** A name that no other test uses, such as {@code orders-4fzyo8-1}: for queues and topics, without a prefix. */
    public String uniqueName(String prefix) {
        return prefix + "-" + RUN + "-" + COUNTER.incrementAndGet();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        users++;
        try {
            if (broker == null) {
                broker = shared ? BrokerPool.share(kind) : BrokerPool.take(kind);
            }
            broker.start();
        } catch (BrokerUnavailableException e) {
            if (isRequired()) {
                throw new IllegalStateException(
                        kind.displayName() + " is required by -D" + REQUIRE_PROPERTY + ", but: " + e.getMessage(), e);
            }
            throw new TestAbortedException("skipped: " + e.getMessage(), e);
        }
    }

    /**
     * Starts or resumes the broker if the previous test left it stopped or frozen, so that one failure does not cause
     * others.
     */
    @Override
    public void beforeEach(ExtensionContext context) {
        broker().start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        // JUnit calls this also if another extension failed before this one began
        users = Math.max(0, users - 1);
        if (users == 0 && broker != null) {
            BrokerPool.giveBack(broker);
            broker = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestBroker.class;
    }

    @Override
    public TestBroker resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return broker();
    }

    private boolean isRequired() {
        return Arrays.stream(System.getProperty(REQUIRE_PROPERTY, "").split(","))
                .anyMatch(id -> id.strip().equals(kind.id()));
    }
}
