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

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.Stomp2Credentials;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Beans of {@link StompConnectionDetails} beside properties. */
class ConnectionDetailsTest extends AutoConfigurationTestSupport {

    /** Details of a test. */
    record Details(String brokerUrl, String username, String password, String virtualHost, String component)
            implements StompConnectionDetails {
        static Details of(String component) {
            return new Details("tcp://details:1", "anna", "#secret", "/test", component);
        }

        @Override
        public String getBrokerUrl() {
            return brokerUrl;
        }

        @Override
        public String getUsername() {
            return username;
        }

        @Override
        public String getPassword() {
            return password;
        }

        @Override
        public String getVirtualHost() {
            return virtualHost;
        }

        @Override
        public String getComponent() {
            return component;
        }
    }

    private ApplicationContextRunner with(StompConnectionDetails details) {
        return runner.withBean("details", StompConnectionDetails.class, () -> details);
    }

    private static void hasOptions(
            ApplicationContextRunner runner, String name, Consumer<Stomp2Configuration> expected) {
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            expected.accept(context.getBean(CamelContext.class)
                    .getComponent(name, Stomp2Component.class)
                    .getConfiguration());
        });
    }

    private static void hasTheDetailsAlone(Stomp2Configuration configuration) {
        assertThat(configuration.getBrokerURL()).isEqualTo("tcp://details:1");
        assertThat(configuration.getUsername()).isEqualTo("anna");
        assertThat(configuration.getPassword()).isEqualTo("#secret");
        assertThat(configuration.getHost()).isEqualTo("/test");
        assertThat(configuration.getCredentials()).isNull();
    }

    @Test
    void detailsTakeThePlaceOfAddressAndLoginInThePropertiesAndTheRestStays() {
        hasOptions(
                with(Details.of("stomp2"))
                        .withPropertyValues(
                                PREFIX + ".broker-url=tcp://properties:1",
                                PREFIX + ".username=bert",
                                PREFIX + ".password=other",
                                PREFIX + ".host=/production",
                                PREFIX + ".prefetch=7"),
                "stomp2",
                configuration -> {
                    hasTheDetailsAlone(configuration);
                    assertThat(configuration.getPrefetch()).isEqualTo(7);
                });
    }

    @Test
    void detailsWithoutALoginSendNoneOfTheProperties() {
        hasOptions(
                with(new Details("tcp://details:1", null, null, null, "stomp2"))
                        .withPropertyValues(
                                PREFIX + ".login=bert",
                                PREFIX + ".passcode=other",
                                PREFIX + ".username=bert",
                                PREFIX + ".password=other",
                                PREFIX + ".host=/production"),
                "stomp2",
                configuration -> assertThat(configuration)
                        .extracting("username", "password", "login", "passcode", "host")
                        .containsOnlyNulls());
    }

    @Test
    void detailsTakeThePlaceOfABeanOfCredentials() {
        hasOptions(
                with(Details.of("stomp2"))
                        .withBean("token", Stomp2Credentials.class, () -> url -> null)
                        .withPropertyValues(PREFIX + ".credentials=#bean:token"),
                "stomp2",
                ConnectionDetailsTest::hasTheDetailsAlone);
    }

    @Test
    void detailsAreForTheBrokerThatTheyName() {
        ApplicationContextRunner two = with(Details.of("billing"))
                .withPropertyValues(
                        PREFIX + ".broker-url=tcp://properties:1",
                        PREFIX + ".brokers.billing.broker-url=tcp://production:1",
                        PREFIX + ".brokers.billing.username=bert",
                        PREFIX + ".brokers.billing.password=other");
        hasOptions(two, "billing", ConnectionDetailsTest::hasTheDetailsAlone);
        hasOptions(two, "stomp2", configuration -> {
            assertThat(configuration.getBrokerURL()).isEqualTo("tcp://properties:1");
            assertThat(configuration.getUsername()).isNull();
        });
    }

    @Test
    void aBrokerWithDetailsNeedsNoAddressInTheProperties() {
        hasOptions(
                with(Details.of("billing")).withPropertyValues(PREFIX + ".brokers.billing.prefetch=7"),
                "billing",
                configuration -> {
                    hasTheDetailsAlone(configuration);
                    assertThat(configuration.getPrefetch()).isEqualTo(7);
                });
    }

    @Test
    void theBundleOfDetailsTakesThePlaceOfTheOneInTheProperties() {
        SslBundle bundle = SslBundle.of(SslStoreBundle.NONE);
        StompConnectionDetails details = new StompConnectionDetails() {
            @Override
            public String getBrokerUrl() {
                return "ssl://details:1";
            }

            @Override
            public SslBundle getSslBundle() {
                return bundle;
            }
        };
        hasOptions(
                with(details).withPropertyValues(PREFIX + ".broker-url=tcp://properties:1"),
                "stomp2",
                configuration ->
                        assertThat(configuration.getSslContextParameters()).isInstanceOf(SslBundleParameters.class));
    }

    @Test
    void detailsGoOnTopOfAConfigurationBeanWhichStaysAsItIs() {
        Stomp2Configuration bean = new Stomp2Configuration();
        bean.setBrokerURL("tcp://bean:1");
        bean.setLogin("bert");
        bean.setPasscode("other");
        bean.setPrefetch(5);
        hasOptions(
                with(Details.of("stomp2"))
                        .withBean("shared", Stomp2Configuration.class, () -> bean)
                        .withPropertyValues(PREFIX + ".configuration=#bean:shared"),
                "stomp2",
                configuration -> {
                    hasTheDetailsAlone(configuration);
                    assertThat(configuration.getLogin()).isNull();
                    assertThat(configuration.getPrefetch()).isEqualTo(5);
                });
        assertThat(bean.getBrokerURL()).isEqualTo("tcp://bean:1");
        assertThat(bean.getLogin()).isEqualTo("bert");
    }

    @Test
    void whatAComponentBeanHasSetItselfStays() {
        hasOptions(
                with(new Details("tcp://details:1", null, null, null, "stomp2"))
                        .withBean("stomp2", Stomp2Component.class, () -> {
                            Stomp2Component mine = new Stomp2Component();
                            mine.getConfiguration().setBrokerURL("tcp://mine:1");
                            return mine;
                        }),
                "stomp2",
                configuration -> assertThat(configuration.getBrokerURL()).isEqualTo("tcp://mine:1"));
    }

    @Test
    void twoDetailsForOneBrokerStopTheApplication() {
        with(Details.of("stomp2"))
                .withBean("others", StompConnectionDetails.class, () -> Details.of("stomp2"))
                .run(context -> assertThat(context.getStartupFailure())
                        .hasMessageContaining(
                                "the connection details [details, others] are all for the component" + " stomp2"));
    }

    @Test
    void detailsForABrokerThatThereIsNotStopTheApplication() {
        with(Details.of("biling"))
                .withPropertyValues(PREFIX + ".brokers.billing.broker-url=tcp://b")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasMessageContaining("the connection details [details] are for the component biling, which"
                                + " there is not; their getComponent() has to be one of [billing, stomp2]"));
    }
}
