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

import static io.github.camelstomp2.it.RawFrames.receiveBodies;
import static io.github.camelstomp2.it.RawFrames.subscribe;
import static io.github.camelstomp2.it.RawFrames.unsubscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RabbitMqDurableFactsIT extends DurableFactsSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    @Override
    String[] durableHeaders() {
        return new String[] {"durable", "true", "auto-delete", "false", "x-queue-name", name};
    }

    /** Before version 4.3 the broker does not remember the queue's name. */
    @Override
    List<ServerFrame> removal(String id) {
        return List.of(unsubscribe(id, "durable", "true", "x-queue-name", name));
    }

    @Test
    void withoutAQueueNameItBelongsToTheId() {
        try (RawStompClient client = connect("1.2")) {
            client.ask(subscribe("s", "/topic/" + topic, "durable", "true", "auto-delete", "false"));
        }
        sendToTopic("kept");
        try (RawStompClient client = connect("1.2")) {
            client.ask(subscribe("other", "/topic/" + topic, "durable", "true", "auto-delete", "false"));
            assertThat(receiveBodies(client, 0)).isEmpty();
            client.ask(subscribe("s", "/topic/" + topic, "durable", "true", "auto-delete", "false"));
            assertThat(receiveBodies(client, 1)).containsExactly("kept");
        }
    }

    @Test
    void withoutAutoDeleteFalseItIsGoneWithItsConnection() {
        try (RawStompClient client = connect("1.2")) {
            client.ask(subscribe("s", "/topic/" + topic, "durable", "true", "x-queue-name", name));
            assertThat(BROKER.broker().consumerCount(name)).isOne();
        }
        await().until(() -> BROKER.broker().consumerCount(name) == 0);
        sendToTopic("lost");
        try (RawStompClient client = connect("1.2")) {
            client.ask(durable("s"));
            assertThat(receiveBodies(client, 0)).isEmpty();
        }
    }

    @Test
    void itIsOnlyRemovedWhileItsConsumerIsThere() {
        try (RawStompClient client = connect("1.2")) {
            client.ask(durable("s"));
            client.ask(unsubscribe("s"));
            assertError(client.ask(removal("s").get(0)), "No subscription found");
            assertThat(BROKER.broker().durableSubscriptionCount(topic)).isOne();
        }
    }

    @Test
    void twoConsumersShareIt() {
        try (RawStompClient first = connect("1.2");
                RawStompClient second = connect("1.2")) {
            first.ask(durable("s"));
            second.ask(durable("s"));
            sendToTopic("one");
            sendToTopic("two");
            assertThat(receiveBodies(first, 1)).containsExactly("one");
            assertThat(receiveBodies(second, 1)).containsExactly("two");
        }
    }
}
