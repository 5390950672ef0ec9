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
package io.github.camelstomp2.producer;

import io.github.camelstomp2.protocol.StompException;
import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.Route;
import org.apache.camel.spi.SynchronizationRouteAware;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Commits the transacted sends of an exchange at the end of the route in which it began. So everybody who waits for the
 * exchange (a caller, or a consumer that acknowledges) is told of a failure.
 */
final class CommitAfterRoute extends SynchronizationAdapter implements SynchronizationRouteAware {
    private final Runnable commit;
    private final Runnable abort;

    /**
     * @param commit commits the sends; throws a {@link StompException} if that failed
     * @param abort drops the sends
     */
    CommitAfterRoute(Runnable commit, Runnable abort) {
        this.commit = commit;
        this.abort = abort;
    }

    @Override
    public SynchronizationRouteAware getRouteSynchronization() {
        return this;
    }

    @Override
    public void onBeforeRoute(Route route, Exchange exchange) {
        // Nothing to do: no message was sent yet.
    }

    @Override
    public void onAfterRoute(Route route, Exchange exchange) {
        if (route.getRouteId().equals(exchange.getFromRouteId())) {
            end(exchange);
        }
    }

    /** Also called where there was no route, or the exchange was handed over to another one. */
    @Override
    public void onDone(Exchange exchange) {
        end(exchange);
    }

    private void end(Exchange exchange) {
        if (exchange.isFailed() || exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()) {
            abort.run();
            return;
        }
        try {
            commit.run();
        } catch (StompException e) {
            exchange.setException(e);
        }
    }

    /** Runs before the completion task that acknowledges the exchange at its source. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST;
    }
}
