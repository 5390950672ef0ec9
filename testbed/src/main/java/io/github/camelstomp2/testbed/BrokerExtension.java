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

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
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

    /** Names the brokers without which a test run is a failure. */
    public static final String REQUIRE_PROPERTY = "stomp2.it.require";

    private static final Map<BrokerKind, TestBroker> SHARED = new EnumMap<>(BrokerKind.class);
    private static final AtomicLong COUNTER = new AtomicLong();

    /** Different in every JVM, so that queues left over on a broker that stays are not met again. */
    private static final String RUN = Long.toString(System.currentTimeMillis() % 1_000_000_000L, 36);

    private final BrokerKind kind;
    private final boolean shared;
    private TestBroker broker;

    private BrokerExtension(BrokerKind kind, boolean shared) {
        this.kind = kind;
        this.shared = shared;
    }

    /**
     * The one broker of this kind that all tests of the JVM share: started when it is first needed, closed with the
     * last test. Tests must leave it running and use {@link #uniqueName} for their queues.
     */
    public static BrokerExtension shared(BrokerKind kind) {
        return new BrokerExtension(kind, true);
    }

    /**
     * A broker for this test class alone, which may stop, kill, freeze and restart it; it runs at the start of every
     * test.
     */
    public static BrokerExtension dedicated(BrokerKind kind) {
        return new BrokerExtension(kind, false);
    }

    /** Which broker this is; known before it runs. */
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

    /** Such as {@code tcp://127.0.0.1:20613}. */
    public String uri() {
        return "tcp://" + host() + ":" + port();
    }

    /** Such as {@code ssl://localhost:20614}; by name, because that is what certificates are checked against. */
    public String sslUri() {
        return "ssl://localhost:" + sslPort();
    }

    /** A name that no other test uses, such as {@code orders-4fzyo8-1}: for queues and topics, without a prefix. */
    public String uniqueName(String prefix) {
        return prefix + "-" + RUN + "-" + COUNTER.incrementAndGet();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        try {
            if (shared) {
                broker = sharedBroker(kind, context);
            } else {
                broker = TestBrokers.dedicated(kind);
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

    /** A test that left its broker down or frozen must not take the tests after it along. */
    @Override
    public void beforeEach(ExtensionContext context) {
        broker().start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!shared && broker != null) {
            broker.close();
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

    private static TestBroker sharedBroker(BrokerKind kind, ExtensionContext context) {
        synchronized (SHARED) {
            TestBroker known = SHARED.get(kind);
            if (known != null) {
                return known;
            }
            TestBroker made = TestBrokers.any(kind);
            SHARED.put(kind, made);
            // closed by JUnit when the last test of the run is done; a JVM that ends otherwise has its shutdown hook
            context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(BrokerExtension.class))
                    .put(kind, (AutoCloseable) () -> closeShared(kind));
            return made;
        }
    }

    private static void closeShared(BrokerKind kind) {
        synchronized (SHARED) {
            SHARED.remove(kind).close();
        }
    }
}
