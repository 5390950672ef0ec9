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

/**
 * A step of a route that has made several exchanges of one (such as split) and waits for their ends. The made exchanges
 * refer to it: when the aggregation ends with an Error, only one of them is known.
 */
final class OpenStep extends OnceEnded {
    private static final long serialVersionUID = 1L;

    private static final String PROPERTY = "CamelStomp2OpenStep";

    private final transient Exchange exchange;
    private final transient OpenStep around;

    private OpenStep(Exchange exchange, AsyncCallback callback, OpenStep around) {
        super(callback);
        this.exchange = exchange;
        this.around = around;
    }

    /**
     * @param exchange from which others are made
     * @param callback is told the end of the step
     */
    static OpenStep begin(Exchange exchange, AsyncCallback callback) {
        OpenStep step = new OpenStep(exchange, callback, of(exchange));
        exchange.setProperty(PROPERTY, step);
        return step;
    }

    private static OpenStep of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, OpenStep.class);
    }

    /**
     * Ends the step that made this exchange.
     *
     * @return whether there is such a step that had not ended
     */
    static boolean fail(Exchange made, Throwable error) {
        OpenStep step = of(made);
        if (step == null || step.exchange == made || !step.compareAndSet(false, true)) {
            return false;
        }
        step.exchange.setException(error);
        step.end(false);
        return true;
    }

    @Override
    void end(boolean doneSync) {
        if (around == null) {
            exchange.removeProperty(PROPERTY);
        } else {
            exchange.setProperty(PROPERTY, around);
        }
        super.end(doneSync);
    }
}
