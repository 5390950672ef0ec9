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
package io.github.camelstomp2.options;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.Stomp2ConfigurationConfigurer;
import io.github.camelstomp2.Stomp2Credentials;
import io.github.camelstomp2.Stomp2Endpoint;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each option of the component is the default of its endpoints, which do not share what one of them may change. */
class ComponentDefaultsTest {
    /** What goes with nothing but this. */
    private static final Map<String, Map<String, Object>> NEEDS = Map.ofEntries(
            entry("passcode", Map.of("login", "me")),
            entry("password", Map.of("username", "me")),
            entry("payloadType", Map.of("payload", "json")),
            entry("subscriptionName", Map.of("durable", "true")),
            entry("removeSubscriptionOnStop", Map.of("durable", "true")),
            entry("noLocal", Map.of("sharedConnection", "true")),
            entry("streamOffset", Map.of("queueType", "stream")),
            entry("proxyHost", Map.of("proxyPort", 1080)),
            entry("proxyPort", Map.of("proxyHost", "proxy")),
            entry("proxyUsername", Map.of("proxyHost", "proxy", "proxyPort", 1080, "proxyPassword", "secret")),
            entry("proxyPassword", Map.of("proxyHost", "proxy", "proxyPort", 1080, "proxyUsername", "me")));

    /** Where not every text will do. */
    private static final Map<String, Object> SAMPLES = Map.ofEntries(
            entry("broker", "rabbitmq"),
            entry("brokerURL", "ssl://elsewhere:61614"),
            entry("version", "1.1"),
            entry("payloadType", java.time.Month.class),
            entry("priority", 7),
            entry("streamOffset", "first"),
            entry("replyTo", "queue/answers"),
            entry("customHeaders", new Properties()),
            entry("headerFilterStrategy", new DefaultHeaderFilterStrategy()),
            entry("sslContextParameters", new SSLContextParameters()),
            entry("credentials", (Stomp2Credentials) broker -> new Stomp2Credentials.Login("me", "token")),
            entry("webSocketMaxMessage", 8192));

    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    private static Stream<String> options() {
        return Arrays.stream(Stomp2Configuration.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(UriParam.class))
                .map(java.lang.reflect.Field::getName);
    }

    private static Object sample(String option, Class<?> type, Object standard) {
        if (SAMPLES.containsKey(option)) {
            return SAMPLES.get(option);
        } else if (type == boolean.class) {
            return !(boolean) standard;
        } else if (type == int.class) {
            return (int) standard + 7;
        } else if (type == long.class) {
            return java.time.Duration.ofMillis((long) standard + 7);
        } else if (type == double.class) {
            return (double) standard + 1;
        } else if (type == Map.class) {
            return Map.of("x-tenant", "blue");
        } else if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> !constant.equals(standard))
                    .findFirst()
                    .orElseThrow();
        }
        return "sample";
    }

    @ParameterizedTest
    @MethodSource("options")
    void theOptionOfTheComponentIsTheDefaultOfItsEndpoints(String option) {
        Stomp2Component component = context.getComponent("stomp2", Stomp2Component.class);
        PropertyConfigurerGetter ofComponent = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
        Object standard = ofComponent.getOptionValue(component, option, true);
        Object sample = sample(option, ofComponent.getOptionType(option, true), standard);
        NEEDS.getOrDefault(option, Map.of())
                .forEach((other, value) ->
                        component.getComponentPropertyConfigurer().configure(context, component, other, value, true));
        assertThat(component.getComponentPropertyConfigurer().configure(context, component, option, sample, true))
                .isTrue();

        Stomp2Endpoint endpoint = context.getEndpoint("stomp2:queue/x", Stomp2Endpoint.class);
        PropertyConfigurerGetter ofEndpoint = (PropertyConfigurerGetter) component.getEndpointPropertyConfigurer();
        assertThat(ofEndpoint.getOptionValue(endpoint, option, true))
                .isEqualTo(ofComponent.getOptionValue(component, option, true))
                .isNotEqualTo(standard);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void soAreTheOptionsThatAllComponentsHave(boolean value) {
        Stomp2Component component = context.getComponent("stomp2", Stomp2Component.class);
        component.setLazyStartProducer(value);
        component.setBridgeErrorHandler(value);
        component.setAutowiredEnabled(value);
        Stomp2Endpoint endpoint = context.getEndpoint("stomp2:queue/x", Stomp2Endpoint.class);
        assertThat(endpoint.isLazyStartProducer()).isEqualTo(value);
        assertThat(endpoint.isBridgeErrorHandler()).isEqualTo(value);
        // Camel's own rule: what the context says counts, too, and that is true.
        assertThat(endpoint.isAutowiredEnabled()).isTrue();
    }

    @Test
    void theTlsOfTheContextIsUsedWhereTheComponentSaysSo() {
        SSLContextParameters tls = new SSLContextParameters();
        context.setSSLContextParameters(tls);
        Stomp2Component component = context.getComponent("stomp2", Stomp2Component.class);
        component.setUseGlobalSslContextParameters(true);
        assertThat(context.getEndpoint("stomp2:queue/x", Stomp2Endpoint.class)
                        .getConfiguration()
                        .getSslContextParameters())
                .isSameAs(tls);
    }

    @Test
    void noEndpointChangesWhatAnotherOneHas() {
        Stomp2Configuration defaults =
                context.getComponent("stomp2", Stomp2Component.class).getConfiguration();
        defaults.setCustomHeaders(new Properties());
        Stomp2Configuration one = configuration("stomp2:queue/one");
        Stomp2Configuration other = configuration("stomp2:queue/other");
        Map<String, Object> mine = new HashMap<>(Map.of("a", "1"));
        one.getConnectHeaders().putAll(mine);
        one.getSecretConnectHeaders().putAll(mine);
        one.getSubscribeHeaders().putAll(mine);
        one.getSendHeaders().putAll(mine);
        one.getCustomHeaders().putAll(mine);
        for (Stomp2Configuration c : new Stomp2Configuration[] {defaults, other}) {
            assertThat(c.getConnectHeaders()).isEmpty();
            assertThat(c.getSecretConnectHeaders()).isEmpty();
            assertThat(c.getSubscribeHeaders()).isEmpty();
            assertThat(c.getSendHeaders()).isEmpty();
            assertThat(c.getCustomHeaders()).isEmpty();
        }
    }

    private Stomp2Configuration configuration(String uri) {
        return context.getEndpoint(uri, Stomp2Endpoint.class).getConfiguration();
    }

    @Test
    void aConfigurationInPropertiesHasEveryOption() {
        Stomp2ConfigurationConfigurer configurer = new Stomp2ConfigurationConfigurer();
        assertThat(options()).isNotEmpty().allSatisfy(option -> assertThat(configurer.getOptionType(option, true))
                .as(option)
                .isNotNull());
        for (String option : new String[] {"configuration", "lazyStartProducer", "useGlobalSslContextParameters"}) {
            assertThat(configurer.configure(context, new Stomp2Configuration(), option, "true", true))
                    .isFalse();
            assertThat(configurer.getOptionType(option, true)).isNull();
        }
    }
}
