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

import io.github.camelstomp2.matrix.Feature;
import io.github.camelstomp2.matrix.Shown;
import io.github.camelstomp2.matrix.Shows;
import io.github.camelstomp2.testbed.TestBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What options of producers do on each broker. */
abstract class SendOptionsSuite extends OptionsSuite {
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    /** What makes the queues of a test have priorities, if that needs more than their name, and how that is said. */
    Map.Entry<String, String> priorities() {
        return Map.entry("", "");
    }

    @Test
    @Shows(Feature.PRIORITY)
    void whatIsUrgentIsDeliveredFirst(Shown shown) throws Exception {
        name = TestBroker.PRIORITY_QUEUES + name;
        String more = priorities().getKey();
        for (String priority : new String[] {"1", "9", "4"}) {
            send(queue("priority=" + priority, more), priority);
        }
        assertThat(bodies(routes.consume(queue(more)), 3)).containsExactly("9", "4", "1");
        shown.works(priorities().getValue());
    }

    @Test
    @Shows(Feature.TIME_TO_LIVE)
    void aMessageWhoseTimeIsUpIsNotDelivered() throws Exception {
        send(queue("timeToLive=300ms"), "too late");
        Instant sent = Instant.now();
        send(queue("timeToLive=1h"), "in time");
        await().until(() -> Instant.now().isAfter(sent.plusMillis(600)));

        assertThat(bodies(routes.consume(queue("")), 1)).containsExactly("in time");
        await().until(() -> view().messageCount(name) == 0);
    }

    @Test
    @Shows(Feature.DELIVERY_DELAY)
    void aDelayedMessageComesWhenItsDelayIsOverAndNotBefore(Shown shown) throws Exception {
        String uri = queue("deliveryDelay=3s");
        whenSent(shown, "deliveryDelay", uri, () -> {
            StompRoutes.Received received = routes.consume(queue(""));
            Instant begin = Instant.now();
            send(uri, "later");
            send(queue(""), "at once");
            assertThat(received.next().getMessage().getBody()).isEqualTo("at once");
            assertThat(received.next().getMessage().getBody()).isEqualTo("later");
            assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(A_WHILE);
            return null;
        });
    }

    /** Its life begins when the delay is over, on each broker. */
    @Test
    void aDelayLongerThanTheTimeToLiveDoesNotLoseTheMessage() throws Exception {
        String uri = queue("deliveryDelay=1s&timeToLive=10s");
        whenSent(Shown.toNobody(), "deliveryDelay", uri, () -> {
            StompRoutes.Received received = routes.consume(queue(""));
            send(queue("deliveryDelay=2s&timeToLive=1500ms"), "later");
            return assertThat(bodies(received, 1)).containsExactly("later");
        });
    }

    @Test
    @Shows(Feature.MESSAGE_GROUP)
    void allMessagesOfAGroupGoToTheSameConsumer(Shown shown) throws Exception {
        try (StompRoutes others = new StompRoutes(broker(), stompVersion())) {
            StompRoutes.Received first = routes.consume(queue(""));
            StompRoutes.Received second = others.consume(queue(""));
            await().until(() -> view().consumerCount(name) == 2);

            String uri = queue("messageGroup=g1&testConnectionOnStartup=true");
            boolean grouped = isHonoured(shown, "messageGroup", () -> {
                send(uri, "1", "2", "3", "4", "5", "6");
                return null;
            });

            await().until(() -> first.size() + second.size() == 6);
            assertThat(first.size() == 6 || second.size() == 6).isEqualTo(grouped);
        }
    }

    @Test
    @Shows(Feature.QUEUES_AND_TOPICS)
    void aQueueKeepsWhatIsSentBeforeItIsConsumedAndSharesItAndATopicDoesNeither() throws Exception {
        send(queue(""), "kept");
        assertThat(bodies(routes.consume(queue("")), 1)).containsExactly("kept");

        String topic = "stomp2:topic/" + name;
        send(topic, "lost");
        StompRoutes.Received one = routes.consume(topic + "?testConnectionOnStartup=true");
        StompRoutes.Received other = routes.consume(topic + "?testConnectionOnStartup=true&prefetch=7");
        await().until(() -> {
            send(topic, "probe");
            return one.size() > 0 && other.size() > 0;
        });
        assertThat(one.bodies()).containsExactly("probe");
        assertThat(other.bodies()).containsExactly("probe");
    }

    @Test
    @Shows(Feature.QUEUES_AND_TOPICS)
    void aBareNameIsAQueue() throws Exception {
        String bare = "stomp2:" + name;
        send(bare, "kept");
        assertThat(bodies(routes.consume(bare), 1)).containsExactly("kept");
    }
}
