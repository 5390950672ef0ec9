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

import io.github.camelstomp2.protocol.PrintableText;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.session.Delivery;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.spi.ExceptionHandler;

/**
 * Reads consumed messages into exchanges, each with what decides over it at the end. For the messages of routes and for
 * those that are polled. Runs on worker threads.
 */
final class ConsumedMessages {
    private final Stomp2Endpoint endpoint;
    private final Replies replies;
    private final ExceptionHandler exceptionHandler;

    /**
     * @param replies {@code null}: nobody is answered
     * @param exceptionHandler told of messages that cannot be read
     */
    ConsumedMessages(Stomp2Endpoint endpoint, Replies replies, ExceptionHandler exceptionHandler) {
        this.endpoint = endpoint;
        this.replies = replies;
        this.exceptionHandler = exceptionHandler;
    }

    /**
     * Reads a message into an exchange. One that cannot be read has failed with that; one whose route has failed before, and
     * only its dead letter was lost, fails again without a second try.
     *
     * @param source told when the message is decided on
     * @return what decides over the message, to be told of the end of the exchange with which it ends; {@code null} if it
     *     is decided on by now
     */
    AcknowledgeOnCompletion read(Exchange exchange, Delivery delivery, Settlement.Source source) {
        AcknowledgeOnCompletion acknowledgement = acknowledgement(exchange, delivery, source);
        Throwable before = source.failurePolicy().failedBefore(delivery);
        if (before != null) {
            exchange.setException(before);
            acknowledgement.onFailure(exchange);
            return null;
        }
        try {
            endpoint.binding().fill(exchange, delivery.frame(), source.dialect());
        } catch (Exception | Error e) {
            exchange.setException(e);
            exchange.getExchangeId(); // Camel's handler shows it, and shows nothing as long as it was not made
            exceptionHandler.handleException(unreadable(delivery.frame().headers(), e), exchange, e);
            acknowledgement.onFailure(exchange);
            return null;
        }
        if (endpoint.getConfiguration().isManualAck()) {
            exchange.setProperty(Stomp2Constants.ACKNOWLEDGMENT, acknowledgement);
        }
        return acknowledgement;
    }

    /** Names the message: the exchange, which Camel names besides, is known to nobody. */
    private static String unreadable(StompHeaders message, Throwable cause) {
        return PrintableText.of("The message " + message.get(StompHeaderNames.MESSAGE_ID) + " from "
                + message.get(StompHeaderNames.DESTINATION) + " could not be read: " + cause.getMessage());
    }

    private AcknowledgeOnCompletion acknowledgement(Exchange exchange, Delivery delivery, Settlement.Source source) {
        ExchangeTransaction transaction = endpoint.getConfiguration().isTransacted()
                ? ExchangeTransaction.begin(exchange, endpoint.clientOptions())
                : null;
        Reply reply = replies == null ? null : replies.to(delivery.frame(), source.dialect());
        if (reply != null) {
            exchange.setPattern(ExchangePattern.InOut);
            exchange.getExchangeExtension().addOnCompletion(reply);
        }
        boolean manual = endpoint.getConfiguration().isManualAck();
        return new AcknowledgeOnCompletion(
                manual, new Settlement(source, manual, delivery, exchange, transaction, reply));
    }
}
