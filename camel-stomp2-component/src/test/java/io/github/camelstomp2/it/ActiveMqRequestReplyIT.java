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
import org.junit.jupiter.api.extension.RegisterExtension;

class ActiveMqRequestReplyIT extends RequestReplySuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    @Override
    String subscribeForReplies(RawStompClient client, String name) {
        client.write(ServerFrame.of("SUBSCRIBE")
                .header("id", "replies")
                .header("destination", "/temp-queue/" + name)
                .header("ack", "auto")
                .header("receipt", "subscribed")
                .bytes("1.2"));
        assertThat(client.receive().header("receipt-id")).isEqualTo("subscribed");
        return "/temp-queue/" + name;
    }

    @Override
    boolean refusesRepliesToTheGone() {
        return true;
    }
}
