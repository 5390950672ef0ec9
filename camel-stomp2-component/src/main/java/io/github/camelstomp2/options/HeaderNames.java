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
package io.github.camelstomp2.options;

import io.github.camelstomp2.Stomp2Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.util.StringHelper;

/**
 * Restores the names of headers in properties. Camel's main removes the hyphens from all names of properties, also from
 * a header's name: {@code camel.component.stomp2.subscribe-headers.x-message-ttl} arrives as {@code xMessageTtl}. This
 * class gives such headers their names back. (In brackets, {@code subscribe-headers[x-message-ttl]}, names arrive
 * unchanged.)
 */
public final class HeaderNames {
    /** Matches the option and the name of the header. */
    private static final Pattern PROPERTY = Pattern.compile(
            "(camel\\.(?:component|beans)\\..+\\.(?:connect|secret-?connect|web-?socket|subscribe|send|custom)-?headers)\\.([^.\\[]+)",
            Pattern.CASE_INSENSITIVE);

    private final CamelContext camel;
    private final List<Written> withHyphens;

    /**
     * A header as it is written in the properties.
     *
     * @param option the property's name up to the name of the header
     */
    private record Written(String option, String name, String value) {
        String arrivesAs() {
            return StringHelper.dashToCamelCase(name);
        }

        boolean isOf(String map) {
            return option.replace("-", "").toLowerCase(Locale.ROOT).endsWith("." + map);
        }
    }

    private HeaderNames(CamelContext camel, List<Written> withHyphens) {
        this.camel = camel;
        this.withHyphens = withHyphens;
    }

    /**
     * @throws IllegalArgumentException if the names of two headers arrive as one; the text names them, and says how to
     *     write them
     */
    public static HeaderNames of(CamelContext camel) {
        Properties properties = new Properties();
        properties.putAll(camel.getPropertiesComponent().loadProperties(name -> name.startsWith("camel.")));
        properties.putAll(System.getProperties());
        List<Written> headers = new ArrayList<>();
        properties.forEach((key, value) -> {
            Matcher header = PROPERTY.matcher(key.toString());
            if (header.matches()) {
                headers.add(new Written(header.group(1), header.group(2), String.valueOf(value)));
            }
        });
        headers.forEach(header -> refuseTwins(header, headers));
        headers.removeIf(header -> header.name.equals(header.arrivesAs()));
        return new HeaderNames(camel, headers);
    }

    private static void refuseTwins(Written header, List<Written> headers) {
        for (Written other : headers) {
            if (!header.equals(other)
                    && header.option.equals(other.option)
                    && header.arrivesAs().equals(other.arrivesAs())) {
                throw new IllegalArgumentException("The headers " + header.name + " and " + other.name + " of "
                        + header.option + " cannot be told apart; write " + header.option + "[" + header.name + "] and "
                        + header.option + "[" + other.name + "]");
            }
        }
    }

    /** Restores the names of the headers in this configuration. */
    public void restore(Stomp2Configuration c) {
        if (withHyphens.isEmpty()) {
            return;
        }
        restore("connectheaders", c.getConnectHeaders());
        restore("secretconnectheaders", c.getSecretConnectHeaders());
        restore("websocketheaders", c.getWebSocketHeaders());
        restore("subscribeheaders", c.getSubscribeHeaders());
        restore("sendheaders", c.getSendHeaders());
        if (c.getCustomHeaders() != null) {
            restore("customheaders", c.getCustomHeaders());
        }
    }

    private <K> void restore(String option, Map<K, Object> headers) {
        for (Written header : withHyphens) {
            Object value = headers.get(header.arrivesAs());
            if (header.isOf(option) && value != null && value.equals(camel.resolvePropertyPlaceholders(header.value))) {
                headers.remove(header.arrivesAs());
                @SuppressWarnings("unchecked")
                K name = (K) header.name;
                headers.put(name, value);
            }
        }
    }
}
