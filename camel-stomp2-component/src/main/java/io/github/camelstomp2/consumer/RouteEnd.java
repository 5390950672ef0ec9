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
package io.github.camelstomp2.consumer;

import io.github.camelstomp2.route.RouteErrors;
import io.github.camelstomp2.settlement.AcknowledgeOnCompletion;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;

/**
 * The end of the route of one consumed message. It comes once: Camel reports it, or it is derived from the return of
 * the call.
 */
final class RouteEnd extends AtomicInteger implements AsyncCallback {
    private static final long serialVersionUID = 1L;

    private static final int OPEN = 0;

    /** It was reported before {@code process} returned, and {@code process} returns that. */
    private static final int DONE_SYNC = 1;

    private static final int DONE = 2;

    private final transient DefaultConsumer consumer;
    private final transient Exchange exchange;
    private final transient AcknowledgeOnCompletion acknowledgement;
    private final transient Runnable ended;
    private final transient RouteClock clock;
    private final long beginning;

    /**
     * @param ended to be run when the route ends after {@link #process} has returned
     * @param beginning of the message, by the clock
     */
    RouteEnd(
            DefaultConsumer consumer,
            Exchange exchange,
            AcknowledgeOnCompletion acknowledgement,
            Runnable ended,
            RouteClock clock,
            long beginning) {
        this.consumer = consumer;
        this.exchange = exchange;
        this.acknowledgement = acknowledgement;
        this.ended = ended;
        this.clock = clock;
        this.beginning = beginning;
    }

    /**
     * Runs the route.
     *
     * @return whether it has ended
     */
    boolean process() {
        try {
            return consumer.getAsyncProcessor().process(exchange, this);
        } catch (Throwable e) {
            acknowledgement.routeFailed(e);
            if (!RouteErrors.fail(exchange, e) && compareAndSet(OPEN, DONE_SYNC)) {
                RouteErrors.end(exchange);
                release();
            }
            return get() == DONE_SYNC;
        }
    }

    @Override
    public void done(boolean doneSync) {
        if (compareAndSet(OPEN, doneSync ? DONE_SYNC : DONE)) {
            release();
            if (!doneSync) {
                ended.run();
            }
        }
    }

    private void release() {
        clock.ended(beginning, exchange.getException() == null && !exchange.isRollbackOnly());
        acknowledgement.routeEnded(exchange);
        consumer.releaseExchange(exchange, false);
    }
}
