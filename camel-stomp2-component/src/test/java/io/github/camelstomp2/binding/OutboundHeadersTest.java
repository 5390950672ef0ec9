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
package io.github.camelstomp2.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.PayloadFormat;
import io.github.camelstomp2.it.LogLines;
import io.github.camelstomp2.protocol.StompHeaders;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a SEND frame says of an exchange. */
class OutboundHeadersTest extends BindingTestSupport {

    private static Exchange with(String name, Object value) {
        Exchange exchange = exchange();
        exchange.getMessage().setHeader(name, value);
        return exchange;
    }

    // ---- types

    @Test
    void plainValuesAreSentAsTextAndNullNot() throws Exception {
        Exchange exchange = exchange();
        exchange.getMessage().setHeader("number", 1.5);
        exchange.getMessage().setHeader("enum", PayloadFormat.JSON);
        exchange.getMessage().setHeader("date", Date.from(Instant.parse("2026-01-02T03:04:05Z")));
        exchange.getMessage().setHeader("none", null);
        StompHeaders headers = sent("", exchange);
        assertThat(headers.get("number")).isEqualTo("1.5");
        assertThat(headers.get("enum")).isEqualTo("JSON");
        assertThat(headers.get("date")).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(headers.size()).isEqualTo(3);
    }

    @Test
    void whatHasNoTextIsNotSentAndIsSaidOncePerNameWhichTypeItWas() throws Exception {
        try (LogLines log = new LogLines()) {
            for (int i = 0; i < 3; i++) {
                Exchange exchange = with("tags", List.of("s3cret"));
                exchange.getMessage().setHeader("raw", new byte[] {1});
                exchange.getMessage().setHeader("order", 7);
                assertThat(names(sent("", exchange))).containsExactly("order");
            }
            assertThat(log.operatorLines())
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("WARN The header tags is not sent to /queue/x at tcp://localhost:61613: a "
                                    + "java.util.ImmutableCollections$List12 has no form as text")
                            .doesNotContain("s3cret"))
                    .anySatisfy(line -> assertThat(line).contains("The header raw", "[B"));
            assertThat(log.containing("The header tags")).hasSize(3);
        }
    }

    @Test
    void namesThatComeFromDataFillNeitherMemoryNorLog() throws Exception {
        try (LogLines log = new LogLines()) {
            for (int i = 0; i < 1_000; i++) {
                sent("payload=bytes", with("tags-" + i, Map.of()));
            }
            assertThat(log.operatorLines()).hasSize(100);
        }
    }

    // ---- names

    @Test
    void theContentEncodingIsWrittenAsBrokersReadIt() throws Exception {
        assertThat(names(sent("", with(Exchange.CONTENT_ENCODING, "gzip")))).containsExactly("content-encoding");
    }

    @Test
    void whereRepliesGoIsSentWhenTheRouteSaysSo() throws Exception {
        assertThat(sent("", with("reply-to", "/temp-queue/a")).get("reply-to")).isEqualTo("/temp-queue/a");
        assertThat(names(sent("", with("Reply-To", "me@example.org"))))
                .as("of a mail: no destination")
                .containsExactly("Reply-To");
    }

    @ParameterizedTest
    @ValueSource(strings = {"priority", "expires", "expiration", "timestamp", "user-id", "persistent", "durable"})
    void whatTheEndpointSaysIsNotTakenFromMessagesButFromItsSendHeaders(String name) throws Exception {
        assertThat(sent("", with(name, "9")).get(name)).isNull();
        assertThat(sent("sendHeader." + name + "=7", with(name, "9")).get(name)).isEqualTo("7");
    }

    @Test
    void aRouteThatSetsWhatTheEndpointSaysIsTold() throws Exception {
        try (LogLines log = new LogLines()) {
            sent("", with("priority", 9));
            sent("", with("priority", 8));
            Exchange consumed = consumed("", "expires", "1");
            consumed.getMessage().setHeader("expires", "2");
            sent("", consumed);
            assertThat(log.operatorLines())
                    .containsExactly(
                            "WARN The header priority is not sent to /queue/x at tcp://localhost:61613: it would"
                                    + " change how the broker delivers the message or declares the queue; use an option of"
                                    + " the endpoint, or sendHeader.priority",
                            "WARN The header expires is not sent to /queue/x at tcp://localhost:61613: it would change "
                                    + "how the broker delivers the message or declares the queue; use an option of the "
                                    + "endpoint, or sendHeader.expires");
        }
    }

    @Test
    void whatHasAMeaningElsewhereInTheProtocolOnlyIsSentLikeAnyOther() throws Exception {
        for (String name : new String[] {"id", "Id", "host", "HOST", "login", "heart-beat", "accept-version"}) {
            assertThat(sent("", with(name, "7"))).as(name).isEqualTo(StompHeaders.of(name, "7"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ack",
                "ACK",
                "subscription",
                "receipt",
                "Transaction",
                "message-id",
                "redelivered",
                "destination",
                "passcode"
            })
    void whatTheProtocolNeedsForItselfIsNotSentAndThatIsSaidOnce(String name) throws Exception {
        try (LogLines log = new LogLines()) {
            Stomp2Binding binding = binding("");
            for (int i = 0; i < 3; i++) {
                assertThat(binding.outgoing(with(name, "s3cret")).headers()).isEqualTo(StompHeaders.EMPTY);
            }
            assertThat(log.operatorLines())
                    .containsExactly(
                            "WARN The header " + name + " is not sent to /queue/x at tcp://localhost:61613: STOMP "
                                    + "and brokers have another meaning for it; set a header of another name, or what "
                                    + "docs/headers.md says instead");
        }
    }

    @Test
    void theLengthOfABodyIsTheComponentsToSayAndNoReasonToWarn() throws Exception {
        try (LogLines log = new LogLines()) {
            assertThat(names(sent("", with("Content-Length", "7")))).isEmpty();
            assertThat(log.operatorLines()).isEmpty();
        }
    }

    @Test
    void aMessageThatIsPassedOnIsNoReasonToWarn() throws Exception {
        try (LogLines log = new LogLines()) {
            Exchange consumed = consumed("", "priority", "4", "expires", "0", "timestamp", "1", "JMSXUserID", "me");
            assertThat(names(sent("", consumed))).containsExactly("correlation-id");
            assertThat(names(sent("", consumed.copy()))).containsExactly("correlation-id");
            assertThat(log.operatorLines()).isEmpty();
        }
    }

    // ---- propertyHeaders

    @Test
    void exchangePropertiesThatTheOptionNamesAreSent() throws Exception {
        Exchange exchange = with("order", 7);
        exchange.setProperty("trace-id", "t");
        exchange.setProperty("other", "o");
        exchange.setProperty("trace-tags", List.of());
        assertThat(sent("propertyHeaders=trace-*", exchange)).isEqualTo(StompHeaders.of("order", "7", "trace-id", "t"));
        assertThat(sent("", exchange)).isEqualTo(StompHeaders.of("order", "7"));
    }

    @Test
    void aMessageHeaderCountsMoreThanAPropertyAndTheEndpointsMoreThanBoth() throws Exception {
        Exchange exchange = with("trace-id", "header");
        exchange.setProperty("trace-id", "property");
        assertThat(sent("propertyHeaders=trace-*", exchange).get("trace-id")).isEqualTo("header");
        assertThat(sent("propertyHeaders=trace-*&sendHeader.trace-id=endpoint", exchange)
                        .get("trace-id"))
                .isEqualTo("endpoint");
    }

    @Test
    void noPatternSendsWhatBelongsToCamelTheProtocolOrTheEndpoint() throws Exception {
        Exchange exchange = consumed("propertyHeaders=*", "message-id", "m", "priority", "9", "tenant", "acme");
        exchange.setProperty("receipt", "r");
        exchange.setProperty("reply-to", "/queue/stolen");
        assertThat(exchange.getProperties()).containsEntry("priority", "9");
        assertThat(names(sent("propertyHeaders=*", exchange))).containsExactlyInAnyOrder("correlation-id", "tenant");
    }

    @Test
    void whatCameAsPropertyGoesOutAsHeaderAgain() throws Exception {
        Exchange exchange = consumed("propertyHeaders=trace-*", "trace-id", "t");
        exchange.getMessage().removeHeaders("*");
        assertThat(sent("propertyHeaders=trace-*", exchange).get("trace-id")).isEqualTo("t");
        assertThat(sent("", exchange).get("trace-id")).isNull();
    }
}
