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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.Stomp2Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.util.SensitiveUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The URI of an endpoint shows no secret, and is still the URI of that endpoint. */
class EndpointSecretsTest {
    private final DefaultCamelContext context = new DefaultCamelContext();

    @AfterEach
    void close() throws Exception {
        context.close();
    }

    private Stomp2Endpoint endpoint(String uri) {
        return context.getEndpoint(uri, Stomp2Endpoint.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "username=us3r&password=s3cret",
                "login=us3r&passcode=s3cret",
                "LOGIN=us3r&pass-code=s3cret",
                "login=us3r&passcode=RAW(s3cret&login=s3cret)&prefetch=7",
                "login=us3r&passcode=RAW{s3cret)&a=s3cret}&prefetch=7",
                "connectHeader.x-tenant=s3cret",
                "secretConnectHeader.x-tenant=RAW(s3cret)",
                "webSocketHeader.Authorization=RAW(Bearer s3cret)",
                "brokerURL=RAW(ws://127.0.0.1:1/x?a=1&token=s3cret)",
                "brokerURL=ws%3A%2F%2F127.0.0.1:1/x%3Ftoken=s3cret",
                "deadLetterUri=RAW(stomp2:queue/d?login=us3r&passcode=s3cret)&prefetch=7",
                "deadLetterUri=RAW(jms:queue:d?username=us3r&password=s3cret)",
            })
    void aSecretIsNotInTheUriOfItsEndpoint(String options) {
        Stomp2Endpoint endpoint = endpoint("stomp2:queue/x?" + options);
        assertThat(endpoint.getEndpointUri()).contains("xxxxxx").doesNotContain("s3cret", "us3r");
        assertThat(endpoint.getEndpointKey()).doesNotContain("s3cret", "us3r");
        assertThat(endpoint.getEndpointUri())
                .matches(uri -> uri.contains("prefetch=7") == options.contains("prefetch=7"));

        Stomp2Endpoint again = endpoint(endpoint.getEndpointUri());
        assertThat(again.getEndpointUri().length())
                .isEqualTo(endpoint.getEndpointUri().length());
        assertThat(again.getConfiguration())
                .usingRecursiveComparison()
                .ignoringFields("headerFilterStrategy")
                .isEqualTo(endpoint.getConfiguration());
    }

    @Test
    void optionsMayBeAddedToTheUriOfAnEndpoint() {
        String uri = endpoint("stomp2:queue/x?username=a&password=b").getEndpointUri();
        Stomp2Endpoint more = endpoint(uri + "&prefetch=7");
        assertThat(OptionsInForce.password(more.getConfiguration())).isEqualTo("b");
        assertThat(more.getConfiguration().getPrefetch()).isEqualTo(7);
        assertThat(more.getEndpointUri()).containsOnlyOnce("hash=");
    }

    @Test
    void aUriWithoutSecretsStaysAsItIs() {
        assertThat(endpoint("stomp2:queue/x?prefetch=1&host=login").getEndpointUri())
                .isEqualTo("stomp2://queue/x?host=login&prefetch=1");
        assertThat(endpoint("stomp2:queue/x?deadLetterUri=stomp2:queue/d").getEndpointUri())
                .contains("queue/d");
    }

    @Test
    void endpointsThatDifferInASecretDiffer() {
        assertThat(endpoint("stomp2:queue/x?login=a&passcode=b"))
                .isNotEqualTo(endpoint("stomp2:queue/x?login=a&passcode=c"))
                .isSameAs(endpoint("stomp2:queue/x?login=a&passcode=b"));
        assertThat(endpoint("stomp2:queue/x?connectHeader.t=b"))
                .isNotEqualTo(endpoint("stomp2:queue/x?connectHeader.t=c"));
    }

    @Test
    void wordsThatTheApplicationWantsMaskedStayMasked() {
        if (SensitiveUtils.containsSensitive("passcode")) {
            // Older versions of Camel have it on their own list, and need no other.
            return;
        }
        context.getCamelContextExtension().setAdditionalSensitiveKeywords("code word, other");
        context.getComponent("stomp2").build();
        assertThat(context.getCamelContextExtension().getAdditionalSensitiveKeywords())
                .isEqualTo("code word, other,passcode");
    }
}
