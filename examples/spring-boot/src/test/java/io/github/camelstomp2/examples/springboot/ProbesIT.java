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
package io.github.camelstomp2.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Kubernetes is told by the application while its broker is killed and comes back. */
class ProbesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.dedicated(BrokerKind.ACTIVEMQ);

    @Test
    void itIsReadyWhileMessagesFlowAndAliveThroughout() throws Exception {
        try (RunningOrders orders = new RunningOrders(BROKER)) {
            await().atMost(PATIENCE)
                    .until(() -> orders.get("/actuator/health/readiness").statusCode() == 200);

            BROKER.broker().kill();
            await().atMost(PATIENCE)
                    .until(() -> orders.get("/actuator/health/readiness").statusCode() == 503);
            assertThat(orders.get("/actuator/health/readiness").body())
                    .contains("consumer:accept", "\"reason\":", BROKER.uri().toString())
                    .doesNotContain("password", "passcode");
            assertThat(orders.get("/actuator/health/liveness").statusCode()).isEqualTo(200);

            BROKER.broker().start();
            await().atMost(PATIENCE)
                    .until(() -> orders.get("/actuator/health/readiness").statusCode() == 200);
            assertThat(orders.get("/actuator/metrics/camel.stomp2.messages.received?tag=routeId:accept")
                            .body())
                    .contains("\"value\":4.0");
        }
    }
}
