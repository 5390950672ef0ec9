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

import static io.github.camelstomp2.protocol.StompHeaderNames.CORRELATION_ID;

import io.github.camelstomp2.MissingCorrelationIdException;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.DjangoStompConventions;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.options.DestinationOptions;
import io.github.camelstomp2.options.DestinationSyntax;
import io.github.camelstomp2.options.PropertyHeaders;
import io.github.camelstomp2.options.StompClientOptionsFactory;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import java.time.Duration;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;

/** The only class that makes exchanges from frames, and frames from exchanges. Runs on worker threads. */
public final class Stomp2Binding {
    private final String destination;
    private final Stomp2Configuration configuration;
    private final DestinationOptions options;
    private final InboundBodies incomingBodies;
    private final InboundHeaders incoming;
    private final BodyBinding bodies;
    private final OutboundHeaders headers;
    private final StompHeaders endpointHeaders;
    private final DestinationOverride overrides = new DestinationOverride();
    private final Duration confirmTimeout;

    /** The headers of the last message without own headers; used again for the next one, by any thread. */
    private BareHeaders lastBare;

    private record BareHeaders(String contentType, StompHeaders headers) {}

    /**
     * @param destination of messages that name no other
     * @param options what is wanted of the broker
     * @param broker the broker's address, for the log
     */
    public Stomp2Binding(
            CamelContext camel,
            String destination,
            Stomp2Configuration configuration,
            DestinationOptions options,
            String broker) {
        this.destination = destination;
        this.configuration = configuration;
        this.options = options;
        this.confirmTimeout = Duration.ofMillis(configuration.getConfirmTimeout());
        this.incomingBodies = new InboundBodies(camel, configuration, broker);
        this.bodies = new BodyBinding(camel, configuration);
        HeaderFilterStrategy filter = configuration.getHeaderFilterStrategy();
        PropertyHeaders properties = PropertyHeaders.parse(configuration.getPropertyHeaders());
        this.incoming = new InboundHeaders(filter, properties);
        this.headers = new OutboundHeaders(filter, properties, new UnsentHeaders(broker));
        this.endpointHeaders = StompClientOptionsFactory.headers(configuration.sendHeaders(), null);
    }

    /**
     * Fills an exchange with a consumed message.
     *
     * @throws MissingCorrelationIdException if the id is missing that {@code correlationIdRequired} requires
     * @throws Exception if the body cannot be read as {@code payload} says; the exchange then holds it as bytes
     */
    public void fill(Exchange exchange, StompFrame frame, BrokerDialect dialect) throws Exception {
        fillUnread(exchange, frame, dialect);
        CorrelationIds.take(exchange, frame.headers(), configuration.isCorrelationIdRequired());
        exchange.getMessage().setBody(incomingBodies.read(frame, dialect, exchange));
    }

    /** Fills an exchange with a consumed message as it came: its body stays bytes. */
    public void fillUnread(Exchange exchange, StompFrame frame, BrokerDialect dialect) {
        incoming.fill(exchange, frame.headers(), dialect);
        exchange.getMessage().setBody(frame.body());
    }

    /**
     * Puts a reply into the exchange of the request, whose properties stay.
     *
     * @throws Exception if the body cannot be read as {@code payload} says; the exchange then holds it as bytes
     */
    public void fillReply(Exchange exchange, StompFrame frame, BrokerDialect dialect) throws Exception {
        Object correlationId = exchange.getMessage().getHeader(CORRELATION_ID);
        Message message = incoming.message(exchange, frame.headers(), dialect);
        // The request may have been sent with another id than the exchange has.
        message.removeHeader(CORRELATION_ID);
        if (correlationId != null) {
            message.setHeader(CORRELATION_ID, correlationId);
        }
        message.setBody(frame.body());
        exchange.setMessage(message);
        message.setBody(incomingBodies.read(frame, dialect, exchange));
    }

    /**
     * The message to send for an exchange. Removes the header that overrides the destination, so that it holds for this
     * send only.
     *
     * @throws Exception if its body cannot be written
     */
    public OutgoingMessage outgoing(Exchange exchange) throws Exception {
        String override = overrides.take(exchange);
        BodyBinding.Body body = bodies.write(exchange);
        String target = override == null ? destination : DestinationSyntax.normalize(override);
        return new OutgoingMessage(
                options.send(target, body.text()),
                wire(exchange, body.contentType(), target),
                body.octets(),
                configuration.isConfirm(),
                confirmTimeout,
                configuration.getSendAttempts());
    }

    private StompHeaders wire(Exchange exchange, String contentType, String target) {
        boolean bare = !configuration.isDjangoStomp() && headers.hasNone(exchange);
        BareHeaders last = lastBare;
        if (bare && last != null && Objects.equals(last.contentType, contentType)) {
            return last.headers;
        }
        StompHeaders.Builder wire = endpointHeaders.toBuilder();
        headers.write(exchange, contentType, target, wire);
        if (configuration.isDjangoStomp()) {
            DjangoStompConventions.addMessageHeaders(target, wire);
        }
        StompHeaders built = wire.build();
        if (bare) {
            lastBare = new BareHeaders(contentType, built);
        }
        return built;
    }

    /**
     * The reply of an exchange to a request. It is always confirmed.
     *
     * @param wire the headers that the reply must have
     * @param persistent whether the request was persistent
     * @throws Exception if its body cannot be written
     */
    public OutgoingMessage reply(Exchange exchange, String target, StompHeaders wire, boolean persistent)
            throws Exception {
        BodyBinding.Body body = bodies.write(exchange);
        StompHeaders.Builder all = wire.toBuilder();
        endpointHeaders.forEach(all::addIfAbsent);
        headers.write(exchange, body.contentType(), target, all);
        return new OutgoingMessage(
                options.reply(target, body.text(), persistent),
                all.build(),
                body.octets(),
                true,
                confirmTimeout,
                configuration.getSendAttempts());
    }

    /** A dead letter. It is always durable and confirmed, even if the endpoint's own messages are not. */
    public OutgoingMessage deadLetter(String queue, StompHeaders wire, byte[] body, boolean text) {
        // The attempts count with ackMode=auto only. In other modes the loss of the connection brings the original
        // again.
        return new OutgoingMessage(
                options.deadLetter(queue, text), wire, body, true, confirmTimeout, configuration.getSendAttempts());
    }
}
