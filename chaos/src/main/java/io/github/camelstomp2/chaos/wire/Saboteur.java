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
package io.github.camelstomp2.chaos.wire;

import java.util.List;
import java.util.function.Supplier;

/**
 * Makes a client wrong: what leaves it is rewritten into what a client with a certain mistake would write, and what it is
 * told into what such a client would believe. The ledger has to show it; a saboteur who is not noticed means that the
 * checker is blind.
 */
public enum Saboteur {
    /** Acknowledges a message when it arrives, as a client in ack mode {@code auto} by mistake. */
    ACKNOWLEDGES_EARLY(() -> EarlyAcknowledgement::new),

    /** Takes each receipt for that of the oldest send, whatever id it has. */
    MATCHES_RECEIPTS_IN_ORDER(() -> ReceiptsInOrder::new),

    /** Forgets {@code persistent:true}. */
    SENDS_TRANSIENT(() -> TransientSends::new),

    /** Acknowledges, cumulatively, the highest message that was delivered instead of the highest that is done. */
    ACKNOWLEDGES_HIGHEST(() -> HighestAcknowledgement::new),

    /** Sends the acknowledgements that it owed on a connection that was lost on the next one. */
    ACKNOWLEDGES_STALE(() -> {
        StaleAcknowledgements.Owed owed = new StaleAcknowledgements.Owed();
        return () -> new StaleAcknowledgements(owed);
    });

    private final Supplier<Supplier<Interceptor>> factory;

    Saboteur(Supplier<Supplier<Interceptor>> factory) {
        this.factory = factory;
    }

    /** Makes one for each connection of a run. */
    public Supplier<List<Interceptor>> interceptors() {
        Supplier<Interceptor> ofConnection = factory.get();
        return () -> List.of(ofConnection.get());
    }
}
