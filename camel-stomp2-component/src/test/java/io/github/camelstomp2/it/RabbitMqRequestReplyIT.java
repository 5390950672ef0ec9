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

import io.github.camelstomp2.protocol.StompReplyLostException;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RabbitMqRequestReplyIT extends RequestReplySuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    @Override
    String subscribeForReplies(RawStompClient client, String name) {
        return "/temp-queue/" + name;
    }

    @Override
    boolean refusesRepliesToTheGone() {
        return false;
    }

    /** The broker ends the connection for it; a hostile client must not have its request come again for ever. */
    @Test
    void aRequestWhoseReplyCannotGoWhereItWantsItIsAcknowledged() throws Exception {
        add(on -> on.from(endpoint()).setBody(on.simple("re ${body}")));
        try (LogLines log = new LogLines();
                RawStompClient client = RawStompClient.connect(broker().broker())) {
            ask(client, "/exchange/there-is-none/x", "c-1");
            await().atMost(PATIENCE).until(() -> !log.containing(
                            "was not sent: the broker did not take it for /exchange/there-is-none/x: ")
                    .isEmpty());
            await().atMost(PATIENCE).until(() -> broker().broker().messageCount(queue) == 0);
        }
        assertThat(routes.template().requestBody(endpoint(), "a", String.class)).isEqualTo("re a");
    }

    @Test
    void aQueueForRepliesThatSomebodyDeletesIsReplaced() throws Exception {
        try (RawStompClient service = RawStompClient.connect(broker().broker())) {
            service.subscribeToQueue("mine", queue);
            CompletableFuture<Exchange> asked = ask(endpoint(), "a");
            String replyTo = service.receiveMessage().header("reply-to");
            assertThat(replyTo).startsWith("/reply-queue/");
            broker().broker().deleteQueue(replyTo.substring("/reply-queue/".length()));
            assertThat(end(asked).getException()).isInstanceOf(StompReplyLostException.class);

            CompletableFuture<Exchange> next = ask(endpoint(), "b");
            WireFrame request = service.receiveMessage();
            service.send(
                    request.header("reply-to"), Map.of("correlation-id", request.header("correlation-id")), "re b");
            assertThat(end(next).getMessage().getBody(String.class)).isEqualTo("re b");
        }
    }
}
