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
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.spring.boot.ComponentConfigurationProperties;
import org.apache.camel.spring.boot.util.CamelPropertiesHelper;
import org.apache.camel.spring.boot.util.ConditionalOnCamelContextAndAutoConfigurationBeans;
import org.apache.camel.spring.boot.util.ConditionalOnHierarchicalProperties;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Gives the {@code stomp2:} component of the application's Camel context the options in {@code
 * camel.component.stomp2.*}.
 *
 * <p>{@code camel.component.stomp2.enabled=false} leaves the component as it is without Spring Boot, and {@code
 * camel.component.stomp2.customizer.enabled=false} one that the application itself has set up.
 */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@Conditional(ConditionalOnCamelContextAndAutoConfigurationBeans.class)
@EnableConfigurationProperties({ComponentConfigurationProperties.class, Stomp2ComponentConfiguration.class})
@ConditionalOnHierarchicalProperties({"camel.component", "camel.component.stomp2"})
public class Stomp2ComponentAutoConfiguration {

    @Bean
    @ConfigurationPropertiesBinding
    static Stomp2ComponentConverter stomp2ComponentConverter(BeanFactory beans) {
        return new Stomp2ComponentConverter(beans);
    }

    /**
     * Copies the options to the component when Camel makes it. The properties are read no earlier, so that beans they
     * refer to may depend on the Camel context.
     */
    @Bean
    @Lazy
    static ComponentCustomizer configureStomp2Component(
            Environment environment, ObjectProvider<Stomp2ComponentConfiguration> properties) {
        return new ComponentCustomizer() {
            @Override
            public void configure(String name, Component target) {
                copyOptions(properties.getObject(), (Stomp2Component) target);
            }

            @Override
            public boolean isEnabled(String name, Component target) {
                return target instanceof Stomp2Component
                        && HierarchicalPropertiesEvaluator.evaluate(
                                environment, "camel.component.customizer", "camel.component.stomp2.customizer");
            }
        };
    }

    /** Only what was set: the rest is the component's own matter, or the configuration bean's. */
    private static void copyOptions(Stomp2ComponentConfiguration properties, Stomp2Component component) {
        CamelContext camel = component.getCamelContext();
        Map<String, Object> options = CamelPropertiesHelper.getNonNullProperties(camel, properties);
        // of the starter, not of the component
        options.remove("enabled");
        options.remove("customizer");
        // first, because single options go on top of it
        options.remove("configuration");
        if (properties.getConfiguration() != null) {
            component.setConfiguration(properties.getConfiguration());
        }
        CamelPropertiesHelper.setCamelProperties(camel, component, options, true);
    }
}
