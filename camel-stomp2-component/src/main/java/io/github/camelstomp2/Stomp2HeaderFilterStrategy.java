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

import io.github.camelstomp2.broker.ReservedHeaders;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Decides which headers are copied between messages and frames. Headers of Camel are never copied, in any letter case
 * and in both directions: from outside they would control components ({@code CamelFileName}). Headers of the protocol
 * are not copied either: received ones become exchange properties, and the component writes those of a sent frame
 * itself.
 *
 * <p>Headers by which brokers describe a message, or which they would take for a wish about its delivery or its queue,
 * are received but not sent: otherwise a forwarded message could expire, change how the next queue is declared, or be
 * refused.
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
        // A route may set an id or a name of its own, but must not send those of the received message with the message
        // that it makes of it.
        return ReservedHeaders.isOfCamelOrProtocol(headerName) || ReservedHeaders.staysBehind(headerName);
    }
}
