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

import io.github.camelstomp2.client.NettyTransport;
import io.github.camelstomp2.client.SharedConnections;
import io.github.camelstomp2.client.StompClientOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.PropertiesHelper;

/**
 * The {@code stomp2:} component. Its options are the defaults of its endpoints. It holds what they share: the network
 * threads, the worker threads, and one connection per broker and identity for all producers.
 */
@Component("stomp2")
public class Stomp2Component extends DefaultComponent implements SSLContextParametersAware {
    /** How long a connection that is stopped waits for the broker's answer to DISCONNECT. */
    static final Duration GOODBYE = Duration.ofSeconds(5);

    /** How long threads whose routes are stopped may take to come to their end. */
    private static final Duration LAST_STEPS = Duration.ofMillis(500);

    @Metadata(description = "The options that endpoints have unless they say otherwise.")
    private Stomp2Configuration configuration = new Stomp2Configuration();

    @Metadata(
            label = "security",
            description = "Whether ssl:// brokers use the SSLContextParameters of the Camel context, where an endpoint "
                    + "has none of its own.")
    private boolean useGlobalSslContextParameters;

    private final Map<SSLContextParameters, SSLContext> sslContexts = new ConcurrentHashMap<>();
    private final Map<StompClientOptions, SendRoom> sendRooms = new ConcurrentHashMap<>();
    private final Map<StompClientOptions, SendRoom> requestRooms = new ConcurrentHashMap<>();
    private final EqualOptions clientOptions = new EqualOptions();
    private final EndpointSecrets secrets = new EndpointSecrets();
    private HeaderNames headerNames;
    private NettyTransport transport;
    private SharedConnections producerConnections;
    private ExecutorService workers;
    private Goodbyes goodbyes;
    private final NamesInUse names = new NamesInUse();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        OptionSyntax.check(parameters, (PropertyConfigurerGetter) getEndpointPropertyConfigurer());
        secrets.restore(uri, parameters);
        String shown = secrets.masked(uri, parameters);
        Stomp2Configuration own = defaults();
        OtherNames.override(own, parameters);
        addHeaders(own, parameters);
        Stomp2Endpoint endpoint = new Stomp2Endpoint(shown, this, Stomp2Destination.normalize(remaining), own);
        setProperties(endpoint, parameters);
        if (own.getSslContextParameters() == null) {
            own.setSslContextParameters(retrieveGlobalSslContextParameters());
        }
        ConfigurationCheck.check(own);
        return endpoint;
    }

    /** What endpoints have unless they say otherwise: a copy. */
    private Stomp2Configuration defaults() {
        if (headerNames == null) {
            headerNames = HeaderNames.of(getCamelContext());
        }
        Stomp2Configuration defaults = configuration.copy();
        headerNames.restore(defaults);
        return defaults;
    }

    private static void addHeaders(Stomp2Configuration own, Map<String, Object> parameters) {
        Map<String, Object> open = PropertiesHelper.extractProperties(parameters, "connectHeader.");
        Map<String, Object> secret = PropertiesHelper.extractProperties(parameters, "secretConnectHeader.");
        // Where the component says a header by its other name, the endpoint's counts.
        if (!open.isEmpty()) {
            own.getSecretConnectHeaders().keySet().removeAll(open.keySet());
        }
        if (!secret.isEmpty()) {
            own.getConnectHeaders().keySet().removeAll(secret.keySet());
        }
        addHeaders(open, own::getConnectHeaders);
        addHeaders(secret, own::getSecretConnectHeaders);
        addHeaders(PropertiesHelper.extractProperties(parameters, "subscribeHeader."), own::getSubscribeHeaders);
        addHeaders(PropertiesHelper.extractProperties(parameters, "sendHeader."), own::getSendHeaders);
    }

    /** Where there are none, no map is made for them. */
    private static void addHeaders(Map<String, Object> given, Supplier<Map<String, Object>> own) {
        if (!given.isEmpty()) {
            own.get().putAll(given);
        }
    }

    @Override
    protected void doBuild() throws Exception {
        super.doBuild();
        SensitiveWords.add(getCamelContext());
        RouteGuard.of(getCamelContext());
    }

    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return CheckedConfigurer.of(known(super.getComponentPropertyConfigurer(), "stomp2-component"));
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return known(super.getEndpointPropertyConfigurer(), "stomp2-endpoint");
    }

    /** Camel finds it by the annotation of a component's own class: not for a subclass, which has the same options. */
    private PropertyConfigurer known(PropertyConfigurer found, String name) {
        return found == null
                ? PluginHelper.getConfigurerResolver(getCamelContext())
                        .resolvePropertyConfigurer(name, getCamelContext())
                : found;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        transport = new NettyTransport("Camel (" + getCamelContext().getName() + ") Stomp2Netty");
        producerConnections = new SharedConnections(transport);
        goodbyes = new Goodbyes(getCamelContext());
        workers = getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "Stomp2Worker");
        if (workers instanceof ThreadPoolExecutor pool) {
            // Only after the stop: what ends then is waited for by nobody, and its message stays with the broker.
            pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (transport != null) {
            // Producers of templates may outlive the component: their connection says goodbye here.
            goodbyes.awaitAll(producerConnections.stopAll(GOODBYE));
            transport.close();
            // Camel's shutdown timeout was all they had: a route that is still not done is interrupted.
            getCamelContext().getExecutorServiceManager().shutdownGraceful(workers, LAST_STEPS.toMillis());
        }
        super.doStop();
    }

    /** The network threads. */
    NettyTransport transport() {
        return transport;
    }

    /** The threads on which routes run; as many as are needed at a time, ended when idle. */
    ExecutorService workers() {
        return workers;
    }

    /** The connections of all producers. */
    SharedConnections producerConnections() {
        return producerConnections;
    }

    /** Gives one of them back; the last one to do so waits for its goodbye. */
    void releaseProducerConnection(StompClientOptions options) {
        goodbyes.await(producerConnections.release(options, GOODBYE));
    }

    /** The names that one consumer at a time can have. */
    NamesInUse names() {
        return names;
    }

    /** What waits for connections that say goodbye. */
    Goodbyes goodbyes() {
        return goodbyes;
    }

    /** The bound of what is under way over the connection with these options. */
    SendRoom sendRoom(StompClientOptions options) {
        return sendRooms.computeIfAbsent(options, key -> new SendRoom());
    }

    /** The bound of the requests that wait for replies over the connection with these options. */
    SendRoom requestRoom(StompClientOptions options) {
        return requestRooms.computeIfAbsent(options, key -> SendRoom.ofRequests());
    }

    /** Options that are equal to these, and that endpoints may share. */
    StompClientOptions shared(StompClientOptions options) {
        return clientOptions.of(options);
    }

    /** The TLS context of some parameters: one for all endpoints that have them, so that they can share connections. */
    SSLContext sslContext(SSLContextParameters parameters) throws Exception {
        SSLContext known = sslContexts.get(parameters);
        if (known == null) {
            known = parameters.createSSLContext(getCamelContext());
            sslContexts.put(parameters, known);
        }
        return known;
    }

    public Stomp2Configuration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(Stomp2Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
