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
package io.github.camelstomp2.route;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Route;
import org.apache.camel.spi.InflightRepository;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.support.UnitOfWorkHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles exchanges whose route ended with an {@link Error}, such as a stack overflow or a failed assertion. Camel
 * catches only exceptions: an Error passes through its routing engine to the caller. Tasks that Camel still had to do
 * for the exchange then wait in a queue of the thread. They would run with the next message, as if the exchange had not
 * failed.
 */
public final class RouteErrors {
    private static final Logger LOG = LoggerFactory.getLogger(RouteErrors.class);

    private RouteErrors() {}

    /**
     * Continues an exchange after a send, on the calling thread.
     *
     * @param result puts the result of the send into the exchange
     */
    public static void goOn(Exchange exchange, AsyncCallback callback, Runnable result) {
        result.run();
        goOn(exchange, callback);
    }

    /** Continues an exchange that already holds the result of a send, on the calling thread. */
    public static void goOn(Exchange exchange, AsyncCallback callback) {
        try {
            callback.done(false);
        } catch (Throwable e) {
            // With pooled exchanges the callback may already belong to another exchange.
            if (!PooledExchanges.areUsed(exchange.getContext()) && OpenStep.fail(exchange, e)) {
                LOG.error(
                        "Exchange {} of route {} ended with an Error while it was aggregated with others; the exchange from"
                                + " which they were made has failed",
                        exchange.getExchangeId(),
                        exchange.getFromRouteId(),
                        e);
            } else if (!fail(exchange, e) && !PooledExchanges.areUsed(exchange.getContext())) {
                // The send did not fail, so no error handler may repeat it.
                exchange.getExchangeExtension().setRedeliveryExhausted(true);
                callback.done(false);
            }
        }
    }

    /**
     * Lets Camel end the exchange as a failed one, if Camel has tasks left for it.
     *
     * @return whether the exchange was ended; if not, the caller has to end it
     */
    public static boolean fail(Exchange exchange, Throwable error) {
        LOG.error(
                "Exchange {} of route {} ended with an Error and has failed",
                exchange.getExchangeId(),
                exchange.getFromRouteId(),
                error);
        Object caught = exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT);
        End end = new End();
        exchange.getExchangeExtension().addOnCompletion(end);
        Throwable left = error;
        while (left != null) {
            exchange.setException(left);
            left = runWhatIsLeft(exchange);
        }
        return end.isReached
                || exchange.getException() == null
                || exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT) != caught;
    }

    /** Notes whether Camel has ended the exchange. */
    private static final class End extends SynchronizationAdapter {
        private volatile boolean isReached;

        @Override
        public void onDone(Exchange exchange) {
            isReached = true;
        }
    }

    /** @return another Error that a task ended with */
    private static Throwable runWhatIsLeft(Exchange exchange) {
        try {
            exchange.getContext()
                    .getCamelContextExtension()
                    .getReactiveExecutor()
                    .schedule(() -> {});
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    /** Ends a failed exchange in place of Camel: everybody who waits for its end is told. */
    public static void end(Exchange exchange) {
        UnitOfWork unitOfWork = exchange.getUnitOfWork();
        if (unitOfWork == null) {
            return;
        }
        InflightRepository inflight = exchange.getContext().getInflightRepository();
        for (Route route = unitOfWork.popRoute(); route != null; route = unitOfWork.popRoute()) {
            inflight.remove(exchange, route.getRouteId()); // otherwise the stop of the route would wait for it
        }
        UnitOfWorkHelper.doneUow(unitOfWork, exchange);
    }
}
