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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ArtemisIT extends AbstractBrokerSuite {

    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.dedicated(BrokerKind.ARTEMIS);

    @Override
    BrokerExtension extension() {
        return BROKER;
    }

    @Test
    void aReadOnlyQueueRefusesEverySend() {
        String queue = TestBroker.READ_ONLY_QUEUES + BROKER.uniqueName("orders");
        try (RawStompClient client = RawStompClient.connect(BROKER.broker())) {
            assertThatThrownBy(() -> client.sendToQueue(queue, "x")).hasMessageContaining("ERROR");
        }
        assertThat(BROKER.broker().messageCount(queue)).isZero();
    }
}
