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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The brokers of this JVM. A test class takes one that earlier classes have used, if there is one: a start takes more
 * processor time than many tests. Most JVMs have one broker of each kind.
 */
final class BrokerPool {

    /** Those that no test class uses now. */
    private static final Map<BrokerKind, Deque<TestBroker>> IDLE = new EnumMap<>(BrokerKind.class);

    /** Those that test classes use beside each other. */
    private static final Map<BrokerKind, Shared> SHARED = new EnumMap<>(BrokerKind.class);

    private static final class Shared {
        private final TestBroker broker;
        private int users;

        private Shared(TestBroker broker) {
            this.broker = broker;
        }
    }

    private BrokerPool() {}

    /**
     * The broker that all get who ask for this until each of them has given it back.
     *
     * @throws BrokerUnavailableException if this machine cannot run one
     */
    static synchronized TestBroker share(BrokerKind kind, ExtensionContext context) {
        Shared shared = SHARED.get(kind);
        if (shared == null) {
            boolean external = TestBrokers.isExternal(kind);
            TestBroker idle = idle(kind, broker -> broker.isControllable() != external);
            shared = new Shared(idle != null ? idle : closedAtEnd(TestBrokers.any(kind), context));
            SHARED.put(kind, shared);
        }
        shared.users++;
        return shared.broker;
    }

    /**
     * A broker that nobody else uses until it is given back.
     *
     * @throws BrokerUnavailableException if this machine cannot run one
     */
    static synchronized TestBroker take(BrokerKind kind, ExtensionContext context) {
        TestBroker idle = idle(kind, TestBroker::isControllable);
        return idle != null ? idle : closedAtEnd(TestBrokers.dedicated(kind), context);
    }

    /** Ends what {@link #share} or {@link #take} began. */
    static synchronized void giveBack(TestBroker broker) {
        Shared shared = SHARED.get(broker.kind());
        if (shared != null && shared.broker == broker) {
            shared.users--;
            if (shared.users > 0) {
                return;
            }
            SHARED.remove(broker.kind());
        }
        IDLE.computeIfAbsent(broker.kind(), kind -> new ArrayDeque<>()).push(broker);
    }

    /** {@code null}: there is none. */
    private static TestBroker idle(BrokerKind kind, Predicate<TestBroker> wanted) {
        Iterator<TestBroker> all =
                IDLE.computeIfAbsent(kind, k -> new ArrayDeque<>()).iterator();
        while (all.hasNext()) {
            TestBroker broker = all.next();
            if (wanted.test(broker)) {
                all.remove();
                return broker;
            }
        }
        return null;
    }

    /**
     * Lets JUnit close the broker when the last test of the JVM is done. If the JVM ends in another way, a shutdown
     * hook closes it. The store of the root would end too early: where Surefire has several JVMs, each class in them is
     * a run of its own.
     */
    private static TestBroker closedAtEnd(TestBroker broker, ExtensionContext context) {
        context.getStore(
                        ExtensionContext.StoreScope.LAUNCHER_SESSION,
                        ExtensionContext.Namespace.create(BrokerPool.class))
                .put(broker, (AutoCloseable) () -> close(broker));
        return broker;
    }

    private static synchronized void close(TestBroker broker) {
        SHARED.values().removeIf(shared -> shared.broker == broker);
        IDLE.values().forEach(brokers -> brokers.remove(broker));
        broker.close();
    }
}
