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
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.MessageType;
import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.protocol.StompHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.converter.stream.InputStreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an exchange becomes on the wire. */
class OutboundBindingTest extends BindingTestSupport {
    // ---- out: bodies

    private static OutgoingMessage write(String options, Object body, String... headers) throws Exception {
        Exchange exchange = exchange();
        exchange.getMessage().setBody(body);
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getMessage().setHeader(headers[i], headers[i + 1]);
        }
        return binding(options).outgoing(exchange);
    }

    private static void isSentAs(OutgoingMessage message, byte[] body, String contentType, boolean text) {
        assertThat(message.body()).isEqualTo(body);
        assertThat(message.headers().get("content-type")).isEqualTo(contentType);
        assertThat(message.options().text()).isEqualTo(text);
    }

    @Test
    void aStringIsSentAsUtf8Text() throws Exception {
        isSentAs(write("", "Größe"), "Größe".getBytes(UTF_8), "text/plain;charset=utf-8", true);
    }

    @Test
    void numbersBooleansAndIdsAreSentAsText() throws Exception {
        UUID id = UUID.randomUUID();
        isSentAs(write("", 42L), "42".getBytes(UTF_8), "text/plain;charset=utf-8", true);
        isSentAs(write("", true), "true".getBytes(UTF_8), "text/plain;charset=utf-8", true);
        isSentAs(write("", id), id.toString().getBytes(UTF_8), "text/plain;charset=utf-8", true);
    }

    @Test
    void octetsAreSentAsTheyAre(@TempDir Path directory) throws Exception {
        byte[] octets = {0, -1, 10, 0};
        Path file = Files.write(directory.resolve("body"), octets);
        Object[] bodies = {
            octets,
            new ByteArrayInputStream(octets),
            new InputStreamCache(octets),
            file.toFile(),
            java.nio.ByteBuffer.wrap(octets)
        };
        for (Object body : bodies) {
            isSentAs(write("", body), octets, "application/octet-stream", false);
        }
    }

    @Test
    void aStreamCacheCanBeSentMoreThanOnce() throws Exception {
        InputStreamCache cache = new InputStreamCache(new byte[] {1, 2});
        assertThat(write("", cache).body()).hasSize(2);
        cache.reset();
        assertThat(write("", cache).body()).hasSize(2);
    }

    @Test
    void noBodyIsAnEmptyBodyOfNoType() throws Exception {
        isSentAs(write("", null), new byte[0], null, false);
        isSentAs(write("", null, "Content-Type", "text/plain"), new byte[0], "text/plain", false);
    }

    @Test
    void theDeclaredContentTypeIsKept() throws Exception {
        isSentAs(write("", "{}", "Content-Type", "application/json"), "{}".getBytes(UTF_8), "application/json", true);
        isSentAs(write("", "x", "content-type", "my/type"), "x".getBytes(UTF_8), "my/type", false);
        isSentAs(write("", new byte[] {'x'}, "CONTENT-TYPE", "text/plain"), new byte[] {'x'}, "text/plain", true);
        assertThat(names(write("", "x", "CONTENT-TYPE", "text/plain"))).containsExactly("content-type");
    }

    @Test
    void theDeclaredCharsetIsUsedAndIsNoTextMessageForABrokerUnlessItIsUtf8() throws Exception {
        isSentAs(
                write("", "ä", "Content-Type", "text/plain;charset=ISO-8859-1"),
                "ä".getBytes(ISO_8859_1),
                "text/plain;charset=ISO-8859-1",
                false);
        isSentAs(
                write("messageType=text", "ä", "Content-Type", "text/plain;charset=utf-16"),
                "ä".getBytes(UTF_16),
                "text/plain;charset=utf-16",
                false);
    }

    @Test
    void theCharsetOfTheExchangeIsUsedAndDeclared() throws Exception {
        Exchange exchange = exchange();
        exchange.setProperty(Exchange.CHARSET_NAME, "ISO-8859-1");
        exchange.getMessage().setBody("ä");
        isSentAs(binding("").outgoing(exchange), "ä".getBytes(ISO_8859_1), "text/plain;charset=iso-8859-1", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"klingon", "no such name", ""})
    void textInAnUnknownCharsetIsNotSent(String charset) {
        assertThatThrownBy(() -> write("", "x", "Content-Type", "text/plain;charset=" + charset))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "payload=text, text/plain;charset=utf-8, true",
        "payload=bytes, application/octet-stream, false",
        "payload=json, application/json, true"
    })
    void theOptionPayloadSaysWhatABodyOfBytesOrStringIs(String option, String contentType, boolean text)
            throws Exception {
        isSentAs(write(option, "{}"), "{}".getBytes(UTF_8), contentType, text);
        isSentAs(write(option, "{}".getBytes(UTF_8)), "{}".getBytes(UTF_8), contentType, text);
        isSentAs(
                write(option, new ByteArrayInputStream("{}".getBytes(UTF_8))), "{}".getBytes(UTF_8), contentType, text);
    }

    @Test
    void objectsAreSentAsJson() throws Exception {
        assertThat(write("payload=json", Map.of("a", 1)).body()).isEqualTo("{\"a\":1}".getBytes(UTF_8));
        assertThat(write("payload=json", List.of(1, 2)).body()).isEqualTo("[1,2]".getBytes(UTF_8));
        assertThat(write("payload=json", 7).body()).isEqualTo("7".getBytes(UTF_8));
    }

    @Test
    void anObjectThatHasNoFormIsRefusedWithAdvice() {
        assertThatThrownBy(() -> write("", Map.of("a", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be sent: convert it to String or byte[] before, or set payload=json");
        assertThatThrownBy(() -> write("", new Object())).hasMessageContaining("java.lang.Object cannot be sent");
    }

    private static Stream<Arguments> severalThings() {
        return Stream.<Object>of(
                        List.of(1, 2),
                        List.of(),
                        List.of((byte) 1),
                        Set.of("a"),
                        Map.of("a", 1),
                        List.of(1).iterator(),
                        Stream.of(1),
                        Optional.of("x"),
                        Optional.empty(),
                        new int[] {1, 2},
                        new long[] {1},
                        new boolean[] {true},
                        new String[] {"a"},
                        new Object[] {"a"},
                        new byte[][] {{1}})
                .map(body -> Arguments.of(body)); // an array is one argument, too
    }

    @ParameterizedTest
    @MethodSource("severalThings")
    void whatHoldsSeveralThingsOrNoneIsRefusedWithAdvice(Object body) {
        for (String option : List.of("", "payload=text", "payload=bytes")) {
            assertThatThrownBy(() -> write(option, body))
                    .as(option)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("A body of the type " + body.getClass().getTypeName()
                            + " cannot be sent: convert it to String or byte[] before, or set payload=json");
        }
    }

    @Test
    void anObjectWithoutATextOfItsOwnIsRefusedWhereTextIsWanted() {
        assertThatThrownBy(() -> write("payload=text", new Object()))
                .hasMessageContaining("java.lang.Object cannot be sent");
    }

    @Test
    void whatHasATextIsSentAsThatWhereTextIsWantedOrItIsOneByNature() throws Exception {
        assertThat(write("payload=text", Instant.EPOCH).body()).isEqualTo("1970-01-01T00:00:00Z".getBytes(UTF_8));
        assertThat(write("", new char[] {'a', 'b'}).body()).isEqualTo("ab".getBytes(UTF_8));
        assertThat(write("", MessageType.TEXT).body()).isEqualTo("TEXT".getBytes(UTF_8));
        assertThat(write("", 7.5).body()).isEqualTo("7.5".getBytes(UTF_8));
        assertThat(write("", true).body()).isEqualTo("true".getBytes(UTF_8));
        assertThatThrownBy(() -> write("", new Date(0))).hasMessageContaining("java.util.Date cannot be sent");
    }

    @Test
    void boxedOctetsAreOctets() throws Exception {
        assertThat(write("", new Byte[] {1, 2}).body()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void theOptionMessageTypeSaysWhatTheBrokerMakesOfIt(MessageType type) throws Exception {
        String option = "messageType=" + type;
        assertThat(write(option, "x").options().text()).isEqualTo(type != MessageType.BYTES);
        assertThat(write(option, new byte[] {1}).options().text()).isEqualTo(type == MessageType.TEXT);
    }

    @Test
    void anUnreadableStreamFailsTheExchangeOnly() {
        java.io.InputStream broken = new java.io.InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("unplugged");
            }
        };
        assertThatThrownBy(() -> write("", broken)).hasStackTraceContaining("unplugged");
    }

    // ---- out: headers

    @Test
    void whatTheEndpointSaysAboutAHeaderCountsMoreThanTheMessage() throws Exception {
        OutgoingMessage message = write("sendHeader.tier=gold", "x", "tier", "lead", "a", "b");
        assertThat(message.headers().get("tier")).isEqualTo("gold");
        assertThat(names(message)).containsExactlyInAnyOrder("tier", "a", "content-type");
    }

    @Test
    void headersOfTheProtocolAndOfCamelAreNotSent() throws Exception {
        assertThat(names(write(
                        "",
                        null,
                        "receipt",
                        "r",
                        "Transaction",
                        "t",
                        "destination",
                        "/queue/y",
                        "content-length",
                        "9",
                        "message-id",
                        "m",
                        "ack",
                        "a",
                        "passcode",
                        "p",
                        "CamelX",
                        "y",
                        "order",
                        "1")))
                .containsExactly("order");
    }

    @Test
    void theDestinationIsTheEndpointsUnlessTheHeaderOverridesIt() throws Exception {
        assertThat(write("", "x").options().destination()).isEqualTo("/queue/x");
        assertThat(write("", "x", Stomp2Constants.OVERRIDE_DESTINATION, "topic:news")
                        .options()
                        .destination())
                .isEqualTo("/topic/news");
        assertThatThrownBy(() -> write("", "x", Stomp2Constants.OVERRIDE_DESTINATION, "queue/"))
                .hasMessageContaining("names no destination");
    }

    @Test
    void theOptionsOfTheProducerAreTakenOver() throws Exception {
        OutgoingMessage plain = write("", "x");
        assertThat(plain.options().message().persistent()).isTrue();
        assertThat(plain.confirm()).isTrue();
        assertThat(plain.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(plain.attempts()).isEqualTo(10);
        assertThat(plain.options().queue().declare()).isTrue();

        OutgoingMessage other =
                write("persistent=false&confirm=false&confirmTimeout=2s&sendAttempts=1&declare=false", "x");
        assertThat(other.options().message().persistent()).isFalse();
        assertThat(other.confirm()).isFalse();
        assertThat(other.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(other.attempts()).isEqualTo(1);
        assertThat(other.options().queue().declare()).isFalse();
    }

    @Test
    void aDeadLetterIsDurableAndConfirmedWhateverTheEndpointIs() {
        OutgoingMessage letter = binding("persistent=false&confirm=false")
                .deadLetter("/queue/DLQ.x", StompHeaders.EMPTY, new byte[0], false);
        assertThat(letter.options().message().persistent()).isTrue();
        assertThat(letter.confirm()).isTrue();
    }

    @Test
    void whatIsLoggedOfAMessageHoldsNoContents() throws Exception {
        assertThat(write("", "body-s3cret", "token", "header-s3cret").toString())
                .doesNotContain("s3cret");
    }
}
