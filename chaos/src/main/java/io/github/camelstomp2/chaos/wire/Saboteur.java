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
 * Makes a client faulty: the frames of a correct client are rewritten to those of a client with a certain error, and so
 * are the frames that it receives. The checker has to find the error; otherwise the checker itself is wrong.
 */
public enum Saboteur {
    /** Acknowledges a message when it arrives, like a client that uses ack mode {@code auto} by mistake. */
    ACKNOWLEDGES_EARLY(() -> EarlyAcknowledgement::new),

    /** Takes each receipt for the receipt of the oldest send, whatever its id is. */
    MATCHES_RECEIPTS_IN_ORDER(() -> ReceiptsInOrder::new),

    /** Leaves out {@code persistent:true}. */
    SENDS_TRANSIENT(() -> TransientSends::new),

    /** Acknowledges cumulatively up to the last delivered message, instead of the last processed one. */
    ACKNOWLEDGES_HIGHEST(() -> HighestAcknowledgement::new),

    /** Sends the missing acknowledgements of a lost connection on the next one. */
    ACKNOWLEDGES_STALE(() -> {
        StaleAcknowledgements.Owed owed = new StaleAcknowledgements.Owed();
        return () -> new StaleAcknowledgements(owed);
    });

    private final Supplier<Supplier<Interceptor>> factory;

    Saboteur(Supplier<Supplier<Interceptor>> factory) {
        this.factory = factory;
    }

    /** Makes the interceptors of a faulty client, for each connection of a run. */
    public Supplier<List<Interceptor>> interceptors() {
        Supplier<Interceptor> ofConnection = factory.get();
        return () -> List.of(ofConnection.get());
    }
}
