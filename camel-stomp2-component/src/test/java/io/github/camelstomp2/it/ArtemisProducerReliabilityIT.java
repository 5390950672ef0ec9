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

import io.github.camelstomp2.it.UnwantedMessage.Answer;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.Direction;
import io.github.camelstomp2.testbed.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ArtemisProducerReliabilityIT extends ProducerReliabilitySuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.dedicated(BrokerKind.ARTEMIS);

    @RegisterExtension
    static final BrokerExtension STANDBY = BrokerExtension.dedicated(BrokerKind.ARTEMIS);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    @Override
    BrokerExtension standby() {
        return STANDBY;
    }

    @Override
    List<UnwantedMessage> refused() {
        return List.of(
                UnwantedMessage.destination(
                        "/queue/" + TestBroker.READ_ONLY_QUEUES + "orders",
                        Answer.ERROR_WITH_RECEIPT_ID_THEN_CLOSED,
                        "Error sending message"),
                UnwantedMessage.headers(
                        "/queue/" + queue,
                        Map.of("expires", "soon"),
                        Answer.ERROR_WITH_RECEIPT_ID_THEN_CLOSED,
                        "Error handling send"));
    }

    @Override
    List<UnwantedMessage> fatal() {
        // Its ERROR repeats the header: more than anybody may send to us, so its words are not read.
        return List.of(UnwantedMessage.headers(
                "/queue/" + queue, fiveHeaders("v".repeat(60_000)), Answer.ERROR_WITH_RECEIPT_ID_THEN_CLOSED, ""));
    }

    /** Each of them short enough to be sent, all together too long for this broker. */
    private static Map<String, String> fiveHeaders(String value) {
        return Map.of("long-1", value, "long-2", value, "long-3", value, "long-4", value, "long-5", value);
    }

    /** To what comes between its ERROR and the end of the connection Artemis answers with ERRORs of their own. */
    @Test
    void sendsThatComeBetweenARefusalAndTheEndOfItsConnectionAreSentAgain() {
        for (int round = 0; round < 5; round++) {
            sends.send(uri(), "to be connected").ends(PATIENCE);
            proxy.trickle(Direction.TO_BROKER, 150, Duration.ofMillis(1));
            sends.forget(refused().get(0).sendWith(sends));
            IntStream.range(0, 20).forEach(i -> sends.send(uri(), "order " + i));
            sends.awaitEnds(PATIENCE);
            proxy.pass(Direction.TO_BROKER);
        }

        sends.awaitConfirmations(PATIENCE);
    }
}
