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

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Which headers pass between messages and frames. Camel's own never do, in any letter case and in both directions: from
 * outside they would steer components ({@code CamelFileName}). What belongs to the protocol never does either: incoming
 * it becomes exchange properties, outgoing it is the component's to say.
 *
 * <p>What brokers say of a message, and what they would take for wishes as to its delivery or its queue, is read but not
 * sent: a message that is passed on shall not expire, change how the next queue is declared, or be refused for it.
 */
public class Stomp2HeaderFilterStrategy implements HeaderFilterStrategy {

    @Override
    public boolean applyFilterToCamelHeaders(String headerName, Object headerValue, Exchange exchange) {
        return ReservedHeaders.isOfCamelOrProtocol(headerName)
                || ReservedHeaders.isSaidByEndpoints(headerName)
                || ReservedHeaders.isSaidByBrokers(headerName);
    }

    @Override
    public boolean applyFilterToExternalHeaders(String headerName, Object headerValue, Exchange exchange) {
        // A route may set an id or a name; it must not be that of the message from which it makes another.
        return ReservedHeaders.isOfCamelOrProtocol(headerName) || ReservedHeaders.staysBehind(headerName);
    }
}
