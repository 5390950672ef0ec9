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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.jspecify.annotations.Nullable;

/** Copies options from properties to components: those that were set, for the rest is the component's own matter. */
final class ComponentOptions {
    private ComponentOptions() {}

    /** What the application has set itself, in a component bean of its own, stays. */
    static void copyWhereUnset(Stomp2ComponentConfiguration properties, Stomp2Component component) {
        if (properties.getConfiguration() != null) {
            component.setConfiguration(properties.getConfiguration());
            copy(options(properties, component), component);
            return;
        }
        Map<String, Object> options = options(properties, component);
        Stomp2Component pristine = new Stomp2Component();
        pristine.setCamelContext(component.getCamelContext());
        PropertyConfigurerGetter getter = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
        options.keySet()
                .removeIf(name -> !isUnset(
                        getter.getOptionValue(component, name, true), getter.getOptionValue(pristine, name, true)));
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
    static void copyOfBroker(
            String name, @Nullable Stomp2ComponentConfiguration properties, Stomp2Component component) {
        if (properties == null) {
            return;
        }
        if (properties.getConfiguration() != null) {
            component.setConfiguration(properties.getConfiguration());
        } else if (properties.getBrokerUrl() == null) {
            String option = Stomp2Brokers.COMPONENT + ".brokers." + name.toLowerCase(Locale.ROOT) + ".broker-url";
            throw new IllegalArgumentException("the broker " + name + " has no address; set " + option);
        }
        copy(options(properties, component), component);
    }

    private static Map<String, Object> options(Stomp2ComponentConfiguration properties, Stomp2Component component) {
        Map<String, Object> options =
                CamelPropertiesHelper.getNonNullProperties(component.getCamelContext(), properties);
        // of the starter, not of the component
        options.remove("enabled");
        options.remove("customizer");
        // first, because single options go on top of it
        options.remove("configuration");
        return options;
    }

    private static void copy(Map<String, Object> options, Stomp2Component component) {
        CamelContext camel = component.getCamelContext();
        CamelPropertiesHelper.setCamelProperties(camel, component, options, true);
    }
}
