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
package io.github.camelstomp2.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class Stomp2DevConsoleTest extends RouteTestSupport {
    private DevConsole console() {
        DevConsoleRegistry registry = context.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        return registry.resolveById("stomp2");
    }

    @Test
    void itShowsConsumersAndWhatIsSentToWithoutOptions() throws Exception {
        context.setDevConsole(true);
        start(on -> {
            on.from(stomp("queue/orders", "username=anna", "password=s3cr3t", "prefetch=7"))
                    .routeId("in")
                    .to("mock:end");
            on.from("direct:out").to(stomp("queue/out", "username=anna", "password=s3cr3t"));
        });
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker, "ActiveMQ/6.1.7");
        sides.consumer().deliver("a-1", "x");
        sides.consumer().expectAck("a-1");
        await().untilAsserted(() -> assertThat((String) console().call(DevConsole.MediaType.TEXT))
                .contains("Consumer /queue/orders:", "acknowledged: 1", "subscription: FLOWING", "prefetch: 7")
                .contains("Sends to /queue/out:", "confirmed: 0", "connection: CONNECTED", "server: ActiveMQ/6.1.7")
                .doesNotContain("anna", "s3cr3t"));
        JsonObject json = (JsonObject) console().call(DevConsole.MediaType.JSON);
        assertThat(json.toJson())
                .contains("\"routeId\":\"in\"", "\"received\":1")
                .doesNotContain("anna", "s3cr3t");
    }
}
