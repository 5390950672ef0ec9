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

import io.github.camelstomp2.client.StompClientOptions;
import io.github.camelstomp2.client.StompConnection;
import javax.net.ssl.SSLContext;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
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
import org.apache.camel.support.jsse.SSLContextParameters;

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
        implements HeaderFilterStrategyAware, EndpointServiceLocation, MultipleConsumersSupport {

    @UriPath(
            description = "The destination: queue/x, topic/x, exchange/x/key and the like; anything else goes to the "
                    + "broker as it stands")
    @Metadata(required = true)
    private final String destination;

    @UriParam
    private final Stomp2Configuration configuration;

    private volatile Stomp2Binding binding;
    private DestinationOptions options;
    private StompClientOptions clientOptions;
    private StompClientOptions consumerOptions;
    private StompClientOptions producerOptions;

    Stomp2Endpoint(String uri, Stomp2Component component, String destination, Stomp2Configuration configuration) {
        super(uri, component);
        this.destination = destination;
        this.configuration = configuration;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        SSLContextParameters tls = configuration.getSslContextParameters();
        SSLContext context = tls == null ? null : component().sslContext(tls);
        clientOptions = component().shared(ClientOptions.of(configuration, context));
        consumerOptions =
                component().shared(ClientOptions.of(configuration, ClientIds.ofConsumers(configuration), context));
        producerOptions =
                component().shared(ClientOptions.of(configuration, ClientIds.ofProducers(configuration), context));
    }

    @Override
    protected void doStart() throws Exception {
        options = new DestinationOptions(configuration);
        if (configuration.payloadInUse() == PayloadFormat.JSON) {
            makeBinding(); // what reads JSON may be missing
        }
        super.doStart();
    }

    @Override
    public Producer createProducer() {
        return new Stomp2Producer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Stomp2Consumer consumer = new Stomp2Consumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** Each has what is its own: connection, subscription, dead letters, place in a stream. */
    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    @Override
    public PollingConsumer createPollingConsumer() throws Exception {
        Stomp2PollingConsumer consumer = new Stomp2PollingConsumer(this);
        configurePollingConsumer(consumer);
        return consumer;
    }

    Stomp2Component component() {
        return (Stomp2Component) getComponent();
    }

    /** How exchanges and frames map here. It is made for the first of them: many routes get none for long. */
    Stomp2Binding binding() {
        Stomp2Binding made = binding;
        return made == null ? makeBinding() : made;
    }

    private synchronized Stomp2Binding makeBinding() {
        if (binding == null) {
            binding = new Stomp2Binding(this);
        }
        return binding;
    }

    /** What is wanted of the broker. */
    DestinationOptions options() {
        return options;
    }

    /** What is the same for both sides: which broker, whose transactions. */
    StompClientOptions clientOptions() {
        return clientOptions;
    }

    /** How consumers connect. */
    StompClientOptions consumerOptions() {
        return consumerOptions;
    }

    /** How producers connect. */
    StompClientOptions producerOptions() {
        return producerOptions;
    }

    /** The destination as brokers have it: {@code /queue/x}. */
    public String getDestination() {
        return destination;
    }

    public Stomp2Configuration getConfiguration() {
        return configuration;
    }

    /** Replies to requests over the producers' connection that came when nobody waited for them any more. */
    @ManagedAttribute(
            description = "Replies that were dropped because nobody waited for them any more, of all requests over the"
                    + " connection that this endpoint shares with others")
    public long getLateReplies() {
        StompConnection producers = component().producerConnections().find(producerOptions);
        return producers == null ? 0 : producers.lateReplies();
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
        return clientOptions == null
                ? configuration.getBrokerURL()
                : clientOptions.brokers().toString();
    }

    @Override
    public String getServiceProtocol() {
        return "stomp";
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }
}
