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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What {@code /actuator/env} and {@code /actuator/configprops} show of the component's secrets. */
class SanitizedEndpointsTest extends AutoConfigurationTestSupport {
    private static final String SECRET = "s3cr3t";

    private final ApplicationContextRunner actuator = runner.withConfiguration(AutoConfigurations.of(
                    Stomp2ActuatorAutoConfiguration.class,
                    EnvironmentEndpointAutoConfiguration.class,
                    ConfigurationPropertiesReportEndpointAutoConfiguration.class))
            .withPropertyValues(
                    "spring.jmx.enabled=true",
                    "management.endpoints.jmx.exposure.include=*",
                    PREFIX + ".prefetch=4711",
                    PREFIX + ".broker-url=ws://b/ws?token=" + SECRET,
                    PREFIX + ".username=" + SECRET,
                    PREFIX + ".password=" + SECRET,
                    PREFIX + ".proxyPassword=" + SECRET,
                    PREFIX + ".secret-connect-headers[x-token]=" + SECRET,
                    PREFIX + ".web-socket-headers.Authorization=" + SECRET,
                    PREFIX + ".brokers.billing.broker-url=tcp://billing:4711",
                    PREFIX + ".brokers.billing.login=" + SECRET,
                    PREFIX + ".brokers.billing.passcode=" + SECRET);

    private final ApplicationContextRunner shown = actuator.withPropertyValues(
            "management.endpoint.env.show-values=ALWAYS", "management.endpoint.configprops.show-values=ALWAYS");

    private static String env(AssertableApplicationContext context) {
        return json(context.getBean(EnvironmentEndpoint.class).environment("camel.component.stomp2.*"));
    }

    private static String properties(AssertableApplicationContext context) {
        return json(
                context.getBean(ConfigurationPropertiesReportEndpoint.class).configurationPropertiesWithPrefix(PREFIX));
    }

    private static String json(Object descriptor) {
        try {
            return new ObjectMapper().findAndRegisterModules().writeValueAsString(descriptor);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void byDefaultNoValueIsShown() {
        actuator.run(context -> {
            assertThat(env(context)).contains("prefetch").doesNotContain("4711", SECRET);
            assertThat(properties(context)).contains("prefetch").doesNotContain("4711", SECRET);
        });
    }

    @Test
    void whereValuesAreShownSecretsAreNot() {
        shown.run(context -> {
            assertThat(env(context))
                    .contains("4711", "ws://b/ws?***", "brokers.billing.passcode")
                    .doesNotContain(SECRET);
            assertThat(properties(context))
                    .contains("4711", "ws://b/ws?***", "passcode")
                    .doesNotContain(SECRET);
        });
    }

    @Test
    void thePasswordOfAKeyStoreBeanIsNotShown() {
        KeyManagersParameters keys = new KeyManagersParameters();
        keys.setKeyPassword(SECRET);
        SSLContextParameters tls = new SSLContextParameters();
        tls.setKeyManagers(keys);
        shown.withBean("tls", SSLContextParameters.class, () -> tls)
                .withPropertyValues(PREFIX + ".ssl-context-parameters=#bean:tls")
                .run(context -> assertThat(properties(context)).doesNotContain(SECRET));
    }

    /** As the JSON of the component marks them. */
    static List<String> secretOptions() throws IOException {
        List<String> secret = new ArrayList<>();
        try (InputStream json =
                SanitizedEndpointsTest.class.getResourceAsStream("/META-INF/io/github/camelstomp2/stomp2.json")) {
            for (var option :
                    new ObjectMapper().readTree(json).get("componentProperties").properties()) {
                JsonNode mark = option.getValue().path("secret");
                if (mark.asBoolean()) {
                    secret.add(option.getKey());
                }
            }
        }
        return secret;
    }

    private static Object shownOf(String key) {
        return SecretProperties.hide(new SanitizableData(null, key, SECRET)).getValue();
    }

    @ParameterizedTest
    @MethodSource("secretOptions")
    void everySecretOptionOfTheComponentIsHiddenInEachSpelling(String option) {
        String kebab = option.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        String more = option.endsWith("Headers") ? ".token" : "";
        for (String prefix : List.of(PREFIX + ".", PREFIX + ".brokers.billing.")) {
            for (String key : List.of(prefix + option + more, prefix + kebab + more)) {
                assertThat(shownOf(key)).as(key).isEqualTo(SanitizableData.SANITIZED_VALUE);
                String variable = key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
                assertThat(shownOf(variable)).as(variable).isEqualTo(SanitizableData.SANITIZED_VALUE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"camel.component.jms.password", "spring.rabbitmq.password", PREFIX + ".dead-letter-prefix"})
    void whatIsNotTheComponentsOrNoSecretIsLeftToOthers(String key) {
        assertThat(shownOf(key)).isEqualTo(SECRET);
    }
}
