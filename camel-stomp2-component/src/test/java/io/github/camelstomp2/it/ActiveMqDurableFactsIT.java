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

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ActiveMqDurableFactsIT extends DurableFactsSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    @Override
    String[] durableHeaders() {
        return new String[] {"activemq.subscriptionName", name};
    }

    @Override
    List<ServerFrame> removal(String id) {
        return List.of(unsubscribe(id), unsubscribe(id, "activemq.subscriptionName", name));
    }

    @Test
    void itIsNotRemovedWhileItsConsumerIsThere() {
        try (RawStompClient client = connect("1.2")) {
            client.ask(durable("s"));
            assertError(client.ask(unsubscribe("s", "activemq.subscriptionName", name)), "Durable consumer is in use");
            assertThat(BROKER.broker().durableSubscriptionCount(topic)).isOne();
        }
    }

    /** Version 1.0 sessions look for it under the subscription's name instead of the client's. */
    @Test
    void inVersion10ItIsOnlyRemovedWhenTheClientHasItsName() {
        try (RawStompClient client = connect("1.0")) {
            client.ask(durable("s"));
            client.ask(unsubscribe("s"));
            assertError(
                    client.ask(unsubscribe("s", "activemq.subscriptionName", name)),
                    "No durable subscription exists for clientID: " + name);
        }
        clientId = name;
        try (RawStompClient client = connect("1.0")) {
            client.ask(durable("s"));
            assertThat(removal("s"))
                    .allMatch(frame -> client.ask(frame).command().equals("RECEIPT"));
        }
    }

    /** The broker makes up a client id for each connection: nobody comes back for what it keeps. */
    @Test
    void withoutAClientIdEachConnectionLeavesASubscriptionBehind() {
        for (int i = 1; i <= 2; i++) {
            try (RawStompClient client = RawStompClient.connect(BROKER.broker())) {
                assertThat(client.ask(durable("s")).command()).isEqualTo("RECEIPT");
                assertThat(BROKER.broker().durableSubscriptionCount(topic)).isEqualTo(i);
            }
        }
    }

    @Test
    void aSecondConnectionWithTheSameClientIdIsRefused() {
        try (RawStompClient first = connect("1.2")) {
            first.ask(durable("s"));
            assertError(
                    RawStompClient.answerTo(BROKER.broker(), Map.of("client-id", clientId)), "already connected from");
        }
    }

    @Test
    void aQueueCannotHaveOne() {
        try (RawStompClient client = connect("1.2")) {
            assertError(
                    client.ask(subscribe("s", "/queue/" + topic, durableHeaders())),
                    "cannot durably subscribe to a Queue destination");
        }
    }

    @Test
    void anotherSelectorReplacesItAndDropsWhatItKept() {
        try (RawStompClient client = connect("1.2")) {
            client.ask(durable("s").header("selector", "region = 'EU'"));
            client.ask(unsubscribe("s"));
            sendToTopic("old", "region", "EU");
            client.ask(durable("s").header("selector", "region = 'US'"));
            sendToTopic("new", "region", "US");
            assertThat(receiveBodies(client, 1)).containsExactly("new");
        }
    }
}
