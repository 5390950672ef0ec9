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

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.link.LinkKeeper;
import io.github.camelstomp2.protocol.StompException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The callers that wait until the kind of broker is known. Event loop only. */
final class BrokerWaiters {
    private final List<CompletableFuture<BrokerDialect>> waiting = new ArrayList<>();
    private final LinkKeeper keeper;

    BrokerWaiters(LinkKeeper keeper) {
        this.keeper = keeper;
    }

    /** Completes this future as soon as the broker is known, or fails it if no broker can be reached. */
    void add(CompletableFuture<BrokerDialect> waiter) {
        waiting.add(waiter);
        if (keeper.session() != null) {
            connected(keeper.currentDialect());
        } else if (keeper.state() == ConnectionState.FAILED) {
            failed(keeper.gaveUp());
        }
    }

    void connected(BrokerDialect dialect) {
        take().forEach(waiter -> waiter.complete(dialect));
    }

    void failed(StompException cause) {
        take().forEach(waiter -> waiter.completeExceptionally(cause));
    }

    private List<CompletableFuture<BrokerDialect>> take() {
        List<CompletableFuture<BrokerDialect>> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }
}
