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

import io.github.camelstomp2.protocol.StompException;
import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.Route;
import org.apache.camel.spi.SynchronizationRouteAware;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Commits the transacted sends of an exchange at the end of the route in which it began; so whoever waits for the exchange
 * (a caller, or a consumer that acknowledges) learns of a failure.
 */
final class CommitAfterRoute extends SynchronizationAdapter implements SynchronizationRouteAware {
    private final ExchangeTransaction transaction;

    CommitAfterRoute(ExchangeTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public SynchronizationRouteAware getRouteSynchronization() {
        return this;
    }

    @Override
    public void onBeforeRoute(Route route, Exchange exchange) {
        // Nothing was sent yet.
    }

    @Override
    public void onAfterRoute(Route route, Exchange exchange) {
        if (route.getRouteId().equals(exchange.getFromRouteId())) {
            end(exchange);
        }
    }

    /** Also where there was no route, or the exchange was handed over to another one. */
    @Override
    public void onDone(Exchange exchange) {
        end(exchange);
    }

    private void end(Exchange exchange) {
        if (exchange.isFailed() || exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()) {
            transaction.abort();
            return;
        }
        try {
            transaction.commitOthers();
        } catch (StompException e) {
            exchange.setException(e);
        }
    }

    /** Before whatever acknowledges the exchange at its source. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST;
    }
}
