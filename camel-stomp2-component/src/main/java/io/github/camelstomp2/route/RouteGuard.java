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

import io.github.camelstomp2.Stomp2Constants;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.spi.WrapAwareProcessor;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.camel.support.processor.DelegateSyncProcessor;

/**
 * Turns an Error that a step of a route throws into the exception of its exchange, as Camel does with exceptions.
 * Otherwise the Error would end the thread that runs the step. Behind {@code threads}, {@code seda} or an asynchronous
 * delay that is a thread of Camel, and nobody would be told the end of the exchange.
 */
public final class RouteGuard implements InterceptStrategy {
    /** Steps that make several exchanges of one and aggregate them. */
    private static final Set<String> OF_SEVERAL = Set.of("multicast", "split", "recipientList", "enrich");

    private RouteGuard() {}

    /** Guards the routes that are made from now on. */
    public static void of(CamelContext context) {
        boolean guarded = context.getCamelContextExtension().getInterceptStrategies().stream()
                .anyMatch(RouteGuard.class::isInstance);
        if (!guarded) {
            context.getCamelContextExtension().addInterceptStrategy(new RouteGuard());
        }
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new Step(target, OF_SEVERAL.contains(definition.getShortName()));
    }

    /**
     * One step of a route. It starts and stops the processor that it guards, so that Camel need not wrap both again.
     */
    private static final class Step extends DelegateAsyncProcessor implements WrapAwareProcessor {
        private final Processor target;
        private final boolean ofSeveral;

        Step(Processor target, boolean ofSeveral) {
            super(target);
            this.target = target;
            this.ofSeveral = ofSeveral;
        }

        @Override
        public Processor getWrapped() {
            return target;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            if (!isOurs(exchange)) {
                return super.process(exchange, callback);
            }
            if (processor instanceof DelegateSyncProcessor simple) {
                return process(simple.getProcessor(), exchange, callback);
            }
            OnceEnded ending = ofSeveral ? OpenStep.begin(exchange, callback) : new OnceEnded(callback);
            try {
                return super.process(exchange, ending);
            } catch (Error e) {
                exchange.setException(e);
                ending.done(true);
                return true;
            }
        }

        /**
         * Calls the processor as Camel does. An Error must become the exchange's exception before Camel is told the
         * end, because Camel then looks for the exception.
         */
        private static boolean process(Processor simple, Exchange exchange, AsyncCallback callback) {
            try {
                simple.process(exchange);
            } catch (Throwable e) {
                exchange.setException(e);
            }
            callback.done(true);
            return true;
        }

        /** Whether a message of this component began the exchange, or the one from which it was made. */
        private static boolean isOurs(Exchange exchange) {
            return exchange.getProperty(Stomp2Constants.DESTINATION) != null;
        }
    }
}
