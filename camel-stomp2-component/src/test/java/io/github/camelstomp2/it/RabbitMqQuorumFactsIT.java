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

import static io.github.camelstomp2.it.RawFrames.send;
import static io.github.camelstomp2.it.RawFrames.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How often a quorum queue of RabbitMQ takes a message back, asked without the component. */
class RabbitMqQuorumFactsIT {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    private static final String[] QUORUM = {"x-queue-type", "quorum"};
    private static final int LIMIT = 20;

    private final String name = BROKER.uniqueName("quorum");
    private final String queue = "/queue/" + name;

    @BeforeEach
    void fill() {
        try (RawStompClient client = connect()) {
            client.ask(send(queue, "order", QUORUM));
        }
    }

    /** Only from 4.0 to 4.2 what is refused counts. */
    @Test
    void aMessageThatIsGivenBackByNackTwentyOneTimesIsGoneInOneVersionOnly() {
        boolean counts = RabbitMqVersions.isFour(BROKER.broker()) && !RabbitMqVersions.isFrom(BROKER.broker(), 4, 3);
        try (RawStompClient client = connect()) {
            client.ask(subscribe("s", queue, QUORUM));
            for (int i = 0; i <= LIMIT; i++) {
                client.write(ServerFrame.of("NACK")
                        .header("id", client.receiveMessage().header("ack"))
                        .header("requeue", "true")
                        .bytes("1.2"));
            }
            if (counts) {
                isGone();
            } else {
                assertThat(client.receiveMessage().bodyText()).isEqualTo("order");
            }
        }
    }

    @Test
    void aMessageThatTwentyOneConnectionsTookWithThemIsGoneFromFourOn() {
        for (int i = 0; i <= LIMIT; i++) {
            assertThat(countOfNextDelivery()).isEqualTo(i == 0 ? null : Integer.toString(i));
        }
        if (RabbitMqVersions.isFour(BROKER.broker())) {
            isGone();
        } else {
            assertThat(countOfNextDelivery()).isEqualTo(Integer.toString(LIMIT + 1));
        }
    }

    /** Delivers it and ends the connection. */
    private String countOfNextDelivery() {
        try (RawStompClient client = connect()) {
            client.ask(subscribe("s", queue, QUORUM));
            WireFrame message = client.receiveMessage();
            assertThat(message.bodyText()).isEqualTo("order");
            return message.find("x-delivery-count").orElse(null);
        }
    }

    private void isGone() {
        await().atMost(OptionsSuite.LATE_VIEW)
                .until(() -> Objects.equals(0L, BROKER.broker().messageCount(name)));
    }

    private static RawStompClient connect() {
        return RawStompClient.connect(BROKER.broker());
    }
}
