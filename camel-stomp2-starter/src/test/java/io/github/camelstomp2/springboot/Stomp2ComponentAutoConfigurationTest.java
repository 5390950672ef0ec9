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

import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.protocol.AckMode;
import java.time.Month;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class Stomp2ComponentAutoConfigurationTest extends AutoConfigurationTestSupport {
    @Test
    void springBootFindsTheAutoConfiguration() {
        assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
                .contains(Stomp2ComponentAutoConfiguration.class.getName());
    }

    @Test
    void withoutAnyPropertyTheComponentKeepsItsDefaults() {
        runner.run(context -> {
            assertThat(context).hasSingleBean(Stomp2ComponentAutoConfiguration.class);
            Stomp2Configuration pristine = new Stomp2Configuration();
            assertThat(component(context.getBean(CamelContext.class)).getConfiguration())
                    .usingRecursiveComparison()
                    .isEqualTo(pristine);
        });
    }

    @Test
    void propertiesReachTheComponent() {
        withProperties(
                configuration -> {
                    assertThat(configuration.getBrokerURL()).isEqualTo("tcp://a:61613,tcp://b:61613");
                    assertThat(configuration.getUsername()).isEqualTo("anna");
                    assertThat(configuration.getPassword()).isEqualTo("secret");
                    assertThat(configuration.getPrefetch()).isEqualTo(7);
                    assertThat(configuration.isConfirm()).isFalse();
                    assertThat(configuration.getHeartbeatTolerance()).isEqualTo(1.5);
                    assertThat(configuration.getPayloadType()).isEqualTo(Month.class);
                },
                ".broker-url=tcp://a:61613,tcp://b:61613",
                ".username=anna",
                ".password=secret",
                ".prefetch=7",
                ".confirm=false",
                ".heartbeat-tolerance=1.5",
                ".payload-type=java.time.Month");
    }

    @ParameterizedTest
    @CsvSource({"7s,7000", "500ms,500", "1500,1500", "2m,120000", "PT0.25S,250", "0,0"})
    void aDurationReachesTheComponentAsMilliseconds(String duration, long milliseconds) {
        withProperties(
                configuration ->
                        assertThat(configuration.getOutgoingHeartbeat()).isEqualTo(milliseconds),
                ".outgoing-heartbeat=" + duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "CLIENT", "Client"})
    void anEnumMayBeWrittenInAnyCase(String mode) {
        withProperties(
                configuration -> assertThat(configuration.getAckMode()).isEqualTo(AckMode.CLIENT), ".ack-mode=" + mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-individual", "CLIENT_INDIVIDUAL", "clientIndividual"})
    void anEnumOfTwoWordsMayBeWrittenInAnyForm(String mode) {
        withProperties(
                configuration -> assertThat(configuration.getAckMode()).isEqualTo(AckMode.CLIENT_INDIVIDUAL),
                ".ack-mode=" + mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {".broker-url", ".brokerUrl", ".brokerURL", ".broker_url"})
    void theBrokerMayBeWrittenInAnyForm(String name) {
        withProperties(
                configuration -> assertThat(configuration.getBrokerURL()).isEqualTo("ssl://broker"),
                name + "=ssl://broker");
    }

    @Test
    void credentialsMayHaveTheirOldNames() {
        withProperties(
                configuration -> {
                    assertThat(configuration.getLogin()).isEqualTo("anna");
                    assertThat(configuration.getPasscode()).isEqualTo("secret");
                },
                ".login=anna",
                ".passcode=secret");
    }

    @Test
    void twoNamesOfOneOptionWithDifferentValuesAreRefused() {
        runner.withPropertyValues(PREFIX + ".username=anna", PREFIX + ".login=bert")
                .run(context -> assertThatThrownBy(
                                () -> context.getBean(CamelContext.class).getEndpoint("stomp2:queue/x"))
                        .hasStackTraceContaining("username and login are two names of one option")
                        .hasMessageNotContaining("bert"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#secret", "#", "se#cret", "s3cr3t{"})
    void aPasswordIsTakenAsItIs(String password) {
        withProperties(
                configuration -> assertThat(configuration.getPassword()).isEqualTo(password), ".password=" + password);
        withProperties(
                configuration -> assertThat(configuration.getPasscode()).isEqualTo(password), ".passcode=" + password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".subscribe-headers.x-message-ttl",
                ".subscribeHeaders.x-message-ttl",
                ".subscribe-headers[x-message-ttl]"
            })
    void theNameOfAHeaderIsTakenAsItIsWritten(String property) {
        withProperties(
                configuration -> assertThat(configuration.getSubscribeHeaders())
                        .containsOnly(Map.entry("x-message-ttl", "1000")),
                property + "=1000");
    }

    @Test
    void theNameOfAHeaderMayHaveDotsInBrackets() {
        withProperties(
                configuration -> assertThat(configuration.getSubscribeHeaders()).containsOnly(Map.entry("x.y-Z", "1")),
                ".subscribe-headers[x.y-Z]=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe-headers", "send-headers", "connect-headers", "secret-connect-headers"})
    void theNameOfAHeaderWithDotsThatAreNotInBracketsIsRefusedWithTheSpellingThatWorks(String option) {
        runner.withPropertyValues(PREFIX + "." + option + ".x.y.z=1").run(context -> assertThatThrownBy(
                        () -> context.getBean(CamelContext.class).getEndpoint("stomp2:queue/x"))
                .hasStackTraceContaining("eaders[x.y.z]"));
    }

    @ParameterizedTest
    @CsvSource({"prefetch,'10 '", "prefetch,' 10'"})
    void whiteSpaceAroundANumberIsNoPartOfIt(String option, String value) {
        withProperties(
                configuration -> assertThat(configuration.getPrefetch()).isEqualTo(10), "." + option + "=" + value);
    }

    @Test
    void headersAreWrittenOutKeyByKey() {
        withProperties(
                configuration -> {
                    assertThat(configuration.getConnectHeaders()).containsOnlyKeys("x-region");
                    assertThat(configuration.getConnectHeaders()).containsEntry("x-region", "eu");
                    assertThat(configuration.getSendHeaders()).containsEntry("JMSXGroupID", "a.b");
                    assertThat(configuration.getCustomHeaders()).containsEntry("x-tenant", "blue");
                },
                ".connect-headers.x-region=eu",
                ".send-headers.JMSXGroupID=a.b",
                ".custom-headers.x-tenant=blue");
    }

    @ParameterizedTest
    @CsvSource({
        "ack-mode,sometimes,AckMode",
        "connect-timeout,soon,Duration",
        "incoming-heartbeat,10x,Duration",
        "incoming-heartbeat,'10,000',Duration",
        "incoming-heartbeat,1.5s,Duration",
        "prefetch,many,Integer",
        "prefetch,'10,000',Integer",
        "prefetch,4294967297,Integer",
        "confirm,maybe,Boolean",
        "ssl-context-parameters,mine,SSLContextParameters",
        "ssl-context-parameters,#bean:nobody,SSLContextParameters"
    })
    void aBadValueStopsTheApplicationAndNamesTheOptionTheValueAndTheType(String option, String value, String type) {
        runner.withPropertyValues(PREFIX + "." + option + "=" + value)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("Failed to bind properties under '" + PREFIX + "." + option + "'")
                        .hasStackTraceContaining(value)
                        .hasStackTraceContaining(type));
    }

    @Test
    void noSecretIsInToString() {
        runner.withPropertyValues(
                        PREFIX + ".username=anna", PREFIX + ".password=secret",
                        PREFIX + ".login=anna", PREFIX + ".passcode=secret")
                .run(context -> assertThat(context.getBean(Stomp2ComponentConfiguration.class)
                                .toString())
                        .doesNotContain("anna", "secret"));
    }

    private void withProperties(Consumer<Stomp2Configuration> expectation, String... properties) {
        ApplicationContextRunner configured = runner;
        for (String property : properties) {
            configured = configured.withPropertyValues(PREFIX + property);
        }
        configured.run(context -> {
            assertThat(context).hasNotFailed();
            expectation.accept(component(context.getBean(CamelContext.class)).getConfiguration());
        });
    }
}
