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

import static io.github.camelstomp2.it.RawFrames.receive;
import static io.github.camelstomp2.it.RawFrames.receiveBodies;
import static io.github.camelstomp2.it.RawFrames.send;
import static io.github.camelstomp2.it.RawFrames.subscribe;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How RabbitMQ serves streams, asked without the component. */
class RabbitMqStreamFactsIT {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    private static final String[] STREAM = {"x-queue-type", "stream"};

    private final String name = BROKER.uniqueName("stream");
    private final String stream = "/queue/" + name;

    /** Messages 0 to 2. */
    @BeforeEach
    void fill() {
        try (RawStompClient client = connect()) {
            for (int i = 0; i < 3; i++) {
                client.ask(send(stream, Integer.toString(i), STREAM));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"first, 012", "offset=1, 12", "offset=2, 2", "timestamp=0, 012"})
    void aConsumerBeginsWhereItSays(String offset, String bodies) {
        try (RawStompClient client = connect()) {
            client.ask(consume(offset));
            List<WireFrame> messages = receive(client, bodies.length());
            assertThat(messages.stream().map(WireFrame::bodyText)).containsExactly(bodies.split(""));
            assertThat(messages).allMatch(message -> message.bodyText().equals(message.header("x-stream-offset")));
        }
    }

    /** What it does not understand, it takes for next; only a number that is none is refused. */
    @ParameterizedTest
    @ValueSource(strings = {"next", "2", "1h", "offset=3"})
    void aConsumerOfWhatComesNextGetsNothingOfWhatIsThere(String offset) {
        try (RawStompClient client = connect();
                RawStompClient other = connect()) {
            client.ask(consume(offset));
            assertThat(receiveBodies(client, 0)).isEmpty();
            other.ask(send(stream, "3", STREAM));
            assertThat(receiveBodies(client, 1)).containsExactly("3");
        }
    }

    @Test
    void lastIsTheBeginningOfTheLastChunk() {
        try (RawStompClient client = connect()) {
            client.ask(consume("last"));
            assertThat(client.receiveMessage().bodyText()).isIn("0", "1", "2");
        }
    }

    @Test
    void acknowledgingLetsTheNextCome() {
        try (RawStompClient client = connect()) {
            client.ask(subscribe("s", stream, STREAM)
                    .header("x-stream-offset", "first")
                    .header("prefetch-count", "2"));
            client.ack(receive(client, 2).get(0));
            assertThat(receiveBodies(client, 1)).containsExactly("2");
        }
    }

    @Test
    void withoutPrefetchNobodyConsumes() {
        try (RawStompClient client = connect()) {
            assertThat(client.ask(subscribe("s", stream, STREAM)).bodyText())
                    .contains("consumer prefetch count is not set");
        }
    }

    @Test
    void withoutAcknowledgementsNobodyConsumes() {
        try (RawStompClient client = connect()) {
            client.write(ServerFrame.of("SUBSCRIBE")
                    .header("id", "s")
                    .header("destination", stream)
                    .header("ack", "auto")
                    .header("x-queue-type", "stream")
                    .header("prefetch-count", "10")
                    .bytes("1.2"));
            assertThat(client.receive().command()).isEqualTo("ERROR");
            assertThat(client.receive().bodyText()).contains("automatic acknowledgement not supported");
        }
    }

    /** Whoever gives a message back would come to the same message again after each reconnect. */
    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void aNackEndsTheConnectionOrFromFourOnGetsNoAnswer(String requeue) {
        try (RawStompClient client = connect()) {
            client.ask(consume("first"));
            String ack = receive(client, 3).get(0).header("ack");
            client.write(ServerFrame.of("NACK")
                    .header("id", ack)
                    .header("requeue", requeue)
                    .bytes("1.2"));
            if (RabbitMqVersions.isFour(BROKER.broker())) {
                client.expectNothing(RawFrames.QUIET);
                assertThat(client.ask(send(stream, "3", STREAM)).command()).isEqualTo("RECEIPT");
            } else {
                assertThat(client.receive().bodyText()).contains("not supported");
            }
        }
    }

    @Test
    void aStreamThatMustBeThereIsConsumedWithoutItsType() {
        try (RawStompClient client = connect()) {
            client.ask(subscribe("s", "/amq/queue/" + name, "x-stream-offset", "offset=2", "prefetch-count", "10"));
            assertThat(receiveBodies(client, 1)).containsExactly("2");
        }
    }

    @ParameterizedTest
    @CsvSource({"x-dead-letter-exchange, ''", "x-message-ttl, 1000"})
    void aStreamDeadLettersNothing(String argument, String value) {
        try (RawStompClient client = connect()) {
            assertThat(client.ask(send(stream + ".other", "x", STREAM).header(argument, value))
                            .bodyText())
                    .contains("invalid arg '" + argument + "'");
        }
    }

    private ServerFrame consume(String offset) {
        return subscribe("s", stream, STREAM).header("x-stream-offset", offset).header("prefetch-count", "10");
    }

    private static RawStompClient connect() {
        return RawStompClient.connect(BROKER.broker());
    }
}
