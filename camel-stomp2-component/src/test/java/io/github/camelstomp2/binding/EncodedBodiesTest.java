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
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** Bodies whose {@code content-encoding} or charset decides over them. */
class EncodedBodiesTest extends BindingTestSupport {

    private static Exchange consumedBody(String options, byte[] body, String... headers) throws Exception {
        Exchange exchange = exchange();
        binding(options)
                .fill(
                        exchange,
                        new StompFrame(StompCommand.MESSAGE, StompHeaders.of(headers), body),
                        BrokerDialects.ACTIVEMQ);
        return exchange;
    }

    @Test
    void aCompressedTextIsBytes() throws Exception {
        byte[] zipped = {0x1f, (byte) 0x8b, 8, 0};
        assertThat(consumedBody("", zipped, "content-type", "application/json", "content-encoding", "gzip")
                        .getMessage()
                        .getBody())
                .isEqualTo(zipped);
    }

    @Test
    void aCharsetAsEncodingLeavesTextText() throws Exception {
        assertThat(consumedBody(
                                "",
                                "{}".getBytes(UTF_8),
                                "content-type",
                                "application/json",
                                "content-encoding",
                                "utf-8")
                        .getMessage()
                        .getBody())
                .isEqualTo("{}");
    }

    @Test
    void aCompressedTextIsNoTextMessageForABroker() throws Exception {
        Exchange exchange = exchange();
        exchange.getMessage().setBody("{}".getBytes(UTF_8));
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        assertThat(binding("").outgoing(exchange).options().text()).isTrue();
        exchange.getMessage().setHeader(Exchange.CONTENT_ENCODING, "gzip");
        OutgoingMessage message = binding("").outgoing(exchange);
        assertThat(message.options().text()).isFalse();
        assertThat(message.headers().get("content-encoding")).isEqualTo("gzip");
        assertThat(message.headers().get("content-type")).isEqualTo("application/json");
    }

    @Test
    void textThatStaysBytesIsReadInItsCharsetLater() throws Exception {
        Exchange exchange = consumedBody(
                "payload=bytes", "Größe".getBytes(ISO_8859_1), "content-type", "text/plain;charset=ISO-8859-1");
        assertThat(exchange.getProperty(Exchange.CHARSET_NAME)).isEqualTo("ISO-8859-1");
        assertThat(exchange.getMessage().getBody()).isInstanceOf(byte[].class);
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("Größe");
    }

    @Test
    void textThatWasReadNeedsNoCharsetAnyMore() throws Exception {
        Exchange exchange =
                consumedBody("", "Größe".getBytes(ISO_8859_1), "content-type", "text/plain;charset=ISO-8859-1");
        assertThat(exchange.getProperty(Exchange.CHARSET_NAME)).isNull();
        assertThat(binding("").outgoing(exchange).body()).isEqualTo("Größe".getBytes(ISO_8859_1));
    }

    @Test
    void anUnknownCharsetIsNotHandedOn() throws Exception {
        Exchange exchange = consumedBody("payload=bytes", new byte[] {1}, "content-type", "text/plain;charset=klingon");
        assertThat(exchange.getProperty(Exchange.CHARSET_NAME)).isNull();
    }

    @Test
    void textThatItsCharsetCannotWriteIsRefusedInsteadOfSentWithQuestionMarks() {
        Exchange exchange = exchange();
        exchange.getMessage().setBody("5 €");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/plain;charset=ISO-8859-1");
        assertThatThrownBy(() -> binding("").outgoing(exchange))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ISO-8859-1 cannot write");
    }
}
