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

import io.github.camelstomp2.protocol.StompHeaders;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultMessage;

/**
 * A consumed message. Its header map is filled when somebody asks for it: many routes never do, and the map is the
 * largest cost of a small message.
 */
public class Stomp2Message extends DefaultMessage {
    private final StompHeaders stompHeaders;
    private final HeaderFilterStrategy filter;

    Stomp2Message(Exchange exchange, StompHeaders stompHeaders, HeaderFilterStrategy filter) {
        super(exchange);
        this.stompHeaders = stompHeaders;
        this.filter = filter;
    }

    /** The headers of the MESSAGE frame as they came, the protocol's own among them. */
    public StompHeaders getStompHeaders() {
        return stompHeaders;
    }

    @Override
    protected void populateInitialHeaders(Map<String, Object> map) {
        // The first of repeated headers counts; so does the first of those that Camel's case-insensitive map merges.
        stompHeaders.forEach((name, value) -> {
            if (!map.containsKey(name) && !filter.applyFilterToExternalHeaders(name, value, getExchange())) {
                map.put(name, value);
            }
        });
    }

    /** Without it Camel takes a message whose map nobody has asked for yet for one without headers when it copies it. */
    @Override
    protected boolean isPopulateHeadersSupported() {
        return true;
    }

    @Override
    public DefaultMessage newInstance() {
        return new DefaultMessage(getCamelContext());
    }
}
