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
package io.github.camelstomp2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Stomp2HeaderFilterStrategyTest {
    private final Stomp2HeaderFilterStrategy filter = new Stomp2HeaderFilterStrategy();

    private boolean goesOut(String name) {
        return !filter.applyFilterToCamelHeaders(name, "value", null);
    }

    private boolean comesIn(String name) {
        return !filter.applyFilterToExternalHeaders(name, "value", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelFileName",
                "camelHttpUri",
                "CAMELEXECCOMMAND",
                "cAmElStomp2OverrideDestination",
                "Camel",
                "camel-x",
                "org.apache.camel.x",
                "Org.Apache.Camel.X",
                "ORG.APACHE.CAMEL"
            })
    void headersOfCamelPassInNeitherDirectionWhateverTheirCase(String name) {
        assertThat(goesOut(name)).isFalse();
        assertThat(comesIn(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "destination",
                "receipt",
                "transaction",
                "content-length",
                "id",
                "ack",
                "subscription",
                "message-id",
                "redelivered",
                "login",
                "passcode",
                "host",
                "heart-beat",
                "accept-version"
            })
    void headersOfTheProtocolPassInNeitherDirectionWhateverTheirCase(String name) {
        for (String written : new String[] {name, name.toUpperCase(Locale.ROOT)}) {
            assertThat(goesOut(written)).isFalse();
            assertThat(comesIn(written)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order-id",
                "x-camel",
                "caramel",
                "correlation-id",
                "reply-to",
                "content-type",
                "priority",
                "expires",
                "identity",
                "org.apache.activemq",
                "Destination-Kind"
            })
    void headersOfApplicationsPassInBothDirections(String name) {
        assertThat(goesOut(name)).isTrue();
        assertThat(comesIn(name)).isTrue();
    }

    @Test
    void whetherTheBrokerKeepsAMessageIsSaidByTheEndpointThatSendsIt() {
        assertThat(goesOut("persistent")).isFalse();
        assertThat(comesIn("persistent")).isTrue();
    }

    @Test
    void whetherAMessageGoesToAQueueOrATopicIsNotForItsFirstSenderToSay() {
        assertThat(goesOut("Destination-Type")).isFalse();
        assertThat(comesIn("destination-type")).isTrue();
    }

    @Test
    void theTurkishLocaleOpensNoGap() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(goesOut("REDELIVERED")).isFalse();
            assertThat(comesIn("MESSAGE-ID")).isFalse();
        } finally {
            Locale.setDefault(before);
        }
    }
}
