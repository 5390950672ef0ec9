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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.Stomp2Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot work is refused when the route starts, by a message that names the option and says what is allowed. */
class BadInputTest {
    private DefaultCamelContext context;

    @BeforeEach
    void startContext() {
        context = new DefaultCamelContext();
        context.start();
    }

    @AfterEach
    void stopContext() {
        context.stop();
    }

    private void isRefused(String uri, String... saying) {
        assertThatThrownBy(() -> context.getEndpoint(uri)).message().contains(saying);
    }

    private void isAccepted(String uri) {
        assertThat(context.getEndpoint(uri)).isInstanceOf(Stomp2Endpoint.class);
    }

    @Test
    void anUnknownOptionIsNamed() {
        isRefused("stomp2:queue/x?prefetsch=5", "Unknown parameters=[{prefetsch=5}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a:61613",
                "amqp://a:5672",
                "a:61613",
                "tcp://",
                "tcp://:61613",
                "tcp://a:port",
                "tcp://a/path",
                "tcp://a?x=y",
                "tcp://a,,tcp://b",
                "''",
                "failover:tcp://a"
            })
    void aMalformedBrokerUrlIsRefusedAndShownHowToBeWritten(String url) {
        isRefused(
                "stomp2:queue/x?brokerURL=" + url.replace("'", ""),
                "is not a brokerURL; expected tcp://host:port, ssl://host:port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://a:0", "ssl://a:65536"})
    void aPortOutsideItsRangeIsRefused(String url) {
        isRefused("stomp2:queue/x?brokerURL=" + url, "brokerURL has the port", "allowed are 1 to 65535");
    }

    @Test
    void anUnknownFailoverOptionIsRefusedInsteadOfIgnored() {
        isRefused(
                "stomp2:queue/x?brokerURL=RAW(failover:(tcp://a:1,tcp://b:2)?maxReconnectDelay=5)",
                "brokerURL has the failover option 'maxReconnectDelay'",
                "randomize=true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://user:s3cret@a:61613",
                "http://user:s3cret@a:61613",
                "tcp://a:61613,tcp://user:s3cret@b:61613",
                "failover:(tcp://user:s3cret@a:61613)"
            })
    void aPasswordInBrokerUrlIsRefusedAndNotRepeated(String url) {
        Throwable refusal = catchThrowable(() -> context.getEndpoint("stomp2:queue/x?brokerURL=" + url));
        assertThat(refusal).hasStackTraceContaining("brokerURL");
        assertThat(refusal.toString()).doesNotContain("s3cret");
        assertThat(refusal.getCause().toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outgoingHeartbeat",
                "incomingHeartbeat",
                "connectTimeout",
                "reconnectDelay",
                "reconnectMaxDelay",
                "confirmTimeout"
            })
    void aNegativeOrMalformedDurationIsRefused(String option) {
        isRefused("stomp2:queue/x?" + option + "=-1", option + "=-1 is not allowed; it must be at least");
        isRefused("stomp2:queue/x?" + option + "=-PT5S", option + "=-5000 is not allowed; it must be at least");
        for (String malformed : new String[] {"-5s", "abc", "10S", "1x", "1.5s", "1m+30s"}) {
            isRefused(
                    "stomp2:queue/x?" + option + "=" + malformed,
                    option + "=",
                    "is not allowed; it must be a duration: milliseconds, or for example 30s");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"15000", "15s", "15sec", "0m15s", "PT15S", "15000ms"})
    void durationsMayBeWrittenInAllWaysOfCamel(String duration) {
        Stomp2Endpoint endpoint =
                context.getEndpoint("stomp2:queue/x?outgoingHeartbeat=" + duration, Stomp2Endpoint.class);
        assertThat(endpoint.getConfiguration().getOutgoingHeartbeat()).isEqualTo(15_000);
    }

    @Test
    void aHeartBeatOfZeroTurnsItOff() {
        isAccepted("stomp2:queue/x?outgoingHeartbeat=0&incomingHeartbeat=0s");
    }

