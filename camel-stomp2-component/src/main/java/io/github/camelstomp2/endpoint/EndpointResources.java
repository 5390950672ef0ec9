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
package io.github.camelstomp2.endpoint;

import io.github.camelstomp2.PayloadFormat;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.binding.Stomp2Binding;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.options.Identity;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.options.TlsSource;
import io.github.camelstomp2.connection.ClientResources;
import io.github.camelstomp2.connection.ConnectionOptions;
import io.github.camelstomp2.connection.ConsumerConnection;
import io.github.camelstomp2.connection.ProducerConnection;
import io.github.camelstomp2.consumer.DeliveryReader;
import io.github.camelstomp2.options.ClientIdentities;
import io.github.camelstomp2.options.DestinationOptions;
import io.github.camelstomp2.options.OptionsInForce;
import io.github.camelstomp2.options.StompClientOptionsFactory;
import io.github.camelstomp2.route.PooledExchanges;
import io.github.camelstomp2.settlement.DeadLetterEndpoint;
import io.github.camelstomp2.settlement.DeadLetters;
import io.github.camelstomp2.settlement.Replies;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.ExceptionHandler;

/**
 * Holds what the consumers and producers of an endpoint share: the meaning of its options, how it connects, and how its
 * exchanges and frames are mapped. Thread-safe after it was prepared.
 */
public final class EndpointResources {
    private final String destination;
    private final Stomp2Configuration configuration;
    private final ClientResources clients;
    private final Function<Endpoint, DeadLetterEndpoint.Place> places;
    private CamelContext camel;
    private ConnectionOptions connections;
    private DestinationOptions options;
    private volatile Stomp2Binding binding;

    /**
     * @param clients the resources that all endpoints of the component share
     * @param places where an endpoint sends to; {@code null} for an endpoint of another component
     */
    public EndpointResources(
            String destination,
            Stomp2Configuration configuration,
            ClientResources clients,
            Function<Endpoint, DeadLetterEndpoint.Place> places) {
        this.destination = destination;
        this.configuration = configuration;
        this.clients = clients;
        this.places = places;
    }

    /**
     * Reads the options of connections with their present values.
     *
     * @throws Exception if a TLS context cannot be made of {@code sslContextParameters}
     */
    public void init(CamelContext context) throws Exception {
        camel = context;
        TlsSource tls = clients.tls(context, configuration.getSslContextParameters());
        connections = clients.shared(new ConnectionOptions(
                connecting(ClientIdentities.ofEndpoint(configuration), tls),
                connecting(ClientIdentities.ofConsumers(configuration), tls),
                connecting(ClientIdentities.ofProducers(configuration), tls),
                configuration.isSharedConnection(),
                configuration.isTestConnectionOnStartup()));
    }

    private StompClientOptions connecting(Identity identity, TlsSource tls) {
        return clients.shared(StompClientOptionsFactory.of(configuration, identity, tls));
    }

    /** Reads the other options with their present values. */
    public void start() {
        options = new DestinationOptions(configuration);
        if (OptionsInForce.payload(configuration) == PayloadFormat.JSON) {
            makeBinding(); // the library that reads JSON may be missing, which is an error at the start
        }
    }

    /** Maps exchanges and frames. It is made for the first of them, since many routes have none for a long time. */
    public Stomp2Binding binding() {
        Stomp2Binding made = binding;
        return made == null ? makeBinding() : made;
    }

    private synchronized Stomp2Binding makeBinding() {
        if (binding == null) {
            binding = new Stomp2Binding(camel, destination, configuration, options, serviceUrl());
        }
        return binding;
    }

    /** The destination as the component writes it: {@code /queue/x}. */
    public String destination() {
        return destination;
    }

    /** The options as the user wrote them. */
    public Stomp2Configuration configuration() {
        return configuration;
    }

    /** The options for the destination. */
    public DestinationOptions options() {
        return options;
    }

    /** How consumers and producers connect; {@code null} before {@link #init}. */
    public ConnectionOptions connections() {
        return connections;
    }

    /** The addresses of the brokers, for Camel's displays. */
    public String serviceUrl() {
        return connections == null
                ? configuration.getBrokerURL().replaceAll("\\?[^,)]*", "?***")
                : connections.common().brokers().toString();
    }

    /**
     * Takes the names of a consumer that only one at a time can have.
     *
     * @param owner the object with which they are given back
     * @throws IllegalArgumentException naming the option, if the broker is known to refuse the name, or the component
     *     has to
     */
    public void takeNames(Endpoint endpoint, Object owner) {
        clients.names()
                .take(
                        endpoint,
                        connections,
                        configuration.getSubscriptionId(),
                        options.durableTopicName(destination),
                        owner);
    }

    /** Gives back the names of a consumer. */
    public void giveBackNames(Object owner) {
        clients.names().giveBack(owner);
    }

    /** The resources that all endpoints of the component share. */
    public ClientResources clients() {
        return clients;
    }

    /** The threads on which routes run. */
    public ExecutorService workers() {
        return clients.workers();
    }

    /**
     * Begins to connect for a consumer; does not wait.
     *
     * @param what the user of the connection, for logs
     */
    public ConsumerConnection connect(String what) {
        return clients.connect(connections, what + destination);
    }

    /** Takes a lease of the producers' connection; does not wait. */
    public ProducerConnection producers() {
        return clients.acquire("producers", connections.producers());
    }

    /** Makes exchanges of consumed messages; {@code replies} is {@code null} if no replies are sent. */
    public DeliveryReader reader(Replies replies, ExceptionHandler exceptionHandler) {
        return new DeliveryReader(binding(), configuration, connections.common(), replies, exceptionHandler);
    }

    /** Logs what an operator should know when a consumer starts. */
    public void warnConsumer() {
        PooledExchanges.warn(camel, destination);
        warnOfDeadLetters();
    }

    /** Logs what an operator should know about the dead letters of this endpoint. */
    public void warnOfDeadLetters() {
        if (configuration.getDeadLetterUri() == null) {
            DeadLetters.warnOfOwnLetters(destination, configuration);
        }
    }

    /**
     * The target for failed messages of a consumer.
     *
     * @param connection on which the messages come
     * @throws IllegalArgumentException if {@code deadLetterUri} cannot be used
     */
    public DeadLetters deadLetters(StompConnection connection) {
        String uri = configuration.getDeadLetterUri();
        if (uri == null) {
            return DeadLetters.toBroker(connection, this::binding, configuration, options, workers());
        }
        DeadLetterEndpoint letters = new DeadLetterEndpoint(camel, uri, place(), places);
        return DeadLetters.to(letters, connection, binding(), workers());
    }

    /** Where this endpoint sends to and consumes from. */
    public DeadLetterEndpoint.Place place() {
        return new DeadLetterEndpoint.Place(destination, connections.common(), configuration.isTransacted());
    }

    /** Sends the replies of a consumer. A consumer that only browses a request leaves it to others to answer it. */
    Replies replies() {
        return new Replies(
                configuration.isReplyEnabled() && !configuration.isBrowse(), this::binding, clients, connections);
    }
}
