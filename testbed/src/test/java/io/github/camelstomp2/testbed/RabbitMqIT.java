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
package io.github.camelstomp2.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RabbitMqIT extends AbstractBrokerSuite {

    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.dedicated(BrokerKind.RABBITMQ);

    @Override
    BrokerExtension extension() {
        return BROKER;
    }

    @Test
    void theArgumentsOfAQueueAreSeen() {
        String queue = BROKER.uniqueName("arguments");
        assertThat(BROKER.broker().queueArguments(queue)).isEmpty();
        try (RawStompClient client = RawStompClient.connect(BROKER.broker())) {
            client.send(
                    "/queue/" + queue,
                    Map.of(
                            "x-dead-letter-exchange",
                            "",
                            "x-dead-letter-routing-key",
                            "DLQ.x",
                            "x-message-ttl",
                            "60000"),
                    "x");
        }
        Map<String, String> expected = new HashMap<>(
                Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", "DLQ.x", "x-message-ttl", "60000"));
        if (!BROKER.broker().version().startsWith("3.")) {
            expected.put("x-queue-type", "classic"); // by the broker itself
        }
        assertThat(BROKER.broker().queueArguments(queue)).isEqualTo(expected);
    }
}
