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
package io.github.camelstomp2.binding;

import io.github.camelstomp2.options.PropertyHeaders;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/** Makes frame headers from message headers and from the exchange properties that are sent. */
final class OutboundHeaders {
    private final HeaderFilterStrategy filter;
    private final PropertyHeaders properties;
    private final UnsentHeaders unsent;

    OutboundHeaders(HeaderFilterStrategy filter, PropertyHeaders properties, UnsentHeaders unsent) {
        this.filter = filter;
        this.properties = properties;
        this.unsent = unsent;
    }

    /**
     * Adds the headers of an exchange's message, then the properties that the option {@code propertyHeaders} names, as
     * text of {@link HeaderValues}. Values without a form as text and {@code null} are left out.
     *
     * @param contentType the body's content type, or {@code null} when it has none
     * @param destination of the message, for the log
     * @param wire headers that are set already have priority
     */
    void write(Exchange exchange, String contentType, String destination, StompHeaders.Builder wire) {
        if (contentType != null) {
            wire.addIfAbsent(StompHeaderNames.CONTENT_TYPE, contentType);
        }
        String correlationId = CorrelationIds.toSend(exchange);
        if (correlationId != null) {
            wire.addIfAbsent(StompHeaderNames.CORRELATION_ID, correlationId);
        }
        if (exchange.getMessage().hasHeaders()) {
            for (Map.Entry<String, Object> header :
                    exchange.getMessage().getHeaders().entrySet()) {
                if (!isWritten(header.getKey())) {
                    write(header.getKey(), header.getValue(), exchange, destination, wire);
                }
            }
        }
        if (!properties.isEmpty()) {
            exchange.getProperties().forEach((name, value) -> {
                if (properties.contains(name)) {
                    write(name, value, exchange, destination, wire);
                }
            });
        }
    }

    /** Whether an exchange adds no header of its own, so that the headers made for another exchange can be used. */
    boolean hasNone(Exchange exchange) {
        return properties.isEmpty() && !exchange.getMessage().hasHeaders() && CorrelationIds.toSend(exchange) == null;
    }

    private static boolean isWritten(String name) {
        return StompHeaderNames.CONTENT_TYPE.equalsIgnoreCase(name)
                || StompHeaderNames.CORRELATION_ID.equalsIgnoreCase(name);
    }

    private void write(String name, Object value, Exchange exchange, String destination, StompHeaders.Builder wire) {
        if (value == null) {
            return;
        }
        if (filter.applyFilterToCamelHeaders(name, value, exchange)) {
            unsent.filtered(name, value, exchange, destination);
            return;
        }
        String text = HeaderValues.of(value);
        if (text == null) {
            unsent.withoutText(name, value, destination);
        } else {
            wire.addIfAbsent(asBrokersReadIt(name), text);
        }
    }

    /** Camel writes the name with capitals, as HTTP does. Brokers require lower case. */
    private static String asBrokersReadIt(String name) {
        return StompHeaderNames.CONTENT_ENCODING.equalsIgnoreCase(name) ? StompHeaderNames.CONTENT_ENCODING : name;
    }
}
