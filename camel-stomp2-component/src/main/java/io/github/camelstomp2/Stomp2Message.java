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
 * A consumed message. Its header map is filled when it is used for the first time: many routes never use it, and the
 * map is the largest cost of a small message.
 */
public class Stomp2Message extends DefaultMessage {
    private final StompHeaders stompHeaders;
    private final HeaderMapping mapping;
    private final BrokerDialect dialect;

    /** Decides which headers of a frame are headers of the message. */
    public interface HeaderMapping {
        /** Whether a header of the frame is a header of the message. Called on the thread that asks for the headers. */
        boolean isMessageHeader(String name, String value, Exchange exchange);
    }

    /**
     * Made by the component for each MESSAGE frame.
     *
     * @param mapping chooses the headers when the map is used for the first time
     * @param dialect of the broker from which the message came
     */
    public Stomp2Message(Exchange exchange, StompHeaders stompHeaders, HeaderMapping mapping, BrokerDialect dialect) {
        super(exchange);
        this.stompHeaders = stompHeaders;
        this.mapping = mapping;
        this.dialect = dialect;
        if (Boolean.parseBoolean(stompHeaders.get(StompHeaderNames.REDELIVERED))) {
            setPayloadForTrait(MessageTrait.REDELIVERY, RedeliveryTraitPayload.IS_REDELIVERY);
        }
    }

    /** The headers of the MESSAGE frame as they came, with those of the protocol. */
    public StompHeaders getStompHeaders() {
        return stompHeaders;
    }

    /**
     * When the message was sent, in milliseconds since 1970, or 0 when it does not say. Does not fill the header map.
     */
    @Override
    public long getMessageTimestamp() {
        return hasPopulatedHeaders() ? super.getMessageTimestamp() : dialect.timestamp(stompHeaders);
    }

    @Override
    protected void populateInitialHeaders(Map<String, Object> map) {
        // Of repeated headers the first one counts. The same holds for names that are equal in Camel's case-insensitive
        // map.
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

    /** The id that the broker gave the message. */
    @Override
    protected String createMessageId() {
        String messageId = stompHeaders.get(StompHeaderNames.MESSAGE_ID);
        return messageId == null ? super.createMessageId() : messageId;
    }

    /** Without this, Camel copies a message whose map was not used yet as one without headers. */
    @Override
    protected boolean isPopulateHeadersSupported() {
        return true;
    }

    @Override
    public DefaultMessage newInstance() {
        return new DefaultMessage(getCamelContext());
    }
}
