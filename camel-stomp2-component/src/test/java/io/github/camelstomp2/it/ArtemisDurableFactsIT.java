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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ArtemisDurableFactsIT extends DurableFactsSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ARTEMIS);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    @Override
    String[] durableHeaders() {
        return new String[] {"durable-subscription-name", name};
    }

    @Override
    List<ServerFrame> removal(String id) {
        return List.of(unsubscribe(id, "durable-subscription-name", name));
    }

    @Test
    void withoutAClientIdItIsRefused() {
        try (RawStompClient client = RawStompClient.connect(BROKER.broker())) {
            assertError(client.ask(durable("s")), "AMQ339016 Error creating subscription s");
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

    @Test
    void aQueueTakesNoNoticeOfTheName() {
        try (RawStompClient client = connect("1.2")) {
            assertThat(client.ask(subscribe("s", "/queue/" + topic, durableHeaders()))
                            .command())
                    .isEqualTo("RECEIPT");
        }
    }

    @Test
    void anotherSelectorDoesNotReachIt() {
        try (RawStompClient client = connect("1.2")) {
            client.ask(durable("s").header("selector", "region = 'EU'"));
            client.ask(unsubscribe("s"));
            client.ask(durable("s").header("selector", "region = 'US'"));
            sendToTopic("new", "region", "US");
            sendToTopic("old", "region", "EU");
            assertThat(receiveBodies(client, 1)).containsExactly("old");
        }
    }
}
