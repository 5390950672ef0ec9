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

/**
 * The brokers of this JVM. A test class takes one that earlier classes have used, if there is one: a start takes more
 * processor time than many tests. Most JVMs have one broker of each kind.
 *
 * <p>They are closed when the JVM ends, and not by JUnit at the end of a run: where Surefire has several JVMs, each
 * class in them is a run of its own.
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
    static synchronized TestBroker share(BrokerKind kind) {
        Shared shared = SHARED.get(kind);
        if (shared == null) {
            boolean external = TestBrokers.isExternal(kind);
            TestBroker idle = idle(kind, broker -> broker.isControllable() != external);
            shared = new Shared(idle != null ? idle : TestBrokers.any(kind));
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
    static synchronized TestBroker take(BrokerKind kind) {
        TestBroker idle = idle(kind, TestBroker::isControllable);
        return idle != null ? idle : TestBrokers.dedicated(kind);
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
}
