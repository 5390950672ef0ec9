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
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Gives the {@code stomp2:} component of the application's Camel context the options in {@code
 * camel.component.stomp2.*}, and makes a component for each broker in {@code camel.component.stomp2.brokers.*}.
 *
 * <p>With {@code camel.component.stomp2.enabled=false} the component is left without these options. With {@code
 * camel.component.stomp2.customizer.enabled=false} a component that the application itself has configured is left
 * unchanged.
 */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@EnableConfigurationProperties({
    ComponentConfigurationProperties.class,
    Stomp2Brokers.class,
    Stomp2ComponentConfiguration.class
})
@ConditionalOnHierarchicalProperties({"camel.component", "camel.component.stomp2"})
public class Stomp2ComponentAutoConfiguration {

    @Bean
    @ConfigurationPropertiesBinding
    static Stomp2ComponentConverter stomp2ComponentConverter(BeanFactory beans) {
        return new Stomp2ComponentConverter(beans);
    }

    @Bean
    static BrokerComponents stomp2BrokerComponents(Environment environment) {
        return new BrokerComponents(environment);
    }

    @Bean
    @Lazy
    static ComponentOptions stomp2ComponentOptions(
            Environment environment, ObjectProvider<SslBundles> bundles, ListableBeanFactory beans) {
        return new ComponentOptions(new BundleNames(environment, bundles), new ConnectionDetailsBeans(beans));
    }

    /** Looks, before routes start, for names that mean nothing. */
    @Bean
    static SmartInitializingSingleton stomp2StartCheck(
            Environment environment, ObjectProvider<SslBundles> bundles, ListableBeanFactory beans) {
        return () -> {
            new BundleNames(environment, bundles).check();
            Set<String> components = new TreeSet<>(BrokerNames.of(environment));
            components.add("stomp2");
            new ConnectionDetailsBeans(beans).check(components);
        };
    }

    /**
     * Copies the options to a component when Camel makes it: those of {@code camel.component.stomp2} to the one of that
     * name, those of a broker to its own, and none to any other that the application has. The properties are read no
     * earlier, so that beans they refer to may depend on the Camel context.
     */
    @Bean
    @Lazy
    static ComponentCustomizer configureStomp2Component(
            Environment environment,
            ComponentOptions options,
            ObjectProvider<Stomp2ComponentConfiguration> properties,
            ObjectProvider<Stomp2Brokers> brokers) {
        return new ComponentCustomizer() {
            @Override
            public void configure(String name, Component target) {
                if (name.equals("stomp2")) {
                    options.copyWhereUnset(properties.getObject(), (Stomp2Component) target);
                } else {
                    options.copyOfBroker(name, brokers.getObject().getBrokers().get(name), (Stomp2Component) target);
                }
            }

            @Override
            public boolean isEnabled(String name, Component target) {
                return target instanceof Stomp2Component
                        && (!name.equals("stomp2")
                                || HierarchicalPropertiesEvaluator.evaluate(
                                        environment,
                                        "camel.component.customizer",
                                        "camel.component.stomp2.customizer"));
            }
        };
    }
}
