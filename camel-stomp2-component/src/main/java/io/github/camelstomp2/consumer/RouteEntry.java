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

import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.settlement.AcknowledgeOnCompletion;
import io.github.camelstomp2.settlement.Settlement;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;

/** Where consumed messages enter the route of their consumer, as exchanges. Worker threads. */
final class RouteEntry {
    private final DefaultConsumer consumer;
    private final DeliveryReader messages;
    private final RouteClock clock;

    RouteEntry(DefaultConsumer consumer, DeliveryReader messages, RouteClock clock) {
        this.consumer = consumer;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * Begins a message.
     *
     * @param source is told when the message is decided
     * @param ended to be run when the route ends after the return
     * @return whether the message is already processed
     */
    boolean begin(Delivery delivery, Settlement.Source source, Runnable ended) {
        long beginning = clock.begins();
        Exchange exchange = consumer.createExchange(false);
        AcknowledgeOnCompletion acknowledgement = messages.read(exchange, delivery, source);
        if (acknowledgement == null) {
            consumer.releaseExchange(exchange, false);
            return true;
        }
        exchange.getExchangeExtension().addOnCompletion(acknowledgement);
        return new RouteEnd(consumer, exchange, acknowledgement, ended, clock, beginning).process();
    }

    /** The next message does not begin right behind the last one. */
    void pauses() {
        clock.pauses();
    }
}
