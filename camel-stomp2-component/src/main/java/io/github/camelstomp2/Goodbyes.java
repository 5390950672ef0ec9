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
package io.github.camelstomp2;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;

/**
 * The goodbyes of a component's connections. Camel stops its routes one after another. When the whole context stops, none
 * of them waits for its own goodbye: all go on side by side, and the component waits once, at its end. Thread-safe.
 */
final class Goodbyes {
    private final CamelContext context;
    private final Set<CompletableFuture<Void>> underWay = ConcurrentHashMap.newKeySet();

    Goodbyes(CamelContext context) {
        this.context = context;
    }

    /** Waits for a goodbye, or leaves it to {@link #awaitAll} while the context stops. */
    void await(CompletionStage<Void> goodbye) {
        if (context.isStopping()) {
            CompletableFuture<Void> future = goodbye.toCompletableFuture();
            underWay.add(future);
            future.whenComplete((nothing, failure) -> underWay.remove(future));
        } else {
            Waiting.forGoodbye(goodbye);
        }
    }

    /** Waits for this one and all that were left to it. Each has a time limit of its own. */
    void awaitAll(CompletionStage<Void> last) {
        CompletableFuture<?>[] left = underWay.toArray(CompletableFuture<?>[]::new);
        Waiting.forGoodbye(CompletableFuture.allOf(left).thenCombine(last, (nothing, end) -> null));
    }
}
