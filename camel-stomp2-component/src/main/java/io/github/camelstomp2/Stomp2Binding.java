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

import static io.github.camelstomp2.protocol.StompHeaderNames.CORRELATION_ID;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.DjangoStompConventions;
import io.github.camelstomp2.client.OutgoingMessage;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import java.time.Duration;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;

/** The one place where frames become exchanges and exchanges become frames. Runs on worker threads. */
final class Stomp2Binding {
    private final Stomp2Endpoint endpoint;
    private final Stomp2Configuration configuration;
    private final DestinationOptions options;
    private final IncomingBodies incomingBodies;
    private final IncomingHeaders incoming;
    private final BodyBinding bodies;
    private final HeaderBinding headers;
    private final StompHeaders endpointHeaders;
    private final DestinationOverride overrides = new DestinationOverride();
    private final Duration confirmTimeout;

    /** Made before, by any thread, for a message without headers. */
    private BareHeaders lastBare;

    private record BareHeaders(String contentType, StompHeaders headers) {}

    Stomp2Binding(Stomp2Endpoint endpoint) {
        this.configuration = endpoint.getConfiguration();
        this.options = endpoint.options();
        this.endpoint = endpoint;
        this.confirmTimeout = Duration.ofMillis(configuration.getConfirmTimeout());
        this.incomingBodies = new IncomingBodies(endpoint.getCamelContext(), configuration);
        this.bodies = new BodyBinding(endpoint.getCamelContext(), configuration);
        HeaderFilterStrategy filter = configuration.getHeaderFilterStrategy();
        PropertyHeaders properties = PropertyHeaders.parse(configuration.getPropertyHeaders());
        this.incoming = new IncomingHeaders(filter, properties);
        this.headers = new HeaderBinding(filter, properties, new UnsentHeaders(endpoint.getServiceUrl()));
        this.endpointHeaders = ClientOptions.headers(configuration.sendHeaders(), null);
    }

    /**
     * Fills an exchange with a consumed message.
     *
     * @throws MissingCorrelationIdException if it lacks what {@code correlationIdRequired} demands
     * @throws Exception if the body cannot be read as {@code payload} says; the exchange then holds it as bytes
     */
    void fill(Exchange exchange, StompFrame frame, BrokerDialect dialect) throws Exception {
        fillUnread(exchange, frame, dialect);
        CorrelationIds.take(exchange, frame.headers(), configuration.isCorrelationIdRequired());
        exchange.getMessage().setBody(incomingBodies.read(frame, dialect, exchange));
    }

    /** Fills an exchange with a consumed message as it came: its body stays bytes. */
    void fillUnread(Exchange exchange, StompFrame frame, BrokerDialect dialect) {
        incoming.fill(exchange, frame.headers(), dialect);
        exchange.getMessage().setBody(frame.body());
    }

    /**
     * Makes a reply the message of the exchange that asked, whose properties stay.
     *
     * @throws Exception if the body cannot be read as {@code payload} says; the exchange then holds it as bytes
     */
    void fillReply(Exchange exchange, StompFrame frame, BrokerDialect dialect) throws Exception {
        Object correlationId = exchange.getMessage().getHeader(CORRELATION_ID);
        Message message = incoming.message(exchange, frame.headers(), dialect);
        // On the wire it may have been another one.
        message.removeHeader(CORRELATION_ID);
        if (correlationId != null) {
            message.setHeader(CORRELATION_ID, correlationId);
        }
        message.setBody(frame.body());
        exchange.setMessage(message);
        message.setBody(incomingBodies.read(frame, dialect, exchange));
    }

    /**
     * The message that an exchange wants to send. Takes the header that overrides the destination: whatever becomes of this
     * send, the next one is another.
     *
     * @throws Exception if its body cannot be written
     */
    OutgoingMessage outgoing(Exchange exchange) throws Exception {
        String override = overrides.take(exchange);
        BodyBinding.Body body = bodies.write(exchange);
        String destination = override == null ? endpoint.getDestination() : Stomp2Destination.normalize(override);
        return new OutgoingMessage(
                options.send(destination, body.text()),
                wire(exchange, body.contentType(), destination),
                body.octets(),
                configuration.isConfirm(),
                confirmTimeout,
                configuration.getSendAttempts());
    }

    private StompHeaders wire(Exchange exchange, String contentType, String destination) {
        boolean bare = !configuration.isDjangoStomp() && headers.hasNone(exchange);
        BareHeaders last = lastBare;
        if (bare && last != null && Objects.equals(last.contentType, contentType)) {
            return last.headers;
        }
        StompHeaders.Builder wire = endpointHeaders.toBuilder();
        headers.write(exchange, contentType, destination, wire);
        if (configuration.isDjangoStomp()) {
            DjangoStompConventions.addMessageHeaders(destination, wire);
        }
        StompHeaders built = wire.build();
        if (bare) {
            lastBare = new BareHeaders(contentType, built);
        }
        return built;
    }

    /**
     * What an exchange answers to a request: always confirmed.
     *
     * @param wire what the reply has to say whatever the message says
     * @param persistent whether the request was
     * @throws Exception if its body cannot be written
     */
    OutgoingMessage reply(Exchange exchange, String destination, StompHeaders wire, boolean persistent)
            throws Exception {
        BodyBinding.Body body = bodies.write(exchange);
        StompHeaders.Builder all = wire.toBuilder();
        endpointHeaders.forEach(all::addIfAbsent);
        headers.write(exchange, body.contentType(), destination, all);
        return new OutgoingMessage(
                options.reply(destination, body.text(), persistent),
                all.build(),
                body.octets(),
                true,
                confirmTimeout,
                configuration.getSendAttempts());
    }

    /** A dead letter: always durable and always confirmed, whatever the endpoint's own messages are. */
    OutgoingMessage deadLetter(String queue, StompHeaders wire, byte[] body, boolean text) {
        // The attempts count with ackMode=auto only: else the loss of the connection brings the original again.
        return new OutgoingMessage(
                options.deadLetter(queue, text), wire, body, true, confirmTimeout, configuration.getSendAttempts());
    }
}
