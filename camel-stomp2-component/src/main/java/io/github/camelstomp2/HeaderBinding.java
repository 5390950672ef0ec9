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

import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Message headers to frame headers. */
final class HeaderBinding {
    private static final Logger LOG = LoggerFactory.getLogger(HeaderBinding.class);

    private final HeaderFilterStrategy filter;

    HeaderBinding(HeaderFilterStrategy filter) {
        this.filter = filter;
    }

    /**
     * Adds the headers of an exchange's message. Numbers, booleans, dates, UUIDs and enum constants go as text; other
     * objects have no meaning outside this JVM and are left out.
     *
     * @param contentType the body's, or {@code null} when it has none
     * @param wire has what is set already, which stays
     */
    void write(Exchange exchange, String contentType, StompHeaders.Builder wire) {
        if (contentType != null) {
            wire.addIfAbsent(StompHeaderNames.CONTENT_TYPE, contentType);
        }
        for (Map.Entry<String, Object> header :
                exchange.getMessage().getHeaders().entrySet()) {
            String name = header.getKey();
            Object value = header.getValue();
            if (value == null
                    || StompHeaderNames.CONTENT_TYPE.equalsIgnoreCase(name)
                    || filter.applyFilterToCamelHeaders(name, value, exchange)) {
                continue;
            }
            String text = text(value);
            if (text == null) {
                LOG.debug(
                        "Header {} of type {} is not sent",
                        name,
                        value.getClass().getName());
            } else {
                wire.addIfAbsent(name, text);
            }
        }
    }

    private static String text(Object value) {
        if (value instanceof Date date) {
            return date.toInstant().toString();
        }
        boolean plain = value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof UUID
                || value instanceof Enum<?>
                || value instanceof TemporalAccessor;
        return plain ? value.toString() : null;
    }
}
