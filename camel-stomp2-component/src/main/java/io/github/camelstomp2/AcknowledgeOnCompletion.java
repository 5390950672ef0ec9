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

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Ordered;
import org.apache.camel.spi.SynchronizationVetoable;

/**
 * Decides on one message, once: when the unit of work of its exchange is completed (wherever it was handed over to), or
 * earlier by the route with {@code manualAck}. Of all that happens at completion this is the last: what the others do,
 * a commit for one, may still fail.
 */
final class AcknowledgeOnCompletion implements SynchronizationVetoable, Ordered, Stomp2Acknowledgment {

    /** What to do with the message. */
    interface Outcome {
        void acknowledge();

        /**
         * @param failed the exchange that failed, which another route may have made of the consumed one; {@code null} if
         *     the message was refused by {@code manualAck}
         * @param cause why, or {@code null} when the route refused it without an exception
         */
        void fail(Exchange failed, Throwable cause);

        /** Camel has told nobody of the end of the exchange; what else waits for it is done now. */
        default void completionsLost(Exchange exchange) {}

        /** With {@code manualAck}: the route is done and has not failed, whatever it decided or is going to decide. */
        default void completed() {}
    }

    private final Outcome outcome;
    private final boolean manual;
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile boolean told;
    private volatile Throwable error;

    AcknowledgeOnCompletion(boolean manual, Outcome outcome) {
        this.manual = manual;
        this.outcome = outcome;
    }

    @Override
    public int getOrder() {
        return LOWEST;
    }

    @Override
    public boolean allowHandover() {
        return true;
    }

    /** Another exchange brings the end, as with seda. */
    @Override
    public void beforeHandover(Exchange target) {
        told = true;
    }

    /**
     * The route has ended. Camel has told so before, unless it lost that: after an Error, and with pooled exchanges. A
     * message that nobody decides on would hold its place for ever.
     */
    void routeEnded(Exchange exchange) {
        if (!told) {
            outcome.completionsLost(exchange);
            onComplete(exchange);
        }
    }

    /** The route threw what Camel does not catch: only its error handler may say that this is no failure. */
    void routeFailed(Throwable thrown) {
        error = thrown;
    }

    private boolean isErrorLost(Exchange exchange) {
        return error != null && exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT) == null;
    }

    @Override
    public void onComplete(Exchange exchange) {
        told = true;
        // Whether an exchange has failed is found out once, before the first of those that are told: one of them may
        // have failed it meanwhile.
        if (isFailed(exchange) || isErrorLost(exchange)) {
            onFailure(exchange);
        } else if (manual) {
            outcome.completed();
        } else if (decided.compareAndSet(false, true)) {
            outcome.acknowledge();
        }
    }

    @Override
    public void onFailure(Exchange exchange) {
        told = true;
        if (decided.compareAndSet(false, true)) {
            outcome.fail(exchange, cause(exchange));
        }
    }

    /** Also when the route said so without an exception: then whatever it did with the message is not to count. */
    static boolean isFailed(Exchange exchange) {
        return exchange.isFailed() || exchange.isRollbackOnly() || exchange.isRollbackOnlyLast();
    }

    private Throwable cause(Exchange exchange) {
        Exception exception = exchange.getException();
        if (exception == null) {
            Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            return caught == null ? error : caught;
        }
        // Camel wraps what is no Exception.
        return exception instanceof CamelExecutionException && exception.getCause() instanceof Error error
                ? error
                : exception;
    }

    @Override
    public void ack() {
        decide();
        outcome.acknowledge();
    }

    @Override
    public void nack() {
        decide();
        outcome.fail(null, null);
    }

    private void decide() {
        if (!decided.compareAndSet(false, true)) {
            throw new IllegalStateException("this message was acknowledged or refused before");
        }
    }
}
