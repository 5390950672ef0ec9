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

import io.github.camelstomp2.connection.ClientResources;
import io.github.camelstomp2.options.CheckedConfigurer;
import io.github.camelstomp2.options.ConfigurationCheck;
import io.github.camelstomp2.options.DestinationSyntax;
import io.github.camelstomp2.options.EndpointSecrets;
import io.github.camelstomp2.options.HeaderNames;
import io.github.camelstomp2.options.OptionSyntax;
import io.github.camelstomp2.options.OtherNames;
import io.github.camelstomp2.options.SensitiveWords;
import io.github.camelstomp2.route.RouteGuard;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.PropertiesHelper;

/**
 * The {@code stomp2:} component. Its options are the defaults of its endpoints. The resources that endpoints share at
 * run time (threads, the connections of producers) are in its {@link ClientResources}.
 */
@Component("stomp2")
public class Stomp2Component extends HealthCheckComponent implements SSLContextParametersAware {
    @Metadata(description = "The options that endpoints have unless they say otherwise.")
    private Stomp2Configuration configuration = new Stomp2Configuration();

    @Metadata(
            label = "security",
            description = "Whether ssl:// brokers use the SSLContextParameters of the Camel context, where an endpoint "
                    + "has none of its own.")
    private boolean useGlobalSslContextParameters;

    private final ClientResources resources = new ClientResources();
    private final EndpointSecrets secrets = new EndpointSecrets();
    private HeaderNames headerNames;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        OptionSyntax.removeUnset(parameters);
        OptionSyntax.check(parameters, (PropertyConfigurerGetter) getEndpointPropertyConfigurer());
        secrets.restore(uri, parameters);
        String shown = secrets.masked(uri, parameters);
        resources.named(getCamelContext(), uri.substring(0, uri.indexOf(':')));
        Stomp2Configuration own = defaults();
        OtherNames.override(own, parameters);
        addHeaders(own, parameters);
        Stomp2Endpoint endpoint =
                new Stomp2Endpoint(shown, this, DestinationSyntax.normalize(remaining), own, resources);
        setProperties(endpoint, parameters);
        if (own.getSslContextParameters() == null) {
            own.setSslContextParameters(retrieveGlobalSslContextParameters());
        }
        ConfigurationCheck.check(own);
        return endpoint;
    }

    /** A copy of the component's options, which are the defaults of an endpoint. */
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
        // The component may have the same header under the other option (open or secret): the endpoint's one replaces
        // it.
        if (!open.isEmpty()) {
            own.getSecretConnectHeaders().keySet().removeAll(open.keySet());
        }
        if (!secret.isEmpty()) {
            own.getConnectHeaders().keySet().removeAll(secret.keySet());
        }
        addHeaders(open, own::getConnectHeaders);
        addHeaders(secret, own::getSecretConnectHeaders);
        addHeaders(PropertiesHelper.extractProperties(parameters, "webSocketHeader."), own::getWebSocketHeaders);
        addHeaders(PropertiesHelper.extractProperties(parameters, "subscribeHeader."), own::getSubscribeHeaders);
        addHeaders(PropertiesHelper.extractProperties(parameters, "sendHeader."), own::getSendHeaders);
    }

    /** If there are no headers, no map is made for them. */
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

    /**
     * Camel finds the configurer by the annotation of the component's own class. A subclass has the same options but
     * not the annotation, so it needs this.
     */
    private PropertyConfigurer known(PropertyConfigurer found, String name) {
        return found == null
                ? PluginHelper.getConfigurerResolver(getCamelContext())
                        .resolvePropertyConfigurer(name, getCamelContext())
                : found;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        resources.start(getCamelContext(), this);
    }

    @Override
    protected void doStop() throws Exception {
        resources.stop(getCamelContext());
        super.doStop();
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
