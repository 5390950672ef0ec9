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
package io.github.camelstomp2.kamelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Kamelets on a real broker, in routes of YAML. */
@Timeout(240)
abstract class KameletSuite {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final String orders = broker().uniqueName("orders");
    private final String done = broker().uniqueName("done");
    private final String parked = broker().uniqueName("parked");
    private final DefaultCamelContext context = new DefaultCamelContext();

    abstract BrokerExtension broker();

    @BeforeEach
    void useBroker() {
        Stomp2Component component = context.getComponent("stomp2", Stomp2Component.class);
        component.getConfiguration().setBrokerURL(broker().uri());
        component.getConfiguration().setUsername(broker().broker().login());
        component.getConfiguration().setPassword(broker().broker().passcode());
        context.getShutdownStrategy().setTimeout(5);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void whatTheRouteCannotProcessIsReplayedAsOftenAsSaidAndThenParkedWithTheReason() throws Exception {
        Kamelets.load(
                context,
                """
                - from:
                    uri: kamelet:stomp2-source
                    parameters:
                      destination: queue/%1$s
                    steps:
                      - choice:
                          when:
                            - expression:
                                simple:
                                  expression: ${body} == 'broken'
                              steps:
                                - throwException:
                                    exceptionType: java.lang.IllegalArgumentException
                                    message: no stock
                            - expression:
                                simple:
                                  expression: ${body} == 'at last' && ${header.replay-count} == null
                              steps:
                                - throwException:
                                    exceptionType: java.lang.IllegalArgumentException
                                    message: not yet
                      - to:
                          uri: kamelet:stomp2-sink
                          parameters:
                            destination: queue/%2$s
                - from:
                    uri: kamelet:stomp2-dlq-replay-source
                    parameters:
                      deadLetterQueue: queue/DLQ.%1$s
                      parkingQueue: queue/%3$s
                      maxReplays: 2
                      messagesPerSecond: 1000
                    steps:
                      - to:
                          uri: kamelet:stomp2-sink
                          parameters:
                            destination: queue/nowhere
                """
                        .formatted(orders, done, parked));
        context.start();
        for (String body : new String[] {"good", "broken", "at last"}) {
            context.createProducerTemplate().sendBodyAndHeader("stomp2:queue/" + orders, body, "customer", "joe");
        }

        awaitCount(done, 2);
        awaitCount(parked, 1);
        awaitCount("DLQ." + orders, 0);
        WireFrame letter = take(parked);
        assertThat(letter.bodyText()).isEqualTo("broken");
        assertThat(letter.header("replay-count")).isEqualTo("2");
        assertThat(letter.header("dead-letter-reason")).isEqualTo("no stock");
        assertThat(letter.header("customer")).isEqualTo("joe");
        assertThat(take(done).headerNames()).contains("customer").noneMatch(name -> name.startsWith("dead-letter-"));
    }

    @Test
    void aDeadLetterThatCannotBeReplayedStaysInItsQueue() throws Exception {
        Kamelets.load(
                context,
                """
                - from:
                    uri: kamelet:stomp2-dlq-replay-source
                    parameters:
                      deadLetterQueue: queue/DLQ.%1$s
                      parkingQueue: queue/%2$s
                    steps:
                      - to:
                          uri: mock:tried
                      - throwException:
                          exceptionType: java.lang.IllegalStateException
                          message: not today
                """
                        .formatted(orders, parked));
        context.start();
        context.createProducerTemplate()
                .sendBodyAndHeaders(
                        "stomp2:queue/DLQ." + orders, "letter", Map.of("dead-letter-destination", "/queue/" + orders));

        await().atMost(SOON)
                .until(() -> context.getEndpoint("mock:tried", org.apache.camel.component.mock.MockEndpoint.class)
                                .getReceivedCounter()
                        > 0);
        context.stop();

        awaitCount("DLQ." + orders, 1);
        assertThat(take("DLQ." + orders).headerNames()).contains("dead-letter-destination");
    }

    private void awaitCount(String queue, long messages) {
        await().atMost(SOON).untilAsserted(() -> assertThat(broker().broker().messageCount(queue))
                .as(queue)
                .isEqualTo(messages));
    }

    /** The first message of a queue. */
    private WireFrame take(String queue) {
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            client.subscribeToQueue("s", queue);
            WireFrame message = client.receiveMessage();
            client.ack(message);
            return message;
        }
    }
}
