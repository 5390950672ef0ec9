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
                "ack",
                "subscription",
                "message-id",
                "redelivered",
                "passcode"
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
                "id",
                "Id",
                "host",
                "HOST",
                "heart-beat",
                "accept-version",
                "x-camel",
                "caramel",
                "correlation-id",
                "reply-to",
                "content-type",
                "Priority",
                "x-max-retries",
                "x-queue-start",
                "x-stream-filter-value",
                "x-delay",
                "type",
                "app-id",
                "content-encoding",
                "AMQ_SCHEDULED_DELAY",
                "JMSXGroupID",
                "JMSType",
                "_AMQ_GROUP_ID",
                "identity",
                "org.apache.activemq",
                "Destination-Kind"
            })
    void headersOfApplicationsPassInBothDirections(String name) {
        assertThat(goesOut(name)).isTrue();
        assertThat(comesIn(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "persistent",
                "priority",
                "expires",
                "expiration",
                "timestamp",
                "user-id",
                "destination-type",
                "x-dead-letter-exchange",
                "x-dead-letter-routing-key",
                "x-expires",
                "x-max-length",
                "x-max-length-bytes",
                "x-max-age",
                "x-max-priority",
                "x-message-ttl",
                "x-overflow",
                "x-queue-name",
                "x-queue-type",
                "x-single-active-consumer",
                "x-stream-filter-size-bytes",
                "x-stream-max-segment-size-bytes",
                "x-stream-offset",
                "durable",
                "auto-delete",
                "exclusive"
            })
    void whatIsWantedOfTheBrokerIsSaidByTheEndpointThatSends(String name) {
        assertThat(goesOut(name)).isFalse();
        assertThat(comesIn(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "original-destination",
                "scheduledJobId",
                "dlqDeliveryFailureCause",
                "amq-msg-type",
                "transformation",
                "JMSXUserID",
                "JMSXDeliveryCount",
                "JMSPriority",
                "JMSDeliveryMode",
                "JMSReplyTo",
                "ingress-timestamp",
                "_AMQ_ORIG_ADDRESS",
                "_AMQ_ROUTE_TO",
                "_AMQ_SCHED_DELIVERY",
                "__AMQ_CID",
                "__HDR_MESSAGE_ID",
                "x-delivery-count",
                "x-death",
                "x-received-from",
                "x-first-death-queue"
            })
    void whatABrokerSaidOfAMessageIsReadButNotToldToTheNextOne(String name) {
        assertThat(goesOut(name)).isFalse();
        assertThat(comesIn(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"_AMQ_DUPL_ID", "amqp-message-id", "NATIVE_MESSAGE_ID", "stomp2-message-type", "login", "Login"})
    void idsAndNamesOfASenderAreForTheRouteToSet(String name) {
        assertThat(goesOut(name)).isTrue();
        assertThat(comesIn(name)).isFalse();
    }

    @Test
    void whetherAMessageGoesToAQueueOrATopicIsNotForItsFirstSenderToSay() {
        assertThat(goesOut("destination-type")).isFalse();
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
