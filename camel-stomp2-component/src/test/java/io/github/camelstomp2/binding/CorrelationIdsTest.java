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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.MissingCorrelationIdException;
import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationIdsTest extends BindingTestSupport {

    private static String property(Exchange exchange) {
        return exchange.getProperty(Stomp2Constants.CORRELATION_ID, String.class);
    }

    private static String sentId(String options, Exchange exchange) throws Exception {
        return sent(options, exchange).get("correlation-id");
    }

    @Test
    void theIdOfAMessageIsAPropertyAndAHeader() throws Exception {
        Exchange exchange = consumed("", "correlation-id", "c-1");
        assertThat(property(exchange)).isEqualTo("c-1");
        assertThat(exchange.getMessage().getHeader("correlation-id")).isEqualTo("c-1");
    }

    @Test
    void aMessageWithoutOneGetsOneOfItsOwn() throws Exception {
        Exchange one = consumed("");
        assertThat(property(one)).isNotBlank().isEqualTo(one.getExchangeId()).isNotEqualTo(property(consumed("")));
        assertThat(one.getMessage().getHeaders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void anEmptyOneIsNone(String empty) throws Exception {
        Exchange exchange = consumed("", "correlation-id", empty);
        assertThat(property(exchange)).isNotBlank();
        assertThat(sentId("", exchange)).isEqualTo(property(exchange));
    }

    @Test
    void itGoesOutWithWhateverTheExchangeSends() throws Exception {
        Exchange exchange = consumed("");
        exchange.getMessage().removeHeaders("*");
        assertThat(sentId("", exchange)).isEqualTo(property(exchange));
        assertThat(sentId("", exchange.copy())).isEqualTo(property(exchange));
    }

    @Test
    void aHeaderThatTheRouteSetsCountsMoreAndThatOfTheEndpointMost() throws Exception {
        Exchange exchange = consumed("", "correlation-id", "c-1");
        exchange.getMessage().setHeader("Correlation-Id", 42);
        assertThat(sentId("", exchange)).isEqualTo("42");
        assertThat(names(sent("", exchange))).containsExactly("correlation-id");
        assertThat(sentId("sendHeader.correlation-id=fixed", exchange)).isEqualTo("fixed");
    }

    @Test
    void anExchangeThatNoMessageBeganHasNoneButWhatTheRouteSets() throws Exception {
        Exchange exchange = exchange();
        assertThat(names(sent("", exchange))).isEmpty();
        exchange.setProperty(Stomp2Constants.CORRELATION_ID, 42);
        assertThat(sentId("", exchange)).isEqualTo("42");
    }

    @Test
    void whereItIsRequiredAMessageWithoutItIsNotRead() throws Exception {
        Exchange exchange = exchange();
        assertThatThrownBy(() -> binding("correlationIdRequired=true")
                        .fill(exchange, frame("message-id", "m-1"), BrokerDialects.GENERIC))
                .isInstanceOf(MissingCorrelationIdException.class)
                .hasMessage("the header correlation-id is missing, and correlationIdRequired=true");
        assertThat(property(exchange)).isNull();
        assertThat(exchange.getProperty(Stomp2Constants.MESSAGE_ID)).isEqualTo("m-1");
        assertThatThrownBy(() -> consumed("correlationIdRequired=true", "correlation-id", " "))
                .hasMessage("the header correlation-id is empty, and correlationIdRequired=true");
        assertThat(property(consumed("correlationIdRequired=true", "correlation-id", "c-1")))
                .isEqualTo("c-1");
    }
}
