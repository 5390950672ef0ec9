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
package io.github.camelstomp2.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** What Camel's MDC logging has for log lines of routes, on the threads of this component. */
@Timeout(60)
class LoggingContextTest extends RouteTestSupport {
    private final Map<String, Map<String, String>> seen = new ConcurrentHashMap<>();

    private final AtomicReference<String> brokersId = new AtomicReference<>();

    private void see(String step) {
        Map<String, String> now = MDC.getCopyOfContextMap();
        seen.put(step, now == null ? new HashMap<>() : now);
    }

    @Test
    void aLineOfARouteHasTheIdsOfItsRouteAndOfTheMessageAlsoBehindAConfirmedSend() throws Exception {
        context.setUseMDCLogging(true);
        String out = stomp("queue/out");
        start(on -> on.from(stomp("queue/in"))
                .routeId("in")
                .process(exchange -> {
                    see("before");
                    brokersId.set(exchange.getProperty(Stomp2Constants.MESSAGE_ID, String.class));
                })
                .to(out)
                .process(exchange -> see("behind")));
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        sides.consumer().deliver("a-1", "x");
        sides.producer().connection.receiptFor(sides.producer().connection.expectFrame("SEND"));
        await().until(() -> seen.size() == 2);
        String messageId = seen.get("before").get("camel.messageId");
        assertThat(messageId).as("the broker's message-id").isNotNull().isEqualTo(brokersId.get());
        assertThat(seen.values()).allSatisfy(context -> assertThat(context)
                .containsEntry("camel.routeId", "in")
                .containsEntry("camel.messageId", messageId)
                .containsKey("camel.exchangeId"));
    }

    @Test
    void theNextMessageOfTheSameThreadHasItsOwnIds() throws Exception {
        context.setUseMDCLogging(true);
        start(on -> on.from(stomp("queue/in"))
                .routeId("in")
                .process(exchange -> see(exchange.getMessage().getBody(String.class))));
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "first");
        side.deliver("a-2", "second");
        await().until(() -> seen.size() == 2);
        assertThat(seen.get("first").get("camel.messageId"))
                .isNotEqualTo(seen.get("second").get("camel.messageId"));
    }
}
