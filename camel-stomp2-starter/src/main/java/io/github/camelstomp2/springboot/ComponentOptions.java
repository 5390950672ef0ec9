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
package io.github.camelstomp2.springboot;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.Stomp2Configuration;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.jspecify.annotations.Nullable;

/**
 * Copies options from properties and connection details to components: those that were set, for the rest is the component's
 * own matter.
 */
final class ComponentOptions {
    private final BundleNames bundles;
    private final ConnectionDetailsBeans details;

    ComponentOptions(BundleNames bundles, ConnectionDetailsBeans details) {
        this.bundles = bundles;
        this.details = details;
    }

    /** What the application has set itself, in a component bean of its own, stays. */
    void copyWhereUnset(Stomp2ComponentConfiguration properties, Stomp2Component component) {
        Map<String, Object> options = options("stomp2", properties, component);
        if (properties.getConfiguration() == null) {
            Stomp2Component pristine = new Stomp2Component();
            pristine.setCamelContext(component.getCamelContext());
            PropertyConfigurerGetter getter = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
            options.keySet()
                    .removeIf(name -> !isUnset(
                            getter.getOptionValue(component, name, true), getter.getOptionValue(pristine, name, true)));
        }
        copy(options, component);
    }

    /** Each component makes a filter of its own by default. */
    private static boolean isUnset(@Nullable Object value, @Nullable Object unset) {
        return Objects.equals(value, unset)
                || (value instanceof HeaderFilterStrategy
                        && unset != null
                        && value.getClass().equals(unset.getClass()));
    }

    /**
     * @param properties {@code null}: it is no broker of the properties, but a component that the application has made
     * @throws IllegalArgumentException if the broker has no address: the default one is hardly meant
     */
    void copyOfBroker(String name, @Nullable Stomp2ComponentConfiguration properties, Stomp2Component component) {
        if (properties == null) {
            return;
        }
        Map<String, Object> options = options(name, properties, component);
        if (properties.getConfiguration() == null && !options.containsKey("brokerUrl")) {
            throw new IllegalArgumentException(
                    "the broker " + name + " has no address; set " + BrokerNames.prefix(name) + ".broker-url");
        }
        copy(options, component);
    }

    /** Puts the configuration bean into the component, if the properties name one; single options go on top of it. */
    private Map<String, Object> options(
            String name, Stomp2ComponentConfiguration properties, Stomp2Component component) {
        Map<String, Object> options =
                CamelPropertiesHelper.getNonNullProperties(component.getCamelContext(), properties);
        // of the starter, not of the component
        options.remove("enabled");
        options.remove("customizer");
        options.remove("configuration");
        Stomp2Configuration configuration = properties.getConfiguration();
        StompConnectionDetails found = details.of(name);
        if (configuration != null) {
            component.setConfiguration(found == null ? configuration : withoutLogin(configuration));
        }
        if (found != null) {
            ConnectionDetailsBeans.apply(found, options);
        }
        replaceBundle(BrokerNames.prefix(name), options);
        return options;
    }

    /** A copy without what connection details replace. */
    private static Stomp2Configuration withoutLogin(Stomp2Configuration configuration) {
        Stomp2Configuration copy = configuration.copy();
        copy.setUsername(null);
        copy.setPassword(null);
        copy.setLogin(null);
        copy.setPasscode(null);
        copy.setCredentials(null);
        copy.setHost(null);
        return copy;
    }

    private void replaceBundle(String prefix, Map<String, Object> options) {
        Object bundle = options.remove("sslBundle");
        if (bundle == null) {
            return;
        }
        if (options.containsKey("sslContextParameters")) {
            throw new IllegalArgumentException(prefix + ".ssl-bundle and " + prefix
                    + ".ssl-context-parameters are both set, and each says all about TLS; remove one");
        }
        options.put("sslContextParameters", bundles.parameters(prefix, bundle.toString()));
    }

    private static void copy(Map<String, Object> options, Stomp2Component component) {
        CamelContext camel = component.getCamelContext();
        CamelPropertiesHelper.setCamelProperties(camel, component, options, true);
    }
}
