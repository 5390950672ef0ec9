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

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.SendDynamicAware.DynamicAwareEntry;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Stomp2SendDynamicAwareTest {
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final Stomp2SendDynamicAware aware = new Stomp2SendDynamicAware();

    @BeforeEach
    void setScheme() {
        aware.setScheme("stomp2");
    }

    private DynamicAwareEntry entry(String uri) throws Exception {
        return aware.prepare(exchange, uri, uri);
    }

    @ParameterizedTest
    @CsvSource({
        "stomp2:queue/orders.eu, queue/orders.eu",
        "stomp2://queue/orders.eu, queue/orders.eu",
        "stomp2:/queue/orders.eu, /queue/orders.eu",
        "stomp2:queue:orders.eu?confirm=false, queue:orders.eu",
        "stomp2:queue/a?brokerURL=tcp://h:1, queue/a",
        "stomp2:queue/a%2Fb, queue/a/b",
        "stomp2:queue/a%252Fb, queue/a/b",
        "stomp2:queue/50%, queue/50%",
        "stomp2:queue/50%25?confirm=false, queue/50%",
        "stomp2:queue/a b%20c, queue/a b c",
        "stomp2:queue/a+b, queue/a+b"
    })
    void theDestinationGoesIntoTheHeader(String uri, String destination) throws Exception {
        aware.createPreProcessor(exchange, entry(uri)).process(exchange);
        assertThat(exchange.getMessage().getHeader(Stomp2Constants.OVERRIDE_DESTINATION))
                .isEqualTo(destination);
    }

    @Test
    void allDestinationsShareOneUriPerSetOfOptions() throws Exception {
        String one = aware.resolveStaticUri(exchange, entry("stomp2:queue/a?confirm=false"));
        String other = aware.resolveStaticUri(exchange, entry("stomp2:topic/b?confirm=false"));
        String without = aware.resolveStaticUri(exchange, entry("stomp2:topic/b"));
        assertThat(one).isEqualTo(other).isEqualTo("stomp2:dynamic?confirm=false");
        assertThat(without).isEqualTo("stomp2:dynamic");
    }

    @Test
    void optionsAreKeptAsTheyAreWritten() throws Exception {
        assertThat(aware.resolveStaticUri(
                        exchange, entry("stomp2:queue/a?login=u&passcode=RAW(a&b?c)&brokerURL=tcp://h:1")))
                .isEqualTo("stomp2:dynamic?login=u&passcode=RAW(a&b?c)&brokerURL=tcp://h:1");
    }

    @Test
    void whatTheRouteHasSetItselfCountsMore() throws Exception {
        exchange.getMessage().setHeader(Stomp2Constants.OVERRIDE_DESTINATION, "queue/mine");
        Processor before = aware.createPreProcessor(exchange, entry("stomp2:queue/other"));
        assertThat(before).isNull();
    }

    @Test
    void afterwardsTheHeaderIsGone() throws Exception {
        DynamicAwareEntry entry = entry("stomp2:queue/a");
        aware.createPreProcessor(exchange, entry).process(exchange);
        aware.createPostProcessor(exchange, entry).process(exchange);
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
    }
}
