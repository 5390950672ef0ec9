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

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.it.LogLines;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that a route passes on unchanged goes out with the octets that came, whatever is said of it. */
class PassedOnBodiesTest extends BindingTestSupport {
    private static final byte[] LATIN_1 = "Größe".getBytes(ISO_8859_1);
    private static final byte[] PDF = {'%', 'P', 'D', 'F', '\n', (byte) 0xe2, (byte) 0xe3, (byte) 0xcf, 0, (byte) 0xd3};
    private static final byte[] XML =
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><g>Größe</g>".getBytes(ISO_8859_1);

    private static Exchange read(String options, byte[] body, String contentType) throws Exception {
        Exchange exchange = exchange();
        String[] headers = contentType == null ? new String[0] : new String[] {"content-type", contentType};
        binding(options).fill(exchange, frame(body, headers), BrokerDialects.ACTIVEMQ);
        return exchange;
    }

    private static byte[] octets(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return bytes;
    }

    private static Stream<Arguments> whatIsNoText() {
        return Stream.of(
                Arguments.of("text/plain", LATIN_1),
                Arguments.of(null, LATIN_1),
                Arguments.of("application/pdf;charset=UTF-8", PDF),
                Arguments.of("application/xml", XML),
                Arguments.of("text/xml; charset=utf-8", XML),
                Arguments.of("application/json", Arrays.copyOf("Größe".getBytes(UTF_8), 3)), // cut in a character
                Arguments.of("text/plain;charset=us-ascii", "Größe".getBytes(UTF_8)),
                Arguments.of("text/plain;charset=utf-16", octets(0xd8, 0)),
                Arguments.of("text/plain;charset=utf-16", octets('a', 0, 'b')),
                Arguments.of("text/plain;charset=Shift_JIS", octets(0x82)),
                Arguments.of("text/plain", octets(0xc0, 0x80)), // longer than it must be
                Arguments.of("text/plain", octets(0xed, 0xa0, 0x80)), // half of a pair
                Arguments.of("text/plain;charset=klingon", LATIN_1),
                Arguments.of("text/plain;charset=", "x".getBytes(UTF_8)),
                Arguments.of("text/plain;charset=\"\"", LATIN_1),
                Arguments.of("text/plain;charset=no such name", LATIN_1));
    }

    @ParameterizedTest
    @MethodSource("whatIsNoText")
    void whatIsNoTextStaysBytesAndIsNoTextMessageElsewhere(String contentType, byte[] octets) throws Exception {
        for (String payload : new String[] {"", "payload=text", "payload=bytes"}) {
            Exchange exchange = read(payload, octets, contentType);

            OutgoingMessage sent = binding(payload).outgoing(exchange);

            assertThat(exchange.getMessage().getBody()).isEqualTo(octets);
            assertThat(sent.body()).isEqualTo(octets);
            assertThat(sent.options().text()).as("text").isFalse();
            assertThat(sent.headers().get("content-type"))
                    .isEqualTo(contentType == null ? "application/octet-stream" : contentType);
        }
    }

