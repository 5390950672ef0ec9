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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.DeadLetterMode;
import io.github.camelstomp2.PayloadFormat;
import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.Stomp2HeaderFilterStrategy;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Properties that name beans, and components and configurations that the application has set up itself. */
class PropertyBeansTest extends AutoConfigurationTestSupport {
    @ParameterizedTest
    @ValueSource(strings = {"#bean:mine", "#mine"})
    void objectsAreReferencesToBeans(String reference) {
        SSLContextParameters tls = new SSLContextParameters();
        runner.withBean("mine", SSLContextParameters.class, () -> tls)
                .withPropertyValues(PREFIX + ".ssl-context-parameters=" + reference)
                .run(context -> assertThat(component(context.getBean(CamelContext.class))
                                .getConfiguration()
                                .getSslContextParameters())
                        .isSameAs(tls));
    }

    @Test
    void aReferencedBeanMayDependOnTheCamelContext() {
        runner.withUserConfiguration(FilterThatNeedsCamel.class)
                .withPropertyValues(PREFIX + ".header-filter-strategy=#bean:filter")
                .run(context -> assertThat(component(context.getBean(CamelContext.class))
                                .getConfiguration()
                                .getHeaderFilterStrategy())
                        .isSameAs(context.getBean("filter")));
    }

    @Test
    void headerFiltersAndCustomHeadersMayBeBeans() {
        Properties headers = new Properties();
        headers.setProperty("x-tenant", "blue");
        Stomp2HeaderFilterStrategy filter = new Stomp2HeaderFilterStrategy();
        runner.withBean("filter", Stomp2HeaderFilterStrategy.class, () -> filter)
                .withBean("headers", Properties.class, () -> headers)
                .withPropertyValues(
                        PREFIX + ".header-filter-strategy=#bean:filter", PREFIX + ".custom-headers=#bean:headers")
                .run(context -> {
                    Stomp2Configuration configuration =
                            component(context.getBean(CamelContext.class)).getConfiguration();
                    assertThat(configuration.getHeaderFilterStrategy()).isSameAs(filter);
                    assertThat(configuration.getCustomHeaders()).containsEntry("x-tenant", "blue");
                });
    }

    @Test
    void singleOptionsGoOnTopOfAConfigurationBeanAndTheRestIsTheBeans() {
        Stomp2Configuration bean = new Stomp2Configuration();
        bean.setPrefetch(5);
        bean.setDeadLetterMode(DeadLetterMode.NONE);
        bean.setPayload(PayloadFormat.BYTES);
        runner.withBean("shared", Stomp2Configuration.class, () -> bean)
                .withPropertyValues(
                        PREFIX + ".configuration=#bean:shared", PREFIX + ".prefetch=100", PREFIX + ".payload=json")
                .run(context -> {
                    Stomp2Configuration configuration =
                            component(context.getBean(CamelContext.class)).getConfiguration();
                    assertThat(configuration.getPrefetch()).isEqualTo(100);
                    assertThat(configuration.getPayload()).isEqualTo(PayloadFormat.JSON);
                    assertThat(configuration.getDeadLetterMode()).isEqualTo(DeadLetterMode.NONE);
                });
    }

    @Test
    void aComponentThatTheApplicationSetUpKeepsWhatNoPropertySays() {
        runner.withBean("stomp2", Stomp2Component.class, PropertyBeansTest::ownComponent)
                .withPropertyValues(PREFIX + ".prefetch=9")
                .run(context -> {
                    Stomp2Configuration configuration =
                            component(context.getBean(CamelContext.class)).getConfiguration();
                    assertThat(configuration.getLogin()).isEqualTo("own");
                    assertThat(configuration.getPrefetch()).isEqualTo(9);
                });
    }

    @Test
    void aComponentThatTheApplicationSetUpIsLeftAloneWithoutTheCustomizer() {
        runner.withBean("stomp2", Stomp2Component.class, PropertyBeansTest::ownComponent)
                .withPropertyValues(PREFIX + ".prefetch=9", PREFIX + ".customizer.enabled=false")
                .run(context -> assertThat(component(context.getBean(CamelContext.class))
                                .getConfiguration()
                                .getPrefetch())
                        .isEqualTo(new Stomp2Configuration().getPrefetch()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"camel.component.stomp2.enabled", "camel.component.enabled"})
    void turnedOffTheComponentIsAsWithoutSpringBoot(String switchName) {
        runner.withPropertyValues(switchName + "=false", PREFIX + ".prefetch=9").run(context -> {
            assertThat(context).doesNotHaveBean(Stomp2ComponentAutoConfiguration.class);
            assertThat(component(context.getBean(CamelContext.class))
                            .getConfiguration()
                            .getPrefetch())
                    .isEqualTo(new Stomp2Configuration().getPrefetch());
        });
    }

    @Test
    void propertiesOfTheApplicationItselfAreNotTakenForReferences() {
        runner.withUserConfiguration(ApplicationConfiguration.class)
                .withPropertyValues("application.settings=a=b")
                .run(context -> assertThat(
                                context.getBean(ApplicationProperties.class).settings())
                        .containsEntry("a", "b"));
    }

    private static Stomp2Component ownComponent() {
        Stomp2Component component = new Stomp2Component();
        component.getConfiguration().setLogin("own");
        return component;
    }

    static class FilterThatNeedsCamel {
        @Bean
        Stomp2HeaderFilterStrategy filter(CamelContext camel) {
            assertThat(camel).isNotNull();
            return new Stomp2HeaderFilterStrategy();
        }
    }

    @ConfigurationProperties("application")
    record ApplicationProperties(Properties settings) {}

    @EnableConfigurationProperties(ApplicationProperties.class)
    static class ApplicationConfiguration {}
}
