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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.Stomp2Endpoint;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Applications with more than one broker. */
class SeveralBrokersTest extends AutoConfigurationTestSupport {
    private final ApplicationContextRunner two = runner.withPropertyValues(
            PREFIX + ".broker-url=tcp://orders:61613",
            PREFIX + ".username=anna",
            PREFIX + ".password=secret",
            PREFIX + ".prefetch=7",
            PREFIX + ".brokers.billing.broker-url=ssl://billing:61614",
            PREFIX + ".brokers.billing.confirm-timeout=7s");

    private static Stomp2Configuration endpoint(CamelContext camel, String uri) {
        return camel.getEndpoint(uri, Stomp2Endpoint.class).getConfiguration();
    }

    @Test
    void theNameOfABrokerIsTheSchemeOfItsEndpoints() {
        two.run(context -> {
            CamelContext camel = context.getBean(CamelContext.class);
            assertThat(endpoint(camel, "stomp2:queue/x").getBrokerURL()).isEqualTo("tcp://orders:61613");
            assertThat(endpoint(camel, "billing:queue/x").getBrokerURL()).isEqualTo("ssl://billing:61614");
            assertThat(endpoint(camel, "billing:queue/x").getConfirmTimeout()).isEqualTo(7_000);
        });
    }

    @Test
    void aBrokerTakesNothingOfAnother() {
        two.run(context -> {
            Stomp2Configuration billing = endpoint(context.getBean(CamelContext.class), "billing:queue/x");
            assertThat(billing.getUsername()).isNull();
            assertThat(billing.getPassword()).isNull();
            assertThat(billing.getPrefetch()).isEqualTo(new Stomp2Configuration().getPrefetch());
        });
    }

    @Test
    void aBrokerIsABeanOfItsName() {
        two.run(context -> assertThat(context.getBean("billing")).isInstanceOf(Stomp2Component.class));
    }

    @Test
    void aComponentBeanOfAnyOtherNameTakesNothingOfTheProperties() {
        two.withBean("own", Stomp2Component.class).run(context -> {
            Stomp2Configuration own = endpoint(context.getBean(CamelContext.class), "own:queue/x");
            assertThat(own.getBrokerURL()).isEqualTo(new Stomp2Configuration().getBrokerURL());
            assertThat(own.getUsername()).isNull();
            assertThat(own.getPassword()).isNull();
        });
    }

    @Test
    void whatAComponentBeanHasSetItselfStays() {
        two.withBean("stomp2", Stomp2Component.class, () -> {
                    Stomp2Component mine = new Stomp2Component();
                    mine.getConfiguration().setBrokerURL("tcp://mine:1");
                    mine.getConfiguration().setUsername("bert");
                    return mine;
                })
                .run(context -> {
                    Stomp2Configuration mine = endpoint(context.getBean(CamelContext.class), "stomp2:queue/x");
                    assertThat(mine.getBrokerURL()).isEqualTo("tcp://mine:1");
                    assertThat(mine.getUsername()).isEqualTo("bert");
                    assertThat(mine.getPrefetch()).isEqualTo(7);
                });
    }

    @Test
    void aBrokerWithoutAnAddressIsRefused() {
        runner.withPropertyValues(PREFIX + ".brokers.billing.username=anna").run(context -> assertThatThrownBy(
                        () -> endpoint(context.getBean(CamelContext.class), "billing:queue/x"))
                .hasStackTraceContaining(
                        "the broker billing has no address; set " + PREFIX + ".brokers.billing.broker-url"));
    }

    @Test
    void aNameThatCannotBeASchemeIsRefused() {
        runner.withPropertyValues(PREFIX + ".brokers.2nd.broker-url=tcp://b")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("brokers.2nd: the name of a broker is the scheme of its endpoints"));
    }

    @Test
    void theNameOfTheComponentItselfIsRefused() {
        runner.withPropertyValues(PREFIX + ".brokers.stomp2.broker-url=tcp://b")
                .run(context -> assertThat(context.getStartupFailure()).hasStackTraceContaining("choose another name"));
    }

    @Test
    void theNameOfAnotherBeanIsRefused() {
        runner.withBean("billing", String.class, () -> "a bean")
                .withPropertyValues(PREFIX + ".brokers.billing.broker-url=tcp://b")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("there is a bean of this name already"));
    }

    @Test
    void aBadValueOfABrokerNamesItsProperty() {
        runner.withPropertyValues(
                        PREFIX + ".brokers.billing.prefetch=many", PREFIX + ".brokers.billing.broker-url=tcp://b")
                .run(context -> assertThatThrownBy(
                                () -> endpoint(context.getBean(CamelContext.class), "billing:queue/x"))
                        .hasStackTraceContaining(PREFIX + ".brokers.billing.prefetch"));
    }
}
