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
package io.github.camelstomp2.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.HeldConnections;
import io.github.camelstomp2.Stomp2Endpoint;
import io.github.camelstomp2.connection.ProducerConnection;
import io.github.camelstomp2.connection.SendRoom;
import io.github.camelstomp2.it.LogLines;
import io.github.camelstomp2.scripted.BrokerSide;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replies that cannot be made, are refused, or are lost with their connection. */
@Timeout(60)
class RefusedRepliesTest extends ReplyingTestSupport {
    @Test
    void onRabbitMqAReplyForWhichThereIsNoQueueIsNotSentAndTheLogSaysSo() throws Exception {
        startAnswering(RABBITMQ);
        consumer.deliver("a-1", asking("reply-to", "/queue/answers"), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, RABBITMQ);
        try (LogLines log = new LogLines()) {
            BrokerSide.connected(broker, RABBITMQ).answerCheck("NOT_FOUND - no queue 'answers' in vhost '/'");
            consumer.expectAck("a-1");
            await().untilAsserted(() -> assertThat(log.containing("no queue takes it for /queue/answers: "))
                    .hasSize(1));
        }
        expectNoFrame(producers.connection);
    }

    @Test
    void onRabbitMqAReplyWhoseQueueIsAwayForATimeIsNotLost() throws Exception {
        startAnswering(RABBITMQ);
        consumer.deliver("a-1", asking("reply-to", "/queue/answers"), "apples?");
        BrokerSide replies = BrokerSide.connected(broker, RABBITMQ);
        BrokerSide.connected(broker, RABBITMQ)
                .answerCheck("NOT_FOUND - queue 'answers' in vhost '/' process is stopped by supervisor", "not_found");
        assertThat(consumer.expectNack("a-1").header("requeue")).isEqualTo("true");
        expectNoFrame(replies.connection);
    }

    // ---- failures

    @Test
    void aRouteThatFailsAnswersNobody() throws Exception {
        start(on -> on.from(stomp("queue/prices")).throwException(new IllegalStateException("no idea")));
        consumer = BrokerSide.subscribed(broker, ACTIVEMQ);
        consumer.deliver("a-1", asking(), "apples?");
        consumer.connection.receiptFor(consumer.expectTransaction("a-1", "/queue/DLQ.prices"));
        broker.expectNoConnection(A_WHILE);
    }

    static Stream<Object> unsendable() {
        return Stream.of(Map.of("price", 3), List.of(1, 2), new int[] {1, 2});
    }

    @ParameterizedTest
    @MethodSource("unsendable")
    void aResultThatCannotBeSentIsAFailureOfTheRoute(Object result) throws Exception {
        start(on -> on.from(stomp("queue/prices"))
                .process(exchange -> exchange.getMessage().setBody(result)));
        consumer = BrokerSide.subscribed(broker, RABBITMQ);
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide.confirmQueue(broker, RABBITMQ, "/queue/DLQ.prices");
        assertThat(consumer.expectDeadLetter("/queue/DLQ.prices", "a-1").header("dead-letter-reason"))
                .contains("cannot be sent: convert it to String or byte[] before");
    }

    @Test
    void aRequestWhoseReplyIsRefusedIsAcknowledged() throws Exception {
        startAnswering(ACTIVEMQ);
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, ACTIVEMQ);
        producers.refuse(producers.expectSend(ANSWERS));
        consumer.expectAck("a-1");
        expectNoFrame(consumer.connection);
    }

    @Test
    void whoAsksCannotWriteLinesOfTheLog() throws Exception {
        String forged = "/remote-temp-queue/x\nWARN all is lost";
        startAnswering(ACTIVEMQ);
        try (LogLines log = new LogLines()) {
            consumer.deliver("a-1", asking("reply-to", forged), "apples?");
            BrokerSide producers = BrokerSide.connected(broker, ACTIVEMQ);
            producers.refuse(producers.expectSend(forged));
            consumer.expectAck("a-1");
            await().untilAsserted(() -> assertThat(log.operatorLines())
                    .anyMatch(line -> line.contains("was not sent") && line.contains("x\\nWARN all is lost")));
            assertThat(log.operatorLines()).noneMatch(line -> line.contains("\n"));
        }
    }

    @Test
    void aRequestWhoseReplyIsLostComesAgain() throws Exception {
        startAnswering(RABBITMQ, "sendAttempts=1");
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, RABBITMQ);
        producers.expectSend(ANSWERS);
        producers.connection.close();
        assertThat(consumer.expectNack("a-1").header("requeue")).isEqualTo("true");
    }

    @Test
    void aReplyIsSentAgainOnTheNextConnection() throws Exception {
        startAnswering(RABBITMQ);
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, RABBITMQ);
        producers.expectSend(ANSWERS);
        producers.connection.close();
        BrokerSide next = BrokerSide.connected(broker, RABBITMQ);
        next.connection.receiptFor(next.expectSend(ANSWERS));
        consumer.expectAck("a-1");
    }

    @Test
    void repliesThatHaveEndedLeaveTheirRoomToOthers() throws Exception {
        startAnswering(ACTIVEMQ);
        consumer.deliver("a-1", asking(), "apples?");
        BrokerSide producers = BrokerSide.connected(broker, ACTIVEMQ);
        producers.connection.receiptFor(producers.expectSend(ANSWERS));
        consumer.expectAck("a-1");
        consumer.deliver("a-2", asking(), "apples?");
        producers.refuse(producers.expectSend(ANSWERS));
        consumer.expectAck("a-2");

        Stomp2Endpoint endpoint = context.getEndpoint(stomp("queue/prices"), Stomp2Endpoint.class);
        ProducerConnection lease = HeldConnections.ofReplies(endpoint);
        SendRoom room = lease.sends();
        room.leave(room.enter(64 * 1024 * 1024, Duration.ZERO));
        lease.close();
    }
}
