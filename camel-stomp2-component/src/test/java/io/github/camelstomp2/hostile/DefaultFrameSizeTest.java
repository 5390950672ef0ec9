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
package io.github.camelstomp2.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.WireFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The default maxFrameSize is as large as the heap here. */
@Timeout(180)
@Holds(Rule.LIMIT_MEMORY)
class DefaultFrameSizeTest {
    private static final int HEAP = 64 * 1024 * 1024;

    @Test
    void aBodyAsLargeAsTheHeapThatNeverComesTakesNoRoom() {
        try (ScriptedBroker broker = ScriptedBroker.start();
                ForkedClient client = new ForkedClient(
                        "stomp2:queue/in?brokerURL=tcp://127.0.0.1:" + broker.port() + "&reconnectDelay=20")) {
            try (ScriptedConnection connection = broker.accept(ForkedClient.COMES_WITHIN)) {
                connection.handshake("1.2");
                WireFrame subscribe = connection.expectSubscribe();
                connection.receiptFor(subscribe);
                connection.send("MESSAGE\ncontent-length:" + HEAP + "\n\nxxx");
            }
            client.expect(0, "the connection ended in the middle of a frame");
            broker.accept().expectFrame("CONNECT");
            assertThat(client.isAlive()).isTrue();
        }
    }
}
