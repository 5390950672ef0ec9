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

import io.github.camelstomp2.options.CheckedConfigurer;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

/**
 * Sets the options of a configuration that is written in properties, as a bean or as the component's. It makes the same
 * checks as for the same options of the component. Camel finds it by name.
 */
public final class Stomp2ConfigurationConfigurer implements PropertyConfigurer, PropertyConfigurerGetter {
    private static final Set<String> COMPONENT_ONLY = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        COMPONENT_ONLY.addAll(Set.of(
                "autowiredEnabled",
                "bridgeErrorHandler",
                "configuration",
                "lazyStartProducer",
                "useGlobalSslContextParameters"));
    }

    private final CheckedConfigurer component = CheckedConfigurer.of(new Stomp2ComponentConfigurer());

    @Override
    public boolean configure(CamelContext camelContext, Object target, String name, Object value, boolean ignoreCase) {
        return !COMPONENT_ONLY.contains(name)
                && component.configure(camelContext, componentWith(target), name, value, ignoreCase);
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        return COMPONENT_ONLY.contains(name) ? null : component.getOptionType(name, ignoreCase);
    }

    @Override
    public Object getCollectionValueType(Object target, String name, boolean ignoreCase) {
        return component.getCollectionValueType(componentWith(target), name, ignoreCase);
    }

    @Override
    public Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return COMPONENT_ONLY.contains(name) ? null : component.getOptionValue(componentWith(target), name, ignoreCase);
    }

    private static Stomp2Component componentWith(Object configuration) {
        Stomp2Component component = new Stomp2Component();
        component.setConfiguration((Stomp2Configuration) configuration);
        return component;
    }
}
