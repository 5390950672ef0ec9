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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.Stomp2Message;
import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.protocol.StompFrame;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a frame becomes on its exchange. */
class InboundBindingTest extends BindingTestSupport {
    // ---- in: bodies

    private static Object read(String options, byte[] body, String contentType) throws Exception {
        return read(options, body, contentType, BrokerDialects.GENERIC);
    }

    private static Object read(String options, byte[] body, String contentType, BrokerDialect dialect)
            throws Exception {
        StompFrame frame =
                contentType == null ? frame(body) : frame(body, "content-type", contentType, "content-length", "0");
        Exchange exchange = exchange();
        binding(options).fill(exchange, frame, dialect);
        return exchange.getMessage().getBody();
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, UTF-8",
        "text/plain;charset=iso-8859-1, ISO-8859-1",
        "text/plain;charset=UTF-16, UTF-16",
        "application/json, UTF-8",
        "application/soap+xml, UTF-8"
    })
    void textIsReadInTheDeclaredCharset(String contentType, String charset) throws Exception {
        assertThat(read("", "Größe".getBytes(Charset.forName(charset)), contentType))
                .isEqualTo("Größe");
    }

    @Test
    void everythingElseStaysBytes() throws Exception {
        byte[] octets = {0, -1, 10, 13, 0};
        assertThat(read("", octets, "application/octet-stream")).isEqualTo(octets);
        assertThat(read("", octets, null)).isEqualTo(octets);
    }

    @Test
    void anUnknownCharsetLeavesTheBytes() throws Exception {
        for (String charset : new String[] {"klingon", "", "  ", "\"", "no such name"}) {
            assertThat(read("", "x".getBytes(UTF_8), "text/plain;charset=" + charset))
                    .isEqualTo(new byte[] {'x'});
        }
    }

    @Test
    void malformedTextIsNoReasonToFailAndStaysBytes() throws Exception {
        byte[] octets = {'a', (byte) 0xff, 'b'};
        assertThat(read("", octets, "text/plain")).isEqualTo(octets);
    }

    @Test
    void aMessageOfActiveMqWithoutContentLengthIsText() throws Exception {
        assertThat(read("", "x".getBytes(UTF_8), null, BrokerDialects.ACTIVEMQ)).isEqualTo("x");
        assertThat(read("", "x".getBytes(UTF_8), null, BrokerDialects.ARTEMIS)).isEqualTo("x");
        assertThat(read("", "x".getBytes(UTF_8), null, BrokerDialects.RABBITMQ)).isEqualTo(new byte[] {'x'});

        Exchange exchange = exchange();
        binding("").fill(exchange, frame(new byte[] {'x'}, "content-length", "1"), BrokerDialects.ACTIVEMQ);
        assertThat(exchange.getMessage().getBody()).isEqualTo(new byte[] {'x'});
    }

    @Test
    void theOptionPayloadDecidesAgainstTheContentType() throws Exception {
        byte[] x = "x".getBytes(UTF_8);
        assertThat(read("payload=bytes", x, "text/plain")).isEqualTo(x);
        assertThat(read("payload=text", x, "application/octet-stream")).isEqualTo("x");
        assertThat(read("payload=text", x, null)).isEqualTo("x");
    }

    @Test
    void jsonBecomesMapsListsAndScalars() throws Exception {
        assertThat(read("payload=json", "{\"a\":[1,true,null]}".getBytes(UTF_8), null))
                .asString()
                .isEqualTo("{a=[1, true, null]}");
        assertThat(read("payload=json", "[\"ä\"]".getBytes(UTF_8), "text/plain"))
                .isEqualTo(List.of("ä"));
        assertThat(read("payload=json", "7".getBytes(UTF_8), null)).isEqualTo(7);
    }

    /** Read from JSON by a test. */
    public static final class Order {
        public String id;
        public int count;
    }

    @Test
    void jsonBecomesTheDeclaredClass() throws Exception {
        Object body = read(
                "payload=json&payloadType=" + Order.class.getName(),
                "{\"id\":\"a\",\"count\":2}".getBytes(UTF_8),
                null);
        assertThat(body).isInstanceOfSatisfying(Order.class, order -> {
            assertThat(order.id).isEqualTo("a");
            assertThat(order.count).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "no json", "", "{\"a\":1"})
    void whatDoesNotParseFailsAndTheExchangeHoldsItsBytes(String text) {
        Exchange exchange = exchange();
        assertThatThrownBy(() ->
                        binding("payload=json").fill(exchange, frame(text.getBytes(UTF_8)), BrokerDialects.GENERIC))
                .isInstanceOf(Exception.class);
        assertThat(exchange.getMessage().getBody()).isEqualTo(text.getBytes(UTF_8));
    }

    // ---- in: headers and properties

    private static Exchange filled(String... headers) throws Exception {
        Exchange exchange = exchange();
        binding("").fill(exchange, frame(new byte[0], headers), BrokerDialects.RABBITMQ);
        return exchange;
    }

    @Test
    void whatTheProtocolSaysBecomesExchangeProperties() throws Exception {
        Exchange exchange =
                filled("destination", "/queue/x", "message-id", "m-1", "subscription", "s-1", "redelivered", "true");
        assertThat(exchange.getProperty(Stomp2Constants.DESTINATION)).isEqualTo("/queue/x");
        assertThat(exchange.getProperty(Stomp2Constants.MESSAGE_ID)).isEqualTo("m-1");
        assertThat(exchange.getProperty(Stomp2Constants.SUBSCRIPTION)).isEqualTo("s-1");
        assertThat(exchange.getProperty(Stomp2Constants.REDELIVERED)).isEqualTo(true);
        assertThat(exchange.getProperty(Stomp2Constants.BROKER)).isEqualTo("rabbitmq");
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }

    @Test
    void whetherAMessageCameAgainIsOnlySaidWhenTheBrokerSaysIt() throws Exception {
        assertThat(filled("message-id", "m").getProperty(Stomp2Constants.REDELIVERED))
                .isNull();
        assertThat(filled("redelivered", "false").getProperty(Stomp2Constants.REDELIVERED))
                .isEqualTo(false);
    }

    @Test
    void theFirstOfRepeatedHeadersCountsAlsoWhenTheyDifferInCaseOnly() throws Exception {
        assertThat(filled("a", "1", "a", "2", "Order", "first", "ORDER", "second", "order", "third")
                        .getMessage()
                        .getHeaders())
                .containsOnly(Map.entry("a", "1"), Map.entry("Order", "first"));
    }

    @Test
    void theWireSteersNothingInCamel() throws Exception {
        Exchange exchange = filled(
                "CamelStomp2OverrideDestination",
                "/queue/stolen",
                "camelstomp2overridedestination",
                "/queue/stolen",
                "CAMELFILENAME",
                "/etc/passwd",
                "org.apache.camel.x",
                "y",
                "a",
                "b");
        assertThat(exchange.getMessage().getHeaders()).containsOnly(Map.entry("a", "b"));
        assertThat(binding("").outgoing(exchange).options().destination()).isEqualTo("/queue/x");
    }

    @Test
    void theHeadersThatCameCanStillBeSeen() throws Exception {
        assertThat(filled("message-id", "m-1")
                        .getMessage(Stomp2Message.class)
                        .getStompHeaders()
                        .get("message-id"))
                .isEqualTo("m-1");
    }
}
