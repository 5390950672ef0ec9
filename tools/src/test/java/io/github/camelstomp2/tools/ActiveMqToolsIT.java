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
package io.github.camelstomp2.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.TestBroker;
import io.github.camelstomp2.testbed.WireFrame;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.MapMessage;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ActiveMqToolsIT extends ToolsSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    @Test
    void whatCannotBeSentStaysWithAllBehindIt() {
        fill(5, Map.of());

        assertThat(run("move", "--from", "queue/" + from, "--to", "queue/" + TestBroker.READ_ONLY_QUEUES + "x"))
                .isEqualTo(Stomp2Tools.STOPPED);

        assertThat(output()).contains("0 messages moved", "messages not confirmed; they stay");
        awaitCount(from, 5);
    }

    @Test
    void whatCannotBeLoadedSaysWhereToGoOn() throws Exception {
        fill(2, Map.of());
        String file = directory.resolve("orders.jsonl").toString();
        run("save", "--from", "queue/" + from, "--file", file);

        assertThat(run("load", "--file", file, "--to", "queue/" + TestBroker.READ_ONLY_QUEUES + "x"))
                .isEqualTo(Stomp2Tools.STOPPED);

        assertThat(output()).contains("0 messages loaded from", "To go on behind those: --skip 0");
        assertThat(Files.readAllLines(Path.of(file))).hasSize(2);
    }

    @Test
    void whatIsInAQueueIsShownAndStaysThere() {
        fill(3, Map.of("customer", "joe"));

        assertThat(run("browse", "--from", "queue/" + from)).as(output()).isEqualTo(Stomp2Tools.DONE);

        assertThat(output())
                .contains("\"text\":\"order 0\"", "\"text\":\"order 2\"", "\"customer\":\"joe\"", "3 messages shown");
        awaitCount(from, 3);
    }

    @Test
    void whatComesToATopicIsShown() throws Exception {
        String topic = BROKER.uniqueName("prices");
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> code = executor.submit(() -> run("tail", "--from", "topic/" + topic, "--max", "1"));
            try (RawStompClient client = RawStompClient.connect(BROKER.broker())) {
                await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(60)).until(() -> {
                    client.send("/topic/" + topic, Map.of("content-type", "text/plain"), "9.99");
                    return code.isDone();
                });
            }
            assertThat(code.get()).isEqualTo(Stomp2Tools.DONE);
        } finally {
            executor.shutdownNow();
        }
        assertThat(output()).contains("\"text\":\"9.99\"", "1 messages shown of topic/" + topic);
    }

    @Test
    void thatTheBrokerShowsNotAllIsSaid() {
        fill(1_200, Map.of());

        assertThat(run("purge", "--from", "queue/" + from, "--dry-run", "--max", "2000"))
                .isEqualTo(Stomp2Tools.DONE);

        assertThat(output()).contains("ActiveMQ Classic shows a few hundred messages at most");
        awaitCount(from, 1_200);
    }

    @Test
    void aDeadLetterOfTheBrokerItselfIsReplayedToItsQueue() {
        fill(1, Map.of());
        try (RawStompClient client = RawStompClient.connect(BROKER.broker())) {
            client.subscribeToQueue("s", from);
            WireFrame message = client.receiveMessage();
            client.write(ServerFrame.of("NACK")
                    .header("id", message.header("ack"))
                    .header("receipt", "n")
                    .bytes("1.2"));
            awaitCount(from, 0);
        }

        assertThat(run(
                        "replay",
                        "--from",
                        "queue/ActiveMQ.DLQ",
                        "--filter",
                        "${header.original-destination} == '/queue/" + from + "'"))
                .isEqualTo(Stomp2Tools.DONE);

        assertThat(output()).contains("1 messages replayed from queue/ActiveMQ.DLQ");
        awaitCount(from, 1);
    }

    @Test
    void tailEndsWhenNobodyReadsWhatItShows() throws Exception {
        String topic = BROKER.uniqueName("prices");
        Process tail = start(
                shell("\"$@\" | head -1", "tail --from topic/" + topic + " --username camel --broker " + BROKER.uri()),
                "shown");
        try (RawStompClient client = RawStompClient.connect(BROKER.broker())) {
            await().pollDelay(Duration.ZERO).atMost(Duration.ofSeconds(60)).until(() -> {
                client.send("/topic/" + topic, Map.of("content-type", "text/plain"), "9.99");
                return !tail.isAlive();
            });
        } finally {
            tail.destroyForcibly();
        }
        assertThat(Files.readString(directory.resolve("shown"))).contains("\"text\":\"9.99\"");
    }

    @Test
    void whatFindsNoRoomOnTheDiskStaysInTheQueue() throws Exception {
        fill(2_000, Map.of());
        Path file = directory.resolve("orders.jsonl");
        String save = "save --from queue/" + from + " --file " + file + " --max 2000 --username camel --broker ";

        // A limit for each file in place of a full disk: 64 KiB in dash, 128 KiB in bash.
        Process tool = start(shell("ulimit -f 128; exec \"$@\"", save + BROKER.uri()), "log");

        assertThat(tool.waitFor()).isEqualTo(Stomp2Tools.STOPPED);
        assertThat(Files.readString(directory.resolve("log")))
                .contains("messages not confirmed; they stay", file + " cannot be written: ");
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).isNotEmpty().allMatch(line -> line.endsWith("}"));
        awaitCount(from, 2_000 - lines.size());
    }

    private static ProcessBuilder shell(String script, String words) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script, "sh", JAVA, "-jar", JAR);
        builder.command().addAll(List.of(words.split(" ")));
        return builder;
    }

    /** ActiveMQ Classic sends it without its body, so that a copy would have none. */
    @Test
    void aMapMessageOfJmsStaysAndIsTakenOnlyByAnOption() throws Exception {
        try (Connection connection = new ActiveMQConnectionFactory(
                        BROKER.broker().jmsUri().orElseThrow())
                .createConnection("camel", "camel")) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MapMessage order = session.createMapMessage();
            order.setString("item", "pencil");
            MessageProducer producer = session.createProducer(session.createQueue(from));
            producer.send(order);
            producer.send(session.createTextMessage("pencil"));
            BytesMessage empty = session.createBytesMessage();
            producer.send(empty);
        }

        assertThat(run("move", "--from", "queue/" + from, "--to", "queue/" + to))
                .isEqualTo(Stomp2Tools.DONE);
        assertThat(output()).contains("2 messages moved", "1 messages left where they are", "map, object and stream");
        awaitCount(from, 1);

        assertThat(run("move", "--from", "queue/" + from, "--to", "queue/" + to, "--empty"))
                .isEqualTo(Stomp2Tools.DONE);
        awaitCount(from, 0);
    }

    /** Here by the number of its headers. */
    @Test
    void aMessageThatIsLongerThanIsReadStaysAndIsCounted() throws Exception {
        try (Connection connection = new ActiveMQConnectionFactory(
                        BROKER.broker().jmsUri().orElseThrow())
                .createConnection("camel", "camel")) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue(from));
            TextMessage many = session.createTextMessage("many");
            for (int i = 0; i < 1_100; i++) {
                many.setStringProperty("h" + i, "v");
            }
            producer.send(many);
            producer.send(session.createTextMessage("few"));
        }

        assertThat(run("move", "--from", "queue/" + from, "--to", "queue/" + to))
                .as(output())
                .isEqualTo(Stomp2Tools.DONE);

        assertThat(output()).contains("1 messages moved", "1 messages are longer than is read here; they stay");
        awaitCount(from, 1);
        assertThat(take(to, 1)).extracting(WireFrame::bodyText).containsExactly("few");
    }

    @Override
    BrokerExtension broker() {
        return BROKER;
    }
}
