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
package io.github.camelstomp2.client;

import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.transport.NettyTransport;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One connection for all users with equal options. The first user starts it, the last one stops it. Thread-safe.
 *
 * <p>The lock is held for a map operation only, never while a thread waits.
 */
public final class SharedConnections {
    private final NettyTransport transport;
    private final Map<StompClientOptions, Shared> connections = new HashMap<>();

    private static final class Shared {
        private final StompConnection connection;
        private int users;

        Shared(StompConnection connection) {
            this.connection = connection;
        }
    }

    public SharedConnections(NettyTransport transport) {
        this.transport = transport;
    }

    /** The started connection with these options. To be given back with {@link #release}. */
    public synchronized StompConnection acquire(String name, StompClientOptions options) {
        Shared shared = connections.get(options);
        if (shared == null) {
            shared = new Shared(new StompConnection(name, options, transport));
            connections.put(options, shared);
        }
        shared.users++;
        // A connection that gave up tries again for a new user, even if it has other users.
        shared.connection.start();
        return shared.connection;
    }

    /** The connection with these options; {@code null} if nobody uses one. */
    public synchronized @Nullable StompConnection find(StompClientOptions options) {
        Shared shared = connections.get(options);
        return shared == null ? null : shared.connection;
    }

    /**
     * Gives a connection back; the call of the last user stops it.
     *
     * @return done when the connection is stopped; at once while there are other users
     */
    public synchronized CompletionStage<Void> release(StompClientOptions options, Duration timeout) {
        Shared shared = connections.get(options);
        if (shared == null || --shared.users > 0) {
            return CompletableFuture.completedFuture(null);
        }
        connections.remove(options);
        return shared.connection.stop(timeout);
    }

    /** Stops all connections, even if they are in use. */
    public synchronized CompletionStage<Void> stopAll(Duration timeout) {
        CompletableFuture<?>[] stopping = connections.values().stream()
                .map(shared -> shared.connection.stop(timeout).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        connections.clear();
        return CompletableFuture.allOf(stopping);
    }
}
