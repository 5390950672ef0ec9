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
import io.github.camelstomp2.testbed.TestBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

        assertThat(output()).contains("0 messages moved", "not confirmed by the target; they stay");
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

    @Override
    BrokerExtension broker() {
        return BROKER;
    }
}
