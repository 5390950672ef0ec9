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
import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.env.Environment;

/**
 * Makes a component bean for each broker in {@code camel.component.stomp2.brokers.*}: Camel finds it by its name, as the
 * scheme of an endpoint. Its options come later, when Camel asks for the component.
 */
final class BrokerComponents implements BeanDefinitionRegistryPostProcessor {
    private final Environment environment;

    BrokerComponents(Environment environment) {
        this.environment = environment;
    }

    /**
     * @throws IllegalArgumentException if the name of a broker cannot be a scheme, or is that of something else
     */
    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (AotDetector.useGeneratedArtifacts()) {
            // They were registered when the code was generated.
            return;
        }
        for (String name : BrokerNames.of(environment)) {
            check(name, registry);
            // By its constructor: no code can be generated ahead of time for a supplier.
            registry.registerBeanDefinition(name, new RootBeanDefinition(Stomp2Component.class));
        }
    }

    private static void check(String name, BeanDefinitionRegistry registry) {
        String property = Stomp2Brokers.COMPONENT + ".brokers." + name;
        if (!name.matches("[a-zA-Z][a-zA-Z0-9+-]*")) {
            throw new IllegalArgumentException(
                    property + ": the name of a broker is the scheme of its endpoints, so that it"
                            + " has letters, digits and hyphens only");
        }
        if (name.equals("stomp2")) {
            throw new IllegalArgumentException(property + ": the options of the component stomp2 stand under "
                    + Stomp2Brokers.COMPONENT + " itself; choose another name");
        }
        if (registry.containsBeanDefinition(name)) {
            throw new IllegalArgumentException(property + ": there is a bean of this name already, which endpoints "
                    + name + ":… would mean; choose another name for the broker or for the bean");
        }
    }
}