    @ParameterizedTest
    @CsvSource({
        "prefetch, 0, 1",
        "concurrentConsumers, 0, 1",
        "sendAttempts, 0, 1",
        "maxFrameSize, 0, 1",
        "maxHeaders, 0, 1",
        "maxHeaderLength, 0, 1",
        "reconnectMaxAttempts, -2, -1",
        "connectTimeout, 0, 1",
        "confirmTimeout, 0, 1",
        "reconnectDelay, 0, 1",
        "heartbeatTolerance, 0.9, 1",
        "heartbeatTolerance, NaN, 1",
        "heartbeatTolerance, Infinity, 1",
        "reconnectBackoffMultiplier, 0.5, 1"
    })
    void aNumberBelowItsMinimumIsRefused(String option, String value, String minimum) {
        isRefused(
                "stomp2:queue/x?" + option + "=" + value,
                option + "=" + value + " is not allowed; it must be at least " + minimum);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefetch", "concurrentConsumers", "reconnectMaxAttempts", "sendAttempts", "maxHeaders"})
    void whatIsNoWholeNumberIsRefused(String option) {
        isRefused("stomp2:queue/x?" + option + "=many", option + "=many is not allowed; it must be a whole number");
        isRefused("stomp2:queue/x?" + option + "=10s", option + "=10s is not allowed; it must be a whole number");
    }

    @Test
    void theLongestReconnectDelayMustNotBeBelowTheFirst() {
        isRefused("stomp2:queue/x?reconnectDelay=5s&reconnectMaxDelay=1s", "reconnectMaxDelay=1000", "at least 5000");
    }

    @Test
    void withAckModeAutoThereIsNothingToAcknowledgeByHand() {
        isRefused(
                "stomp2:queue/x?ackMode=auto&manualAck=true",
                "manualAck=true cannot be combined with ackMode=auto",
                "use ackMode=client-individual or client");
    }

    @Test
    void withAckModeAutoTheBrokerTakesNoNack() {
        isRefused(
                "stomp2:queue/x?ackMode=auto&deadLetterMode=broker",
                "deadLetterMode=broker cannot be combined with ackMode=auto",
                "use ackMode=client-individual or deadLetterMode=client");
    }

    @Test
    void withAckModeAutoTheComponentMayStillSendDeadLetters() {
        isAccepted("stomp2:queue/x?ackMode=auto&deadLetterMode=client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "client"})
    void aTransactionNeedsItsOwnAcknowledgement(String ackMode) {
        isRefused(
                "stomp2:queue/x?transacted=true&ackMode=" + ackMode, "transacted=true needs ackMode=client-individual");
    }

    @Test
    void inATransactionTheEndOfTheExchangeDecides() {
        isRefused(
                "stomp2:queue/x?transacted=true&manualAck=true",
                "manualAck=true cannot be combined with transacted=true");
        isRefused(
                "stomp2:queue/x?transacted=true&confirm=false",
                "confirm=false cannot be combined with transacted=true");
        isAccepted("stomp2:queue/x?transacted=true");
        isAccepted("stomp2:queue/x?manualAck=true&confirm=false");
    }

    @Test
    void aPasscodeNeedsALogin() {
        isRefused("stomp2:queue/x?passcode=s3cret", "passcode is set without login; set both or none");
        isAccepted("stomp2:queue/x?passcode=s3cret&login=me");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ackMode        | auto, client, client-individual",
                "payload        | auto, text, bytes, json",
                "deadLetterMode | client, broker, none",
                "messageType    | auto, text, bytes"
            })
    void ofAnUnknownWordTheKnownOnesAreListed(String option, String allowed) {
        isRefused("stomp2:queue/x?" + option + "=foo", option + "=foo is not allowed; allowed are " + allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-individual", "CLIENT_INDIVIDUAL", "clientIndividual"})
    void wordsMayBeWrittenInAllWaysOfCamel(String ackMode) {
        isAccepted("stomp2:queue/x?ackMode=" + ackMode);
    }

    @Test
    void anUnknownBrokerIsRefused() {
        isRefused(
                "stomp2:queue/x?broker=kafka",
                "broker=kafka",
                "auto, activemq, artemis, rabbitmq, vertx, spring, stomp-js, generic");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3", "", "1.2;1.1"})
    void anUnknownVersionIsRefused(String version) {
        isRefused("stomp2:queue/x?version=" + version, "version=", "allowed are 1.0, 1.1 and 1.2");
    }

    @Test
    void aPayloadTypeNeedsJson() {
        isRefused("stomp2:queue/x?payloadType=java.util.Map", "payloadType", "add payload=json");
        isRefused("stomp2:queue/x?payload=json&payloadType=no.such.Type", "payloadType=no.such.Type");
        isAccepted("stomp2:queue/x?payload=json&payloadType=java.util.Map");
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue/", "queue:", "/queue/", "topic/", "amq/queue/", "exchange/", "queue/%20", "/"})
    void aBlankDestinationIsRefused(String destination) {
        isRefused("stomp2:" + destination, "names no destination; write for example stomp2:queue/orders");
    }

    @Test
    void theDeadLetterQueueMustNotBeTheQueueItself() {
        isRefused("stomp2:queue/x?deadLetterPrefix=", "deadLetterPrefix must not be empty");
    }

    @Test
    void aBeanThatIsNotThereIsNamed() {
        isRefused("stomp2:queue/x?sslContextParameters=#tls", "sslContextParameters=#tls");
    }

    @Test
    void badDefaultsOfTheComponentAreRefusedAtTheFirstEndpoint() {
        context.getComponent("stomp2", Stomp2Component.class).getConfiguration().setPrefetch(0);
        isRefused("stomp2:queue/x", "prefetch=0 is not allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prefetch=0",
                "ackMode=foo",
                "broker=kafka",
                "brokerURL=http://a",
                "connectTimeout=-1",
                "unknown=1"
            })
    void aContextWithSuchARouteDoesNotStart(String option) throws Exception {
        try (DefaultCamelContext fresh = new DefaultCamelContext()) {
            fresh.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("stomp2:queue/x?" + option).to("log:x");
                }
            });
            assertThatThrownBy(fresh::start).hasStackTraceContaining(option.substring(0, option.indexOf('=')));
        }
    }
}
