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

import io.github.camelstomp2.Stomp2Constants;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Message;
import org.apache.camel.spi.UnitOfWork;

/**
 * The header {@code CamelStomp2OverrideDestination}. It holds for one send of its exchange, whether that succeeds or
 * not. Camel's error handler repeats a send with the headers of the first attempt, so that a redelivery has the same
 * destination.
 *
 * <p>One per endpoint.
 */
final class DestinationOverride {
    private static final String PROPERTY = "CamelStomp2SpentOverride";

    /** The endpoint that used the header last. */
    private record Spent(DestinationOverride by, String destination) {}

    /**
     * Removes the header from the message of an exchange.
     *
     * @return the destination, or {@code null} when there is none for this send
     */
    String take(Exchange exchange) {
        Message message = exchange.getMessage();
        if (message.getHeader(Stomp2Constants.OVERRIDE_DESTINATION) == null) {
            return null;
        }
        String destination = message.getHeader(Stomp2Constants.OVERRIDE_DESTINATION, String.class);
        boolean restored = isRestored(exchange, destination);
        message.removeHeader(Stomp2Constants.OVERRIDE_DESTINATION);
        if (restored) {
            return null;
        }
        exchange.setProperty(PROPERTY, new Spent(this, destination));
        return destination;
    }

    /**
     * Whether an error handler has restored the message as it was at the beginning ({@code useOriginalMessage}), after
     * a send to another endpoint failed. Then the header is not used: a dead letter channel would send to the
     * destination that has just failed.
     */
    private boolean isRestored(Exchange exchange, String destination) {
        return exchange.getProperty(PROPERTY) instanceof Spent spent
                && spent.by != this
                && spent.destination.equals(destination)
                && exchange.getProperty(ExchangePropertyKey.FAILURE_ENDPOINT) != null
                && exchange.getContext().isAllowUseOriginalMessage()
                && isOriginal(exchange.getUnitOfWork(), destination);
    }

    private static boolean isOriginal(UnitOfWork unitOfWork, String destination) {
        Message original = unitOfWork == null ? null : unitOfWork.getOriginalInMessage();
        return original != null
                && destination.equals(original.getHeader(Stomp2Constants.OVERRIDE_DESTINATION, String.class));
    }
}
