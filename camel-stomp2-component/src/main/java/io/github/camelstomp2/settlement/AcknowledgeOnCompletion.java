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
package io.github.camelstomp2.settlement;

import io.github.camelstomp2.Stomp2Acknowledgment;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Ordered;
import org.apache.camel.spi.SynchronizationVetoable;

/**
 * Decides about one message, once: when the unit of work of its exchange is completed (in whichever route), or earlier
 * by the route with {@code manualAck}. It is the last of all completion tasks, since an earlier one, such as a commit,
 * may still fail.
 */
public final class AcknowledgeOnCompletion implements SynchronizationVetoable, Ordered, Stomp2Acknowledgment {

    /** Carries out the decision. */
    interface Outcome {
        void acknowledge();

        /**
         * @param failed the failed exchange, which another route may have made of the consumed one; {@code null} if the
         *     route refused the message by {@code manualAck}
         * @param cause the reason, or {@code null} when the route refused it without an exception
         */
        void fail(Exchange failed, Throwable cause);

        /** Camel has lost the completions of the exchange: tasks that wait for its end are run now. */
        default void completionsLost(Exchange exchange) {}

        /** With {@code manualAck}: the route is done and has not failed, whatever it has decided or will decide. */
        default void completed() {}
    }

    private final Outcome outcome;
    private final boolean manual;
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile boolean told;
    private volatile Throwable error;

    public AcknowledgeOnCompletion(boolean manual, Outcome outcome) {
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

    /** Another exchange continues, as with seda, and its end counts. */
    @Override
    public void beforeHandover(Exchange target) {
        told = true;
    }

    /**
     * The route has ended. Camel has reported it before, except where it loses that report: after an Error, and with
     * pooled exchanges. Without this, a message that nobody decides would occupy its place for ever.
     */
    public void routeEnded(Exchange exchange) {
        if (!told) {
            outcome.completionsLost(exchange);
            onComplete(exchange);
        }
    }

    /**
     * The route threw an exception that Camel does not catch. Only its error handler may declare that this is not a
     * failure.
     */
    public void routeFailed(Throwable thrown) {
        error = thrown;
    }

    private boolean isErrorLost(Exchange exchange) {
        return error != null && exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT) == null;
    }

    @Override
    public void onComplete(Exchange exchange) {
        told = true;
        // Whether an exchange has failed is decided once, before the first completion task runs: one of these tasks may
        // let the exchange fail.
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

    /**
     * Whether an exchange has failed. The route may also have marked it without an exception; its result does not count
     * then.
     */
    static boolean isFailed(Exchange exchange) {
        return exchange.isFailed() || exchange.isRollbackOnly() || exchange.isRollbackOnlyLast();
    }

    private Throwable cause(Exchange exchange) {
        Exception exception = exchange.getException();
        if (exception == null) {
            Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            return caught == null ? error : caught;
        }
        // Camel wraps a throwable that is not an Exception.
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
