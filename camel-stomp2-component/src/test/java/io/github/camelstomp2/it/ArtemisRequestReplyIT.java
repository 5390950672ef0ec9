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

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ArtemisRequestReplyIT extends RequestReplySuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ARTEMIS);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    @Override
    String subscribeForReplies(RawStompClient client, String name) {
        return subscribe(client, "/queue/" + name, "ANYCAST");
    }

    private static String subscribe(RawStompClient client, String address, String routing) {
        client.write(ServerFrame.of("SUBSCRIBE")
                .header("id", "replies " + address)
                .header("destination", address)
                .header("subscription-type", routing)
                .header("ack", "auto")
                .header("receipt", "subscribed")
                .bytes("1.2"));
        assertThat(client.receive().header("receipt-id")).isEqualTo("subscribed");
        return address;
    }

    @Override
    boolean refusesRepliesToTheGone() {
        return false;
    }

    /** What a JMS client says of its queues and topics. */
    @Test
    void aClientThatNamesADestinationAsJmsDoesIsAnsweredThere() throws Exception {
        add(on -> on.from(endpoint()).setBody(on.simple("re ${body}")));
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            subscribe(client, queue + "-queue", "ANYCAST");
            subscribe(client, queue + "-topic", "MULTICAST");
            for (String replyTo : List.of(
                    "queue://" + queue + "-queue", "temp-queue://" + queue + "-queue", "topic://" + queue + "-topic")) {
                ask(client, replyTo, replyTo);
                assertAnswer(receive(client), replyTo);
            }
        }
    }
}
