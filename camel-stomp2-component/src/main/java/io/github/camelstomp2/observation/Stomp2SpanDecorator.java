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
package io.github.camelstomp2.observation;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.StompConnection;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.decorators.AbstractMessagingSpanDecorator;

/**
 * What the spans of camel-telemetry (camel-opentelemetry2 and others) tell of {@code stomp2:} endpoints: the attributes of
 * OpenTelemetry's conventions for messaging. Camel finds it in {@code META-INF/services}; without camel-telemetry nothing loads it.
 */
public final class Stomp2SpanDecorator extends AbstractMessagingSpanDecorator {
    private static final String SYSTEM = "messaging.system";
    private static final String OPERATION = "messaging.operation";
    private static final String OPERATION_NAME = "messaging.operation.name";
    private static final String OPERATION_TYPE = "messaging.operation.type";
    private static final String PROTOCOL = "network.protocol.name";
    private static final String STOMP = "stomp";

    @Override
    public String getComponent() {
        return "stomp2";
    }

    /** For components with other names in their context. */
    @Override
    public String getComponentClassName() {
        return "io.github.camelstomp2.Stomp2Component";
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        super.beforeTracingEvent(span, exchange, endpoint);
        boolean received = isReceived(exchange);
        String operation = received ? "process" : "send";
        span.setTag(SYSTEM, system(exchange, endpoint, received));
        span.setTag(OPERATION, operation);
        span.setTag(OPERATION_NAME, operation);
        span.setTag(OPERATION_TYPE, operation);
        span.setTag(PROTOCOL, STOMP);
    }

    /** Whether this is the span of a consumed message: nothing was sent with its exchange so far. */
    private static boolean isReceived(Exchange exchange) {
        return exchange.getProperty(ExchangePropertyKey.TO_ENDPOINT) == null
                && exchange.getProperty(Stomp2Constants.DESTINATION) != null;
    }

    @Override
    protected String getDestination(Exchange exchange, Endpoint endpoint) {
        if (!isReceived(exchange)) {
            String other = exchange.getMessage().getHeader(Stomp2Constants.OVERRIDE_DESTINATION, String.class);
            if (other != null) {
                return other;
            }
        }
        return endpoint instanceof ObservedConnection observed
                ? observed.destination()
                : super.getDestination(exchange, endpoint);
    }

    /** Of a consumed message. That of a sent one is made by the broker, and the exchange has the one of the consumed message. */
    @Override
    protected String getMessageId(Exchange exchange) {
        return isReceived(exchange) ? exchange.getProperty(Stomp2Constants.MESSAGE_ID, String.class) : null;
    }

    /** {@code activemq}, {@code artemis}, {@code rabbitmq}; {@code stomp} while the broker is not known, or is another one. */
    private static String system(Exchange exchange, Endpoint endpoint, boolean received) {
        String broker = received
                ? exchange.getProperty(Stomp2Constants.BROKER, String.class)
                : endpoint instanceof ObservedConnection observed ? name(observed.observed()) : null;
        return broker == null || broker.equals("generic") ? STOMP : broker;
    }

    private static String name(StompConnection connection) {
        BrokerDialect dialect = connection == null ? null : connection.dialect();
        return dialect == null ? null : dialect.name();
    }
}
