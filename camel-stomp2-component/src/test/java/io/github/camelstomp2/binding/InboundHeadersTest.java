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

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.Stomp2HeaderFilterStrategy;
import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultMessage;
import org.junit.jupiter.api.Test;

/** Where an exchange has what a MESSAGE frame says. */
class InboundHeadersTest extends BindingTestSupport {

    private static Map<String, Object> headers(Exchange exchange) {
        return exchange.getMessage().getHeaders();
    }

    @Test
    void applicationHeadersAreMessageHeaders() throws Exception {
        assertThat(headers(consumed("", "order", "7", "content-type", "text/plain", "empty", "")))
                .containsOnly(Map.entry("order", "7"), Map.entry("content-type", "text/plain"), Map.entry("empty", ""));
    }

    @Test
    void whatABrokerSaysOfAMessageCanBeReadAsMessageHeader() throws Exception {
        assertThat(headers(consumed("", "priority", "7", "expires", "1", "type", "t", "app-id", "a")))
                .containsOnlyKeys("priority", "expires", "type", "app-id");
    }

    @Test
    void whereRepliesGoIsAnExchangePropertyAndNoMessageHeader() throws Exception {
        Exchange exchange = consumed("", "reply-to", "/temp-queue/a");
        assertThat(exchange.getProperty(Stomp2Constants.REPLY_TO)).isEqualTo("/temp-queue/a");
        assertThat(headers(exchange)).isEmpty();
        assertThat(names(sent("", exchange))).doesNotContain("reply-to");
    }

    @Test
    void aMessageThatWantsNoReplyHasNoSuchProperty() throws Exception {
        assertThat(consumed("", "order", "7").getProperties()).doesNotContainKey(Stomp2Constants.REPLY_TO);
    }

    @Test
    void contentTypeAndEncodingHaveTheNamesThatCamelUses() throws Exception {
        Message message = consumed("", "content-type", "text/plain", "content-encoding", "gzip")
                .getMessage();
        assertThat(message.getHeader(Exchange.CONTENT_TYPE)).isEqualTo("text/plain");
        assertThat(message.getHeader(Exchange.CONTENT_ENCODING)).isEqualTo("gzip");
    }

    @Test
    void theIdOfADuplicateIsNotThatOfTheNextMessage() throws Exception {
        Exchange exchange = consumed("", "_AMQ_DUPL_ID", "d-1");
        assertThat(names(sent("", exchange))).doesNotContain("_AMQ_DUPL_ID");
        exchange.getMessage().setHeader("_AMQ_DUPL_ID", "d-2");
        assertThat(sent("", exchange).get("_AMQ_DUPL_ID")).isEqualTo("d-2");
    }

    @Test
    void theIdThatASenderGaveIsAPropertyAndStaysBehind() throws Exception {
        Exchange ofRabbit = consumed(BrokerDialects.RABBITMQ, "", "amqp-message-id", "m-1");
        Exchange ofArtemis = consumed(BrokerDialects.ARTEMIS, "", "NATIVE_MESSAGE_ID", "m-1");
        Exchange ofNobody = consumed(BrokerDialects.GENERIC, "propertyHeaders=*", "amqp-message-id", "m-1");
        for (Exchange exchange : new Exchange[] {ofRabbit, ofArtemis, ofNobody}) {
            assertThat(exchange.getProperty(Stomp2Constants.SENDER_MESSAGE_ID)).isEqualTo("m-1");
            assertThat(names(sent("propertyHeaders=*", exchange))).containsExactly("correlation-id");
            assertThat(names(sent("", exchange.copy()))).containsExactly("correlation-id");
        }

        ofRabbit.getMessage().setHeader("amqp-message-id", ofRabbit.getProperty(Stomp2Constants.SENDER_MESSAGE_ID));
        assertThat(sent("", ofRabbit).get("amqp-message-id")).isEqualTo("m-1");
    }

    @Test
    void aMessageWithoutSuchAnIdHasNoSuchProperty() throws Exception {
        assertThat(consumed("", "a", "b").getProperties()).doesNotContainKey(Stomp2Constants.SENDER_MESSAGE_ID);
    }

    @Test
    void whatOthersSayOfConnectionsAndReceiptsDoesNotReachTheRoute() throws Exception {
        assertThat(headers(consumed("", "receipt", "r-1", "login", "me", "passcode", "p", "ack", "a", "id", "7")))
                .containsOnlyKeys("id");
    }

    // ---- Camel's conventions

    private static long timestamp(BrokerDialect dialect, String... headers) throws Exception {
        Message message = consumed(dialect, "", headers).getMessage();
        long lazily = message.getMessageTimestamp();
        Long header = message.getHeader(Exchange.MESSAGE_TIMESTAMP, Long.class);
        assertThat(header == null ? 0 : header).isEqualTo(lazily).isEqualTo(message.getMessageTimestamp());
        return lazily;
    }

