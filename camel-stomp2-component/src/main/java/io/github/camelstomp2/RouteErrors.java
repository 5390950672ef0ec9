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
 * What becomes of an exchange whose route ended with an {@link Error}, as a stack that overflows or a failed assertion.
 * Camel catches exceptions only: an Error falls through its routing engine to whoever called it. What it had still to do
 * for the exchange then waits in a queue of the thread, for it to run with the next message, and as if nothing had failed.
 */
final class RouteErrors {
    private static final Logger LOG = LoggerFactory.getLogger(Stomp2Consumer.class);

    private RouteErrors() {}

    /**
     * Goes on with an exchange behind a send, on the thread of the caller.
     *
     * @param result puts into the exchange what became of the send
     */
    static void goOn(Exchange exchange, AsyncCallback callback, Runnable result) {
        result.run();
        goOn(exchange, callback);
    }

    /** Goes on with an exchange that holds already what became of the send, on the thread of the caller. */
    static void goOn(Exchange exchange, AsyncCallback callback) {
        try {
            callback.done(false);
        } catch (Throwable e) {
            // With pooled exchanges the callback may belong to another one by now.
            if (!isPooled(exchange) && OpenStep.fail(exchange, e)) {
                LOG.error(
                        "Exchange {} of route {} ended with an Error where it was put together with others, which makes"
                                + " that of which they were made a failed one",
                        exchange.getExchangeId(),
                        exchange.getFromRouteId(),
                        e);
            } else if (!fail(exchange, e) && !isPooled(exchange)) {
                // The send is not what failed: no error handler is to repeat it.
                exchange.getExchangeExtension().setRedeliveryExhausted(true);
                callback.done(false);
            }
        }
    }

    private static boolean isPooled(Exchange exchange) {
        return exchange.getContext()
                .getCamelContextExtension()
                .getExchangeFactory()
                .isPooled();
    }

    /**
     * Lets Camel end the exchange as one that failed, where it has left something to do.
     *
     * @return whether somebody saw to it; if not, nobody ends the exchange
     */
    static boolean fail(Exchange exchange, Throwable error) {
        LOG.error(
                "Exchange {} of route {} ended with an Error, which makes it a failed one",
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

    /** Whether Camel has ended the exchange. */
    private static final class End extends SynchronizationAdapter {
        private volatile boolean isReached;

        @Override
        public void onDone(Exchange exchange) {
            isReached = true;
        }
    }

    /** @return another Error with which that ended */
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

    /** Ends a failed exchange in place of Camel: all who wait for its end are told. */
    static void end(Exchange exchange) {
        UnitOfWork unitOfWork = exchange.getUnitOfWork();
        if (unitOfWork == null) {
            return;
        }
        InflightRepository inflight = exchange.getContext().getInflightRepository();
        for (Route route = unitOfWork.popRoute(); route != null; route = unitOfWork.popRoute()) {
            inflight.remove(exchange, route.getRouteId()); // else the stop of the route would wait for it
        }
        UnitOfWorkHelper.doneUow(unitOfWork, exchange);
    }
}
