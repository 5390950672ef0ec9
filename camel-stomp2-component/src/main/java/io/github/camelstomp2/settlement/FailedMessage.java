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
package io.github.camelstomp2.settlement;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.binding.CorrelationIds;
import io.github.camelstomp2.broker.MessageRules.Returns;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.protocol.StompUnroutableException;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.session.Delivery;
import org.apache.camel.Exchange;

/**
 * A consumed message that failed.
 *
 * @param cause the reason; {@code null} when the route refused it without an exception
 */
public record FailedMessage(StompSubscription subscription, Delivery delivery, Exchange exchange, Throwable cause) {

    /**
     * The message's correlation id, or the one that was generated for it; {@code null} when it came without one
     * although one is required.
     */
    String correlationId() {
        String given = delivery.frame().headers().get(StompHeaderNames.CORRELATION_ID);
        return CorrelationIds.isGiven(given)
                ? given
                : exchange.getProperty(Stomp2Constants.CORRELATION_ID, String.class);
    }

    /** How often it may go back to its queue. With {@code ackMode=auto} it never goes back. */
    Returns returns() {
        return subscription.request().ackMode() == AckMode.AUTO ? Returns.UNLIMITED : subscription.returns(delivery);
    }

    /**
     * Whether the broker refused what the route sent. For a transaction the effect is unknown then, but not the reason.
     */
    boolean isRefused() {
        Throwable reason =
                cause instanceof StompUnconfirmedException && cause.getCause() != null ? cause.getCause() : cause;
        return reason instanceof StompBrokerException
                || reason instanceof StompInvalidFrameException
                || reason instanceof StompUnroutableException
                || isUnsendable(cause);
    }

    /** Whether the broker is known to refuse the message, or was observed to. */
    static boolean isUnsendable(Throwable failure) {
        return failure instanceof StompUnsendableException || (failure != null && isUnsendable(failure.getCause()));
    }
}
