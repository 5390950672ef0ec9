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

import io.github.camelstomp2.Stomp2Endpoint;
import io.github.camelstomp2.testbed.TestCertificates;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** SSL bundles by name, without a broker. */
@ExtendWith(OutputCaptureExtension.class)
class SslBundleTest extends AutoConfigurationTestSupport {
    private static final String BUNDLE = "spring.ssl.bundle.pem.trusted.";

    private final ApplicationContextRunner bundles = runner.withConfiguration(
                    AutoConfigurations.of(SslAutoConfiguration.class))
            .withPropertyValues(BUNDLE + "truststore.certificate=file:"
                    + TestCertificates.get().authorityPem());

    private void withBundle(Consumer<AssertableApplicationContext> expectation, String... options) {
        bundles.withPropertyValues(PREFIX + ".ssl-bundle=trusted")
                .withPropertyValues(options)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    expectation.accept(context);
                });
    }

    private static SSLContextParameters parameters(AssertableApplicationContext context, String uri) {
        return context.getBean(CamelContext.class)
                .getEndpoint(uri, Stomp2Endpoint.class)
                .getConfiguration()
                .getSslContextParameters();
    }

    private static SSLContext tls(AssertableApplicationContext context) {
        try {
            return parameters(context, "stomp2:queue/x").createSSLContext(context.getBean(CamelContext.class));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void allEndpointsHaveTheSameParametersSoThatTheyMayShareConnections() {
        withBundle(context ->
                assertThat(parameters(context, "stomp2:queue/x")).isSameAs(parameters(context, "stomp2:queue/y")));
    }

    @Test
    void theContextIsTheSameUntilTheBundleIsUpdated(CapturedOutput output) {
        withBundle(context -> {
            SSLContext before = tls(context);
            assertThat(tls(context)).isSameAs(before);

            context.getBean(SslBundleRegistry.class).updateBundle("trusted", SslBundle.of(SslStoreBundle.NONE));
            assertThat(tls(context)).isNotSameAs(before);
            assertThat(output)
                    .contains(PREFIX + ".ssl-bundle: the bundle trusted was reloaded")
                    .doesNotContain("doesn't support SSL reloading");
        });
    }

    @Test
    void theOptionsOfTheBundleHoldForConnections() {
        withBundle(
                context -> {
                    assertThat(tls(context).createSSLEngine().getEnabledProtocols())
                            .containsExactly("TLSv1.2");
                    assertThat(tls(context).createSSLEngine().getEnabledCipherSuites())
                            .containsExactly("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
                },
                BUNDLE + "options.enabled-protocols=TLSv1.2",
                BUNDLE + "options.ciphers=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    }

    @Test
    void eachBrokerHasTheBundleOfItsOwnProperties() {
        withBundle(
                context -> {
                    assertThat(parameters(context, "billing:queue/x")).isNull();
                    assertThat(parameters(context, "shipping:queue/x"))
                            .isInstanceOf(SslBundleParameters.class)
                            .isNotSameAs(parameters(context, "stomp2:queue/x"));
                },
                PREFIX + ".brokers.billing.broker-url=tcp://b",
                PREFIX + ".brokers.shipping.broker-url=ssl://s",
                PREFIX + ".brokers.shipping.ssl-bundle=trusted");
    }

    @ParameterizedTest
    @CsvSource({"'',.ssl-bundle", ".brokers.billing,.brokers.billing.ssl-bundle"})
    void aWrongNameStopsTheApplicationAndNamesThePropertyAndTheBundlesThatThereAre(String broker, String property) {
        bundles.withPropertyValues(PREFIX + broker + ".broker-url=ssl://b", PREFIX + broker + ".ssl-bundle=trustd")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasMessageContaining(PREFIX + property + "=trustd: there is no SSL bundle of this name, but"
                                + " [trusted]"));
    }

    @Test
    void withoutSpringBootsSslTheErrorSaysSo() {
        runner.withPropertyValues(PREFIX + ".ssl-bundle=trusted").run(context -> assertThat(context.getStartupFailure())
                .hasMessageContaining("ssl-bundle=trusted: this application has no SSL bundles"));
    }

    @Test
    void aBundleBesideSslContextParametersIsRefused() {
        bundles.withBean("mine", SSLContextParameters.class)
                .withPropertyValues(PREFIX + ".ssl-bundle=trusted", PREFIX + ".ssl-context-parameters=#bean:mine")
                .run(context -> assertThatThrownBy(() -> parameters(context, "stomp2:queue/x"))
                        .hasStackTraceContaining(
                                PREFIX + ".ssl-bundle and " + PREFIX + ".ssl-context-parameters are both set"));
    }
}
