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
package io.github.camelstomp2.consumer;

import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.binding.Stomp2Binding;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.producer.ExchangeTransaction;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.settlement.AcknowledgeOnCompletion;
import io.github.camelstomp2.settlement.Replies;
import io.github.camelstomp2.settlement.Reply;
import io.github.camelstomp2.settlement.Settlement;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.spi.ExceptionHandler;

/**
 * Makes exchanges of consumed messages, each with the object that decides about the message at the end. For messages of
 * routes and for polled messages. Runs on worker threads.
 */
public final class DeliveryReader {
    private final Stomp2Binding binding;
    private final boolean manualAck;
    private final boolean transacted;
    private final StompClientOptions options;
    private final Replies replies;
    private final ExceptionHandler exceptionHandler;
    private final MissingContent missing = new MissingContent();

    /**
     * @param options of the connection to the broker; sends of an exchange may join its transactions
     * @param replies {@code null}: the consumer sends no replies
     * @param exceptionHandler is told of messages that cannot be read
     */
    public DeliveryReader(
            Stomp2Binding binding,
            Stomp2Configuration configuration,
            StompClientOptions options,
            Replies replies,
            ExceptionHandler exceptionHandler) {
        this.binding = binding;
        this.manualAck = configuration.isManualAck();
        this.transacted = configuration.isTransacted();
        this.options = options;
        this.replies = replies;
        this.exceptionHandler = exceptionHandler;
    }

    /**
     * Reads a message into an exchange. A message that cannot be read has failed. A message whose route failed before,
     * but whose dead letter was lost, fails again without running the route.
     *
     * @param source is told when the message is decided
     * @return decides about the message, and has to be told the end of the exchange; {@code null} if the message is
     *     decided already
     */
    public AcknowledgeOnCompletion read(Exchange exchange, Delivery delivery, Settlement.Source source) {
        AcknowledgeOnCompletion acknowledgement = acknowledgement(exchange, delivery, source);
        Throwable before = source.failurePolicy().failedBefore(delivery);
        if (before != null) {
            exchange.setException(before);
            acknowledgement.onFailure(exchange);
            return null;
        }
        try {
            binding.fill(exchange, delivery.frame(), source.dialect());
        } catch (Exception | Error e) {
            exchange.setException(e);
            exchange.getExchangeId(); // Camel's handler logs the id, which is made only when it is asked for
            exceptionHandler.handleException(unreadable(delivery, e), exchange, e);
            acknowledgement.onFailure(exchange);
            return null;
        }
        missing.look(delivery, source);
        if (Boolean.TRUE.equals(exchange.getProperty(Stomp2Constants.REDELIVERED))) {
            source.failurePolicy().figures().redelivered();
        }
        if (manualAck) {
            exchange.setProperty(Stomp2Constants.ACKNOWLEDGMENT, acknowledgement);
        }
        return acknowledgement;
    }

    /** The text names the message. The exchange, which Camel logs too, is unknown outside of this JVM. */
    private static String unreadable(Delivery delivery, Throwable cause) {
        return PrintableText.of("The message " + delivery.name() + " could not be read: " + cause.getMessage());
    }

    private AcknowledgeOnCompletion acknowledgement(Exchange exchange, Delivery delivery, Settlement.Source source) {
        ExchangeTransaction transaction = transacted ? ExchangeTransaction.begin(exchange, options) : null;
        Reply reply = replies == null ? null : replies.to(delivery.frame(), source.dialect());
        if (reply != null) {
            exchange.setPattern(ExchangePattern.InOut);
            exchange.getExchangeExtension().addOnCompletion(reply);
        }
        return new AcknowledgeOnCompletion(
                manualAck, new Settlement(source, manualAck, delivery, exchange, transaction, reply));
    }
}
