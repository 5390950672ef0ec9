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

import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.connection.ClientResources;
import io.github.camelstomp2.connection.ConnectionOptions;
import io.github.camelstomp2.endpoint.EndpointResources;
import io.github.camelstomp2.observation.ObservedSends;
import io.github.camelstomp2.settlement.DeadLetterEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Send messages to and receive messages from STOMP brokers such as RabbitMQ, ActiveMQ and Artemis, with
 * acknowledgements, confirmed sends, dead letters and reconnect.
 */
@ManagedResource(description = "Managed STOMP 2 endpoint")
@UriEndpoint(
        firstVersion = "4.17.0",
        scheme = "stomp2",
        title = "STOMP 2",
        syntax = "stomp2:destination",
        category = {Category.MESSAGING},
        headersClass = Stomp2Constants.class)
public class Stomp2Endpoint extends DefaultEndpoint
        implements HeaderFilterStrategyAware, EndpointServiceLocation, MultipleConsumersSupport, ObservedSends {

    @UriPath(
            description = "The destination: queue/x, topic/x, exchange/x/key and the like; anything else goes to the "
                    + "broker as it stands")
    @Metadata(required = true)
    private final String destination;

    @UriParam
    private final Stomp2Configuration configuration;

    private final EndpointResources resources;

    /** @param clients the resources that all endpoints of the component share */
    Stomp2Endpoint(
            String uri,
            Component component,
            String destination,
            Stomp2Configuration configuration,
            ClientResources clients) {
        super(uri, component);
        this.destination = destination;
        this.configuration = configuration;
        this.resources = new EndpointResources(destination, configuration, clients, Stomp2Endpoint::placeOf);
    }

    /** {@code null}: it is an endpoint of another component. */
    private static DeadLetterEndpoint.Place placeOf(Endpoint endpoint) {
        return endpoint instanceof Stomp2Endpoint ours ? ours.resources.place() : null;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        resources.init(getCamelContext());
    }

    @Override
    protected void doStart() throws Exception {
        resources.start();
        super.doStart();
    }

    @Override
    public Producer createProducer() {
        return new Stomp2Producer(this, resources);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Stomp2Consumer consumer = new Stomp2Consumer(this, processor, resources);
        configureConsumer(consumer);
        return consumer;
    }

    /** Each consumer has its own connection, subscription, dead letters and position in a stream. */
    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    @Override
    public PollingConsumer createPollingConsumer() throws Exception {
        Stomp2PollingConsumer consumer = new Stomp2PollingConsumer(this, resources);
        configurePollingConsumer(consumer);
        return consumer;
    }

    /** The resources that the endpoints of the component share. */
    ClientResources resources() {
        return resources.clients();
    }

    /** How consumers and producers connect. */
    ConnectionOptions connections() {
        return resources.connections();
    }

    @Override
    public String destination() {
        return destination;
    }

    /** The connection of its producers, while there are any; {@code null} at other times. */
    @Override
    public StompConnection observed() {
        ConnectionOptions known = resources.connections();
        return known == null ? null : resources.clients().find(known.producers());
    }

    /** The destination as the component writes it: {@code /queue/x}. */
    public String getDestination() {
        return destination;
    }

    public Stomp2Configuration getConfiguration() {
        return configuration;
    }

    /** How many replies over the producers' connection came for which no request waited any more. */
    @ManagedAttribute(
            description = "Replies that were dropped because nobody waited for them any more, of all requests over the"
                    + " connection that this endpoint shares with others")
    public long getLateReplies() {
        return resources.clients().lateReplies(resources.connections().producers());
    }

    @Override
    public HeaderFilterStrategy getHeaderFilterStrategy() {
        return configuration.getHeaderFilterStrategy();
    }

    @Override
    public void setHeaderFilterStrategy(HeaderFilterStrategy strategy) {
        configuration.setHeaderFilterStrategy(strategy);
    }

    @Override
    public String getServiceUrl() {
        return resources.serviceUrl();
    }

    @Override
    public String getServiceProtocol() {
        return "stomp";
    }
}
