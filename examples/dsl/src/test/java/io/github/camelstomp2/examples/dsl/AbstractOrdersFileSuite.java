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
package io.github.camelstomp2.examples.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import java.time.Duration;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the order routes do, in whichever language they are written. */
@Timeout(120)
abstract class AbstractOrdersFileSuite {

    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    private static final Duration SOON = Duration.ofSeconds(20);

    private final String orders = BROKER.uniqueName("orders");
    private final String shipping = BROKER.uniqueName("shipping");
    private final Main camel = new Main();
    private final String file;
    private ConsumerTemplate consumer;

    AbstractOrdersFileSuite(String file) {
        this.file = file;
    }

    @BeforeEach
    void runTheFile() {
        camel.addOverrideProperty("routes", file);
        camel.addOverrideProperty("orders.queue", orders);
        camel.addOverrideProperty("shipping.queue", shipping);
        camel.addOverrideProperty("stomp2.brokerURL", BROKER.uri());
        camel.addOverrideProperty("stomp2.username", BROKER.broker().login());
        camel.addOverrideProperty("stomp2.password", BROKER.broker().passcode());
        camel.start();
        consumer = camel.getCamelContext().createConsumerTemplate();
    }

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @Test
    void goodOrdersAreShippedAndTheBrokenOneIsADeadLetterWithItsReason() {
        assertThat(receive(shipping).getMessage().getBody(String.class)).contains("A-1");
        assertThat(receive(shipping).getMessage().getBody(String.class)).contains("A-3");

        Exchange deadLetter = receive("DLQ." + orders);
        assertThat(deadLetter.getMessage().getBody(String.class))
                .isEqualTo("{\"id\": \"A-2\", \"item\": \"eraser\", \"quantity\": 0}");
        assertThat(deadLetter.getMessage().getHeader("dead-letter-reason")).isEqualTo("order A-2 has quantity 0");

        await().atMost(SOON).untilAsserted(() -> assertThat(BROKER.broker().messageCount(orders))
                .isZero());
    }

    private Exchange receive(String queue) {
        Exchange exchange = consumer.receive("stomp2:queue/" + queue, SOON.toMillis());
        assertThat(exchange).as("a message in " + queue).isNotNull();
        consumer.doneUoW(exchange);
        return exchange;
    }
}
