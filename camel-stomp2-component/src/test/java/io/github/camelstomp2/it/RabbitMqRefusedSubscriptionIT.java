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
package io.github.camelstomp2.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** RabbitMQ ends the connection when it refuses a subscription; what an operator reads of that, and what others notice. */
class RabbitMqRefusedSubscriptionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    private final String queue = BROKER.uniqueName("refused");

    @Test
    void aQueueOfADjangoStompServiceIsALineAndItsEndIsAnother() throws Exception {
        declareAsDjangoStomp();
        try (LogLines log = new LogLines();
                StompRoutes routes = new StompRoutes(BROKER, "1.2,1.1,1.0")) {
            StompRoutes.Received received = routes.consume("stomp2:queue/" + queue);
            await().atMost(PATIENCE)
                    .until(() -> log.containing("refused the subscription").size() >= 3);

            BROKER.broker().deleteQueue(queue);
            await().atMost(PATIENCE)
                    .until(() -> !log.containing(" again, after ").isEmpty());

            assertThat(log.operatorLines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith("INFO stomp2 consumer of /queue/" + queue + ": connected to "),
                            line -> assertThat(line)
                                    .startsWith("WARN stomp2 consumer of /queue/" + queue + ": " + BROKER.uri()
                                            + " refused the subscription to /queue/" + queue + ": ")
                                    .contains(
                                            "PRECONDITION_FAILED", "djangoStomp=true", "subscribing again in 1000 ms"),
                            line -> assertThat(line)
                                    .startsWith("INFO stomp2 consumer of /queue/" + queue + ": subscribed to /queue/"
                                            + queue + " at " + BROKER.uri() + " again, after "));
            routes.template().sendBody("stomp2:queue/" + queue, "x");
            assertThat(received.next().getMessage().getBody()).isEqualTo("x");
        }
    }

    @Test
    void routesThatShareTheConnectionGoOn() throws Exception {
        declareAsDjangoStomp();
        try (StompRoutes routes = new StompRoutes(BROKER, "1.2,1.1,1.0")) {
            String good = queue + "-good";
            routes.consume("stomp2:queue/" + queue + "?sharedConnection=true");
            StompRoutes.Received received = routes.consume("stomp2:queue/" + good + "?sharedConnection=true");
            for (int i = 0; i < 50; i++) {
                routes.template().sendBody("stomp2:queue/" + good, "message " + i);
            }
            await().atMost(PATIENCE).until(() -> received.bodies().size() == 50);
        }
    }

    private void declareAsDjangoStomp() {
        try (RawStompClient service = RawStompClient.connect(BROKER.broker())) {
            assertThat(service.ask(RawFrames.send(
                                    "/queue/" + queue,
                                    "x",
                                    "x-dead-letter-exchange",
                                    "",
                                    "x-dead-letter-routing-key",
                                    "DLQ." + queue))
                            .command())
                    .isEqualTo("RECEIPT");
        }
    }
}
