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
package io.github.camelstomp2.chaos.client;

import io.github.camelstomp2.chaos.ledger.EventKind;
import io.github.camelstomp2.chaos.ledger.MessageHeaders;
import io.github.camelstomp2.chaos.ledger.MessageNumber;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** A route that consumes numbered messages, checks that they are unchanged, and reports when it begins and ends. */
final class NumberedConsumer extends RouteBuilder {
    private final String uri;
    private final ClientSettings settings;
    private final Reports reports;
    private final List<NumberedProducer> producers;

    NumberedConsumer(String uri, ClientSettings settings, Reports reports, List<NumberedProducer> producers) {
        this.uri = uri;
        this.settings = settings;
        this.reports = reports;
        this.producers = producers;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        from(uri).process(this::begin).process(this::work).process(this::end);
    }

    private void begin(Exchange exchange) {
        int message = MessageNumber.parse(
                settings.run(), exchange.getMessage().getHeader(MessageHeaders.MESSAGE, String.class));
        if (message == MessageNumber.NONE) {
            reports.tell(EventKind.ROUTE_BEGUN_INVENTED, message, -1);
            return;
        }
        byte[] body = exchange.getMessage().getBody(byte[].class);
        boolean whole = Payload.isOf(message, body == null ? new byte[0] : body);
        reports.tell(whole ? EventKind.ROUTE_BEGUN : EventKind.ROUTE_BEGUN_ALTERED, message, delivery(exchange));
        if (MessageNumber.producer(message) < producers.size()) {
            producers.get(MessageNumber.producer(message)).delivered(MessageNumber.sequence(message));
        }
    }

    private void work(Exchange exchange) {
        if (settings.workMicros() > 0) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(settings.workMicros()));
        }
    }

    private void end(Exchange exchange) {
        if (exchange.getMessage().getHeader(MessageHeaders.DELIVERY) != null) {
            int message = MessageNumber.parse(
                    settings.run(), exchange.getMessage().getHeader(MessageHeaders.MESSAGE, String.class));
            reports.tell(EventKind.ROUTE_DONE, message, delivery(exchange));
        }
    }

    private static int delivery(Exchange exchange) {
        return exchange.getMessage().getHeader(MessageHeaders.DELIVERY, Integer.class);
    }
}
