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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import java.util.Arrays;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a failed message is when RabbitMQ has no queue for it, which confirms it all the same. */
class RabbitMqDeadLettersIT extends OptionsSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    private void addFailing(String uri) throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).throwException(new IllegalStateException("no stock"));
            }
        });
        await().until(() -> view().consumerCount(name) == 1);
    }

    private long deadLetters() {
        return view().messageCount("DLQ." + name);
    }

    private void isDeadLettered(int count) {
        await().atMost(LATE_VIEW).until(() -> deadLetters() == count && view().messageCount(name) == 0);
    }

    @Test
    void withoutADeadLetterQueueTheOriginalStaysAndTheLogSaysWhatToDo() throws Exception {
        sendToQueue("order");
        try (LogLines log = new LogLines()) {
            addFailing(queue("declare=false"));
            await().until(() -> log.operatorLines().stream()
                    .anyMatch(line -> line.startsWith("ERROR")
                            && line.contains("there is no /queue/DLQ." + name)
                            && line.contains("create it, or set declare=true")));
            assertThat(log.containing("it is in ")).isEmpty();
        }
        assertThat(view().messageCount(name)).isOne();

        OnTheBroker.put(view(), "DLQ." + name, "an older one");
        isDeadLettered(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "deadLetterMode=broker", "djangoStomp=true", "queueType=quorum"})
    void aDeadLetterQueueThatIsDeletedUnderTheConsumerIsThereForTheNextDeadLetter(String options) throws Exception {
        addFailing(queue(options));
        send(queue(options), "{}");
        isDeadLettered(1);

        view().deleteQueue("DLQ." + name);
        send(queue(options), "{}");
        isDeadLettered(1);
    }

    @Test
    void withoutDeclaringADeadLetterQueueThatIsDeletedKeepsTheOriginal() throws Exception {
        sendToQueue("1");
        OnTheBroker.put(view(), "DLQ." + name, "an older one");
        addFailing(queue("declare=false"));
        isDeadLettered(2);

        view().deleteQueue("DLQ." + name);
        try (LogLines log = new LogLines()) {
            sendToQueue("2");
            await().until(() ->
                    !log.containing("there is no /queue/DLQ." + name).isEmpty());
        }
        assertThat(view().messageCount(name)).isOne();
    }

    @Test
    void manyFailuresAtOnceAreAllInTheDeadLetterQueue() throws Exception {
        addFailing(queue("concurrentConsumers=4"));
        String[] orders = new String[200];
        Arrays.setAll(orders, i -> "order " + i);
        sendToQueue(orders);
        isDeadLettered(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "deadLetterMode=broker"})
    void aNameWithASlashHasADeadLetterQueueWithASlash(String options) throws Exception {
        String slash = name + "%2Fb";
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from("stomp2:queue/" + slash + "?" + options).throwException(new IllegalStateException("no stock"));
            }
        });
        await().until(() -> view().consumerCount(name + "/b") == 1);
        send("stomp2:queue/" + slash + "?" + options, "order");
        await().atMost(LATE_VIEW).until(() -> view().messageCount("DLQ." + name + "/b") == 1);
    }
}
