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
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;

/**
 * Decides on one message, once: when the unit of work of its exchange is completed (wherever it was handed over to), or
 * earlier by the route with {@code manualAck}.
 */
final class AcknowledgeOnCompletion implements Synchronization, Stomp2Acknowledgment {

    /** What to do with the message. */
    interface Outcome {
        void acknowledge();

        /**
         * @param cause why, or {@code null} when the route refused it without an exception
         */
        void fail(Throwable cause);
    }

    private final Outcome outcome;
    private final boolean manual;
    private final AtomicBoolean decided = new AtomicBoolean();

    AcknowledgeOnCompletion(boolean manual, Outcome outcome) {
        this.manual = manual;
        this.outcome = outcome;
    }

    @Override
    public void onComplete(Exchange exchange) {
        if (!manual && decided.compareAndSet(false, true)) {
            outcome.acknowledge();
        }
    }

    @Override
    public void onFailure(Exchange exchange) {
        if (decided.compareAndSet(false, true)) {
            outcome.fail(cause(exchange));
        }
    }

    private static Throwable cause(Exchange exchange) {
        Exception exception = exchange.getException();
        return exception == null ? exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class) : exception;
    }

    @Override
    public void ack() {
        decide();
        outcome.acknowledge();
    }

    @Override
    public void nack() {
        decide();
        outcome.fail(null);
    }

    private void decide() {
        if (!decided.compareAndSet(false, true)) {
            throw new IllegalStateException("this message was acknowledged or refused before");
        }
    }
}
