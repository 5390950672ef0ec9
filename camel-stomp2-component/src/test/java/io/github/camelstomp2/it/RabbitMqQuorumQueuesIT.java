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

import static io.github.camelstomp2.it.RawFrames.subscribe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RawStompClient;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes on quorum queues, which from RabbitMQ 4.0 on drop what goes back to them too often. */
class RabbitMqQuorumQueuesIT extends OptionsSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    private static final String[] TYPE = {"x-queue-type", "quorum"};
    private static final String QUORUM = "queueType=quorum";
    private static final int LIMIT = 20;

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    private boolean isLimited() {
        return RabbitMqVersions.isFour(view());
    }

    private boolean countsRefusals() {
        return isLimited() && !RabbitMqVersions.isFrom(view(), 4, 3);
    }

    private void addFailing(String uri) throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).throwException(new IllegalStateException("no stock"));
            }
        });
    }

    /** One message of which so many connections were lost. */
    private void sendWornOut() {
        try (RawStompClient client = RawStompClient.connect(view())) {
            client.ask(RawFrames.send("/queue/" + name, "order", TYPE));
        }
        for (int i = 0; i < LIMIT; i++) {
            try (RawStompClient client = RawStompClient.connect(view())) {
                client.ask(subscribe("s", "/queue/" + name, TYPE));
                client.receiveMessage();
            }
        }
    }

    @Test
    void withoutDeadLettersTheLogSaysWhatBecomesOfAMessageThatGoesBackForTheLastTime() throws Exception {
        sendWornOut();
        try (LogLines log = new LogLines()) {
            addFailing(queue("deadLetterMode=none", QUORUM));
            if (countsRefusals()) {
                await().until(() -> !log.containing("it goes back for the last time: it has gone back 20 times")
                        .isEmpty());
                await().atMost(LATE_VIEW).until(() -> view().messageCount(name) == 0);
                assertThat(log.containing("it will be delivered again")).isEmpty();
            } else {
                await().until(() -> log.containing("it will be delivered again").size() > 1);
                assertThat(log.containing("for the last time")).isEmpty();
            }
        }
    }

    @Test
    void aFailedMessageIsDeadLetteredBeforeItsQueueDropsIt() throws Exception {
        sendWornOut();
        addFailing(queue(QUORUM));
        await().atMost(LATE_VIEW)
                .until(() -> view().messageCount("DLQ." + name) == 1 && view().messageCount(name) == 0);
    }

    /** Giving it back would be the end of it; elsewhere it goes back until its dead letter can be written. */
    @Test
    void aMessageWhoseDeadLetterCannotBeWrittenIsNotDropped() throws Exception {
        sendWornOut();
        try (LogLines log = new LogLines()) {
            addFailing(queue("declare=false", QUORUM));
            await().until(() ->
                    !log.containing("there is no /queue/DLQ." + name).isEmpty());
            assertThat(log.containing("it stays here, unacknowledged")).hasSize(countsRefusals() ? 1 : 0);
        }
        OnTheBroker.put(view(), "DLQ." + name, "an older one");
        await().atMost(LATE_VIEW)
                .until(() -> view().messageCount("DLQ." + name) == 2 && view().messageCount(name) == 0);
    }

    @ParameterizedTest
    @CsvSource({
        "queueType=quorum, 10",
        "queueType=quorum&prefetch=100, 100",
        "queueType=quorum&concurrentConsumers=8, 16",
        "queueType=classic, 100"
    })
    void fewerMessagesAreOnTheirWayWhereTheEndOfAConnectionCounts(String options, int prefetch) throws Exception {
        routes.consume(queue(options));
        await().atMost(LATE_VIEW).until(() -> view().consumerCount(name) == 1);
        assertThat(view().prefetch(name)).isEqualTo(isLimited() ? prefetch : 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&deadLetterMode=none", "&deadLetterMode=broker"})
    void aQueueThatDropsIsWarnedOfOnceUnlessItDeadLetters(String mode) throws Exception {
        try (LogLines log = new LogLines()) {
            routes.consume(queue(QUORUM + mode));
            await().atMost(LATE_VIEW).until(() -> view().consumerCount(name) == 1);
            assertThat(log.operatorLines())
                    .filteredOn(line -> line.startsWith("WARN")
                            && line.contains("to keep every unacknowledged message of a quorum queue"))
                    .hasSize(isLimited() && !mode.endsWith("broker") ? 1 : 0);
        }
    }
}