    private static Stream<Arguments> whatIsText() throws Exception {
        return Stream.of(
                Arguments.of("text/plain", "a\ufffdb".getBytes(UTF_8)), // somebody else's replacement character
                Arguments.of("text/plain", "\ufeffBOM".getBytes(UTF_8)),
                Arguments.of("text/plain;charset=ISO-8859-1", LATIN_1),
                Arguments.of("text/plain;charset=windows-1252", "5 €".getBytes("windows-1252")),
                Arguments.of("text/plain;charset=utf-16", "\ufeffGröße".getBytes(UTF_16LE)),
                Arguments.of("text/plain;charset=utf-16", octets(0, 'a')), // without the mark that Java writes
                Arguments.of("text/plain;charset=ISO-2022-JP", octets(0x1b, '(', 'J', 'a', 0x1b, '(', 'B')),
                Arguments.of("text/plain;charset=x-JISAutoDetect", "a".getBytes(US_ASCII)), // which cannot be written
                Arguments.of("application/xml", "<?xml encoding=\"ISO-8859-1\"?>".getBytes(US_ASCII)),
                Arguments.of(null, "Größe".getBytes(UTF_8)),
                Arguments.of("text/plain", new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("whatIsText")
    void whatIsTextIsAStringAndIsWrittenWithTheOctetsThatCame(String contentType, byte[] octets) throws Exception {
        Exchange exchange = read("", octets, contentType);
        assertThat(exchange.getMessage().getBody()).isInstanceOf(String.class);

        assertThat(binding("").outgoing(exchange).body()).isEqualTo(octets);
        assertThat(binding("").outgoing(exchange.copy()).body())
                .as("of a copy, as wireTap has it")
                .isEqualTo(octets);
        assertThat(binding("payload=text").outgoing(exchange).body()).isEqualTo(octets);
    }

    @Test
    void textThatTheRouteChangesIsWrittenInItsCharset() throws Exception {
        Exchange exchange = read("", "\ufeffGröße".getBytes(UTF_16LE), "text/plain;charset=utf-16");
        exchange.getMessage().setBody(exchange.getMessage().getBody() + "!");

        assertThat(binding("").outgoing(exchange).body()).isEqualTo("Größe!".getBytes("UTF-16"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain;charset=utf-8", "text/plain", "application/json"})
    void textOfWhichTheRouteSaysAnotherTypeIsWrittenAsThatSays(String contentType) throws Exception {
        Exchange exchange = read("", LATIN_1, "text/plain;charset=ISO-8859-1");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, contentType);

        OutgoingMessage sent = binding("").outgoing(exchange);

        assertThat(sent.body()).isEqualTo("Größe".getBytes(UTF_8));
        assertThat(sent.headers().get("content-type")).isEqualTo(contentType);
    }

    @Test
    void textWithoutItsTypeSaysInWhichCharsetItIs() throws Exception {
        Exchange exchange = read("", "\ufeffGröße".getBytes(UTF_16LE), "text/plain;charset=utf-16");
        exchange.getMessage().removeHeader("content-type");

        OutgoingMessage sent = binding("").outgoing(exchange);

        assertThat(sent.body()).isEqualTo("Größe".getBytes(UTF_8));
        assertThat(sent.headers().get("content-type")).isEqualTo("text/plain;charset=utf-8");
    }

    @Test
    void whatTheEndpointSaysOfBodiesDecidesHowTheyAreWritten() throws Exception {
        Exchange exchange = read("", "Größe".getBytes(UTF_8), "text/plain");

        OutgoingMessage sent =
                binding("sendHeader.content-type=text/plain;charset=ISO-8859-1").outgoing(exchange);

        assertThat(sent.body()).isEqualTo(LATIN_1);
        assertThat(sent.headers().get("content-type")).isEqualTo("text/plain;charset=ISO-8859-1");
    }

    @Test
    void theCharsetOfTheExchangeIsSaidWhereTheTypeNamesNone() throws Exception {
        Exchange exchange = exchange();
        exchange.setProperty(Exchange.CHARSET_NAME, "ISO-8859-1");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/csv");
        exchange.getMessage().setBody("Größe");

        OutgoingMessage sent = binding("").outgoing(exchange);

        assertThat(sent.body()).isEqualTo(LATIN_1);
        assertThat(sent.headers().get("content-type")).isEqualTo("text/csv;charset=iso-8859-1");
    }

    @Test
    void octetsOfAnyKindGoAsTheyAreWhateverIsSaidOfThem() throws Exception {
        for (Object body : new Object[] {LATIN_1, new ByteArrayInputStream(LATIN_1)}) {
            for (String options : new String[] {"", "payload=text", "messageType=text"}) {
                Exchange exchange = exchange();
                exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/plain;charset=utf-8");
                exchange.getMessage().setBody(body);
                if (body instanceof ByteArrayInputStream stream) {
                    stream.reset();
                }

                OutgoingMessage sent = binding(options).outgoing(exchange);

                assertThat(sent.body()).isEqualTo(LATIN_1);
                assertThat(sent.options().text()).isFalse();
            }
        }
    }

    @Test
    void textInACharsetThatCannotBeWrittenIsRefusedOnceItIsChanged() throws Exception {
        Exchange exchange = read("", "a".getBytes(US_ASCII), "text/plain;charset=x-JISAutoDetect");
        exchange.getMessage().setBody("b");

        assertThat(Charset.forName("x-JISAutoDetect").canEncode()).isFalse();
        assertThatThrownBy(() -> binding("").outgoing(exchange)).hasMessageContaining("cannot write");
    }

    @Test
    void thatBodiesStayBytesIsSaidOncePerReason() throws Exception {
        try (LogLines log = new LogLines()) {
            Stomp2Binding binding = binding("");
            for (int i = 0; i < 3; i++) {
                for (String type : new String[] {"text/plain", "text/plain;charset=klingon", "text/plain"}) {
                    binding.fill(
                            exchange(),
                            frame(LATIN_1, "content-type", type, "destination", "/queue/a"),
                            BrokerDialects.RABBITMQ);
                }
            }
            assertThat(log.operatorLines())
                    .containsExactly(
                            "WARN A message from /queue/a at tcp://localhost:61613 is said to be text in UTF-8 and is not: its body stays"
                                    + " bytes, as it came, and so does that of each like it",
                            "WARN A message from /queue/a at tcp://localhost:61613 has the unknown charset 'klingon': its body stays bytes, as"
                                    + " it came, and so does that of each like it");
        }
    }
}
