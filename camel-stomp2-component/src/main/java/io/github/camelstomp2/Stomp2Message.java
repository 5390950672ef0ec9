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

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.trait.message.MessageTrait;
import org.apache.camel.trait.message.RedeliveryTraitPayload;

/**
 * A consumed message. Its header map is filled when somebody asks for it: many routes never do, and the map is the
 * largest cost of a small message.
 */
public class Stomp2Message extends DefaultMessage {
    private final StompHeaders stompHeaders;
    private final IncomingHeaders mapping;
    private final BrokerDialect dialect;

    /**
     * @param dialect of the broker from which it came
     */
    Stomp2Message(Exchange exchange, StompHeaders stompHeaders, IncomingHeaders mapping, BrokerDialect dialect) {
        super(exchange);
        this.stompHeaders = stompHeaders;
        this.mapping = mapping;
        this.dialect = dialect;
        if (Boolean.parseBoolean(stompHeaders.get(StompHeaderNames.REDELIVERED))) {
            setPayloadForTrait(MessageTrait.REDELIVERY, RedeliveryTraitPayload.IS_REDELIVERY);
        }
    }

    /** The headers of the MESSAGE frame as they came, the protocol's own among them. */
    public StompHeaders getStompHeaders() {
        return stompHeaders;
    }

    /** When it was sent, in milliseconds since 1970, or 0 when nobody said. Does not fill the map of headers. */
    @Override
    public long getMessageTimestamp() {
        return hasPopulatedHeaders() ? super.getMessageTimestamp() : dialect.timestamp(stompHeaders);
    }

    @Override
    protected void populateInitialHeaders(Map<String, Object> map) {
        // The first of repeated headers counts; so does the first of those that Camel's case-insensitive map merges.
        stompHeaders.forEach((name, value) -> {
            if (!map.containsKey(name) && mapping.isMessageHeader(name, value, getExchange())) {
                map.put(name, value);
            }
        });
        long timestamp = dialect.timestamp(stompHeaders);
        if (timestamp > 0) {
            map.put(Exchange.MESSAGE_TIMESTAMP, timestamp);
        }
    }

    /** The broker's id of it. */
    @Override
    protected String createMessageId() {
        String messageId = stompHeaders.get(StompHeaderNames.MESSAGE_ID);
        return messageId == null ? super.createMessageId() : messageId;
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
