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

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;

/**
 * Waits for the end (DISCONNECT and its answer) of a component's connections. Camel stops its routes one after another.
 * When the whole context stops, none of them waits for its own connection: all connections end at the same time, and
 * the component waits once. Thread-safe.
 */
public final class Goodbyes {
    /** How long a connection that is stopped waits for the broker's answer to DISCONNECT. */
    public static final Duration LIMIT = Duration.ofSeconds(5);

    private final CamelContext context;
    private final Set<CompletableFuture<Void>> underWay = ConcurrentHashMap.newKeySet();

    Goodbyes(CamelContext context) {
        this.context = context;
    }

    /** Waits for the end of one connection, or leaves that to {@link #awaitAll} while the context stops. */
    void await(CompletionStage<Void> goodbye) {
        if (context.isStopping()) {
            CompletableFuture<Void> future = goodbye.toCompletableFuture();
            underWay.add(future);
            future.whenComplete((nothing, failure) -> underWay.remove(future));
        } else {
            BlockingWaits.forGoodbye(goodbye, LIMIT);
        }
    }

    /** Waits for this end and all that were left to it. Each has a time limit of its own. */
    void awaitAll(CompletionStage<Void> last) {
        CompletableFuture<?>[] left = underWay.toArray(CompletableFuture<?>[]::new);
        BlockingWaits.forGoodbye(CompletableFuture.allOf(left).thenCombine(last, (nothing, end) -> null), LIMIT);
    }
}
