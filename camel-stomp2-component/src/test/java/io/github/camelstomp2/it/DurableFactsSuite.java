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
import static io.github.camelstomp2.it.RawFrames.send;
import static io.github.camelstomp2.it.RawFrames.subscribe;
import static io.github.camelstomp2.it.RawFrames.unsubscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What brokers make of a durable subscription, asked without the component. */
abstract class DurableFactsSuite {
    String topic;
    String name;
    String clientId;

    abstract BrokerExtension broker();

    /** What makes the SUBSCRIBE of {@link #name} durable. */
    abstract String[] durableHeaders();

    /** What removes the subscription of {@link #name}, whose consumer {@code id} is there. */
    abstract List<ServerFrame> removal(String id);

    @BeforeEach
    void freshNames() {
        topic = broker().uniqueName("prices");
        name = broker().uniqueName("lasting");
        clientId = broker().uniqueName("client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    void itKeepsMessagesWhileItsConsumerIsAwayAlsoFromAnotherId(String version) {
        try (RawStompClient first = connect(version)) {
            first.ask(durable("first"));
        }
        awaitNoConsumer();
        sendToTopic("kept");

        try (RawStompClient second = connect(version)) {
            second.ask(durable("second"));
            assertThat(receiveBodies(second, 1)).containsExactly("kept");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2"})
    void anUnsubscribeThatNamesOnlyTheIdKeepsIt(String version) {
        try (RawStompClient client = connect(version)) {
            client.ask(durable("s"));
            assertThat(client.ask(unsubscribe("s")).command()).isEqualTo("RECEIPT");
            sendToTopic("kept");
            client.ask(durable("s"));
            assertThat(receiveBodies(client, 1)).containsExactly("kept");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.2"})
    void itsRemovalForgetsIt(String version) {
        try (RawStompClient client = connect(version)) {
            client.ask(durable("s"));
            assertThat(broker().broker().durableSubscriptionCount(topic)).isOne();
            assertThat(removal("s"))
                    .allMatch(frame -> client.ask(frame).command().equals("RECEIPT"));
            assertThat(broker().broker().durableSubscriptionCount(topic)).isZero();
        }
    }

    final RawStompClient connect(String version) {
        // a broker may take a moment to see that the connection before this one is gone
        return await().ignoreExceptions()
                .until(
                        () -> RawStompClient.connect(
                                broker().broker(), Map.of("client-id", clientId, "accept-version", version)),
                        client -> true);
    }

    final ServerFrame durable(String id) {
        return subscribe(id, "/topic/" + topic, durableHeaders());
    }

    final void sendToTopic(String body, String... headers) {
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            assertThat(client.ask(send("/topic/" + topic, body, headers)).command())
                    .isEqualTo("RECEIPT");
        }
    }

    private void awaitNoConsumer() {
        connect("1.2").close();
    }

    static void assertError(WireFrame answer, String words) {
        assertThat(answer.command()).isEqualTo("ERROR");
        assertThat(answer.header("message") + " " + answer.bodyText()).contains(words);
    }
}
