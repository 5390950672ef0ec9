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
package io.github.camelstomp2.connection;

import io.github.camelstomp2.client.SharedConnections;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.transport.NettyTransport;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The connections that producers share. Each has limits, which end with its last lease. Thread-safe; the lock is held
 * for map operations only.
 */
final class ProducerConnections {
    private final SharedConnections shared;
    private final Goodbyes goodbyes;
    private final ConnectionRegister register;
    private final Map<StompClientOptions, KeptConnection> kept = new HashMap<>();

    ProducerConnections(NettyTransport transport, Goodbyes goodbyes, ConnectionRegister register) {
        this.register = register;
        this.goodbyes = goodbyes;
        this.shared = new SharedConnections(transport);
    }

    synchronized ProducerConnection acquire(String name, StompClientOptions options) {
        StompConnection connection = shared.acquire(name, options);
        KeptConnection leased = kept.computeIfAbsent(options, key -> new KeptConnection(options, connection));
        leased.leases++;
        register.add(connection);
        return new ProducerConnection(leased, () -> release(leased), goodbyes);
    }

    /** The connection with these options; {@code null} if nobody has a lease of it. */
    StompConnection find(StompClientOptions options) {
        return shared.find(options);
    }

    /**
     * Ends a lease.
     *
     * @return done when the connection is stopped, or at once while it has other leases
     */
    private synchronized CompletionStage<Void> release(KeptConnection leased) {
        CompletionStage<Void> released = shared.release(leased.options, Goodbyes.LIMIT);
        if (--leased.leases > 0) {
            return released;
        }
        kept.remove(leased.options, leased);
        return released.whenComplete((done, failure) -> register.remove(leased.connection));
    }

    /** Stops all connections, even if they have leases. */
    synchronized CompletionStage<Void> stopAll() {
        kept.clear();
        return shared.stopAll(Goodbyes.LIMIT);
    }
}