    @Test
    void whenAMessageWasSentIsSaidInTheBrokersUnit() throws Exception {
        assertThat(timestamp(BrokerDialects.ACTIVEMQ, "timestamp", "1700000000123"))
                .isEqualTo(1_700_000_000_123L);
        assertThat(timestamp(BrokerDialects.ARTEMIS, "timestamp", "1700000000123"))
                .isEqualTo(1_700_000_000_123L);
        assertThat(timestamp(BrokerDialects.GENERIC, "timestamp", "1700000000123"))
                .isEqualTo(1_700_000_000_123L);
        assertThat(timestamp(BrokerDialects.RABBITMQ, "timestamp", "1700000000"))
                .isEqualTo(1_700_000_000_000L);
        assertThat(timestamp(BrokerDialects.RABBITMQ, "timestamp", "1700000000", "timestamp_in_ms", "1700000000123"))
                .isEqualTo(1_700_000_000_123L);
    }

    @Test
    void aMessageWhoseTimeNobodyKnowsHasNone() throws Exception {
        for (String value : new String[] {"", "x", "-1", "0", "1e9", "99999999999999999999", "12.5"}) {
            assertThat(timestamp(BrokerDialects.ACTIVEMQ, "timestamp", value)).isZero();
        }
        assertThat(timestamp(BrokerDialects.RABBITMQ)).isZero();
        assertThat(headers(consumed("", "a", "b"))).doesNotContainKey(Exchange.MESSAGE_TIMESTAMP);
    }

    @Test
    void aTimeThatTheRouteSetsCounts() throws Exception {
        Message message = consumed("", "timestamp", "1700000000").getMessage();
        message.setHeader(Exchange.MESSAGE_TIMESTAMP, 5L);
        assertThat(message.getMessageTimestamp()).isEqualTo(5);
    }

    @Test
    void aCopyKnowsTheTimeToo() throws Exception {
        Exchange copy = consumed("", "timestamp", "1700000000").copy();
        assertThat(copy.getMessage()).isExactlyInstanceOf(DefaultMessage.class);
        assertThat(copy.getMessage().getMessageTimestamp()).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void theIdOfAMessageIsThatOfTheBroker() throws Exception {
        assertThat(consumed("", "message-id", "m-1").getMessage().getMessageId())
                .isEqualTo("m-1");
        assertThat(consumed("").getMessage().getMessageId()).isNotEmpty();
    }

    @Test
    void camelKnowsThatTheBrokerDeliversAgain() throws Exception {
        assertThat(consumed("", "redelivered", "true").isExternalRedelivered()).isTrue();
        assertThat(consumed("", "redelivered", "false").isExternalRedelivered()).isFalse();
        assertThat(consumed("").isExternalRedelivered()).isFalse();
    }

    // ---- propertyHeaders

    @Test
    void chosenHeadersAreExchangePropertiesUnderTheirOwnNames() throws Exception {
        Exchange exchange = consumed("propertyHeaders=trace-*,tenant", "trace-id", "t", "tenant", "acme", "order", "7");
        assertThat(exchange.getProperties()).containsEntry("trace-id", "t").containsEntry("tenant", "acme");
        assertThat(headers(exchange)).containsOnlyKeys("order");
    }

    @Test
    void theFirstOfRepeatedHeadersIsTheProperty() throws Exception {
        assertThat(consumed("propertyHeaders=a", "a", "1", "a", "2").getProperty("a"))
                .isEqualTo("1");
    }

    @Test
    void aReplyBringsItsOwnValuesOfThem() throws Exception {
        Exchange exchange = consumed("propertyHeaders=trace-*", "trace-id", "asked", "order", "7");
        binding("propertyHeaders=trace-*")
                .fillReply(
                        exchange, frame("trace-id", "answered", "trace-id", "x", "price", "9"), BrokerDialects.GENERIC);
        assertThat(exchange.getProperty("trace-id")).isEqualTo("answered");
        assertThat(headers(exchange)).containsOnlyKeys("price");
    }

    @Test
    void theMapOfHeadersIsNotFilledBeforeSomebodyAsks() throws Exception {
        List<String> asked = new ArrayList<>();
        context.getRegistry().bind("asked", new Stomp2HeaderFilterStrategy() {
            @Override
            public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
                return !asked.add(name);
            }
        });
        Message message = consumed("headerFilterStrategy=#asked&propertyHeaders=trace", "trace", "t", "a", "b")
                .getMessage();
        message.getMessageTimestamp();
        message.getMessageId();
        assertThat(asked).containsExactly("trace");
        message.getHeader("a");
        assertThat(asked).containsExactly("trace", "a");
    }

    @Test
    void noPatternLetsTheWireSteerCamelOrTakeTheProtocolsPlace() throws Exception {
        Exchange exchange = consumed(
                "propertyHeaders=*",
                "CamelStomp2Destination",
                "/queue/stolen",
                "camelFileName",
                "x",
                "ORG.APACHE.CAMEL.X",
                "x",
                "message-id",
                "m-1",
                "Subscription",
                "s",
                "TryRouteBlock",
                "true",
                "correlation-id",
                "c-1",
                "content-type",
                "text/plain",
                "tenant",
                "acme");
        assertThat(exchange.getProperties())
                .containsOnlyKeys(
                        Stomp2Constants.MESSAGE_ID, Stomp2Constants.BROKER, Stomp2Constants.CORRELATION_ID, "tenant");
        assertThat(exchange.getAllProperties()).doesNotContainKey("TryRouteBlock");
        assertThat(headers(exchange)).containsOnlyKeys("TryRouteBlock", "correlation-id", "content-type");
    }
}
