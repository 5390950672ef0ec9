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

import io.github.camelstomp2.client.StompConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A lease of the connection that producers with equal options share, with the limits for sends and requests over it.
 * The end of the last lease closes the connection. Thread-safe.
 */
public final class ProducerConnection implements ConsumerConnection {
    private final KeptConnection leased;
    private final Supplier<CompletionStage<Void>> end;
    private final Goodbyes goodbyes;
    private boolean closed;

    /** @param end ends the lease; done when the connection is stopped, or at once while it has other leases */
    ProducerConnection(KeptConnection leased, Supplier<CompletionStage<Void>> end, Goodbyes goodbyes) {
        this.leased = leased;
        this.end = end;
        this.goodbyes = goodbyes;
    }

    /** The connection; it is started. */
    @Override
    public StompConnection connection() {
        return leased.connection;
    }

    /** The limit for sends that are on their way. */
    public SendRoom sends() {
        return leased.sends;
    }

    /** The limit for requests that wait for replies. */
    public SendRoom requests() {
        return leased.requests;
    }

    /**
     * Ends the lease. The end of the last one closes the connection and waits for that, unless the whole context stops.
     * A second call does nothing.
     */
    @Override
    public void close() {
        goodbyes.await(release());
    }

    private synchronized CompletionStage<Void> release() {
        if (closed) {
            return CompletableFuture.completedFuture(null);
        }
        closed = true;
        return end.get();
    }
}
