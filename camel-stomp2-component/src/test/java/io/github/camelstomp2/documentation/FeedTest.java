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
package io.github.camelstomp2.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The route of docs/feeds.md. */
@Timeout(60)
class FeedTest extends RouteTestSupport {

    @Test
    void aFeedIsConsumedWithADurableSubscriptionAndEachEventIsProcessedOnce() throws Exception {
        Stomp2Component component = context.getComponent("stomp2", Stomp2Component.class);
        component.getConfiguration().setBrokerURL("tcp://" + broker.host() + ":" + broker.port());
        Properties names = new Properties();
        names.setProperty("feed", "trains");
        names.setProperty("client", "me@example.org");
        context.getPropertiesComponent().setInitialProperties(names);
        MockEndpoint events = context.getEndpoint("mock:events", MockEndpoint.class);
        events.expectedBodiesReceived("late", "cancelled");
        start(on -> {
            on.from("stomp2:topic/{{feed}}?durable=true&clientId={{client}}&broker=activemq&prefetch=1000")
                    .routeId("feed")
                    .idempotentConsumer(
                            on.header("event-id"), MemoryIdempotentRepository.memoryIdempotentRepository(10_000))
                    .to("direct:event");
            on.from("direct:event").to("mock:events");
        });

        BrokerSide side = BrokerSide.subscribed(broker);
        assertThat(side.connect.header("client-id")).isEqualTo("me@example.org");
        assertThat(side.subscribe().header("activemq.subscriptionName")).isEqualTo("topic.trains");
        side.deliver("a-1", Map.of("event-id", "1"), "late");
        side.expectAck("a-1");
        side.deliver("a-2", Map.of("event-id", "1"), "late");
        side.expectAck("a-2");
        side.deliver("a-3", Map.of("event-id", "2"), "cancelled");
        side.expectAck("a-3");
        events.assertIsSatisfied();
    }
}
