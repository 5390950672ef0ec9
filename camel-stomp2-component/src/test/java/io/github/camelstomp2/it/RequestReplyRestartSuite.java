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

import io.github.camelstomp2.protocol.StompReplyLostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** The broker is restarted while requests wait for their replies. */
abstract class RequestReplyRestartSuite extends RequestReplySuiteBase {
    private static final int WAITING = 50;

    /** Whether requests that were delivered still get their replies after the broker was restarted. */
    abstract boolean repliesOutliveTheConnection();

    @Test
    void requestsThatWaitWhenTheBrokerIsRestartedEachEndOnceAndLaterOnesWork() throws Exception {
        List<CompletableFuture<Exchange>> asked = askWithoutAnybodyThere(endpoint("requestTimeout=60s"));

        broker().broker().storeDefinitions();
        broker().broker().stop();
        broker().broker().start();
        if (!repliesOutliveTheConnection()) {
            // At once, and not only when their time is up, or when somebody answers.
            assertAllEnded(asked);
        }
        // Anything in between would be answered to nobody: a queue that exists while nobody is subscribed keeps it.
        assertThat(routes.template().requestBody(echo(), "later", String.class)).isEqualTo("re later");
        addAnswering();

        assertAllEnded(asked);
        awaitAllDone();
    }

    private void assertAllEnded(List<CompletableFuture<Exchange>> asked) throws Exception {
        for (int i = 0; i < asked.size(); i++) {
            Exchange exchange = end(asked.get(i));
            if (repliesOutliveTheConnection()) {
                assertThat(exchange.getException()).isNull();
                assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("re " + i);
            } else {
                assertThat(exchange.getException()).isInstanceOf(StompReplyLostException.class);
            }
        }
    }

    /** Another queue with a route that answers. */
    private String echo() throws Exception {
        String echo = "stomp2:queue/" + queue + "-echo";
        add(on -> on.from(echo).setBody(on.simple("re ${body}")));
        return echo + "?requestTimeout=60s";
    }

    @Test
    void requestsWithANamedQueueForRepliesAreAnsweredAfterTheBrokerWasRestarted() throws Exception {
        List<CompletableFuture<Exchange>> asked =
                askWithoutAnybodyThere(endpoint("requestTimeout=2m", "replyTo=queue/" + queue + "-answers"));

        broker().broker().storeDefinitions();
        broker().broker().stop();
        broker().broker().start();
        addAnswering();

        for (int i = 0; i < WAITING; i++) {
            assertThat(end(asked.get(i)).getMessage().getBody(String.class)).isEqualTo("re " + i);
        }
    }

    /** Requests that the broker has, and that nobody answers. */
    private List<CompletableFuture<Exchange>> askWithoutAnybodyThere(String asking) {
        List<CompletableFuture<Exchange>> asked = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            asked.add(ask(asking, Integer.toString(i)));
        }
        // Brokers count a message a moment before they confirm it.
        await().during(Duration.ofMillis(500))
                .atMost(PATIENCE)
                .until(() -> broker().broker().messageCount(queue) == WAITING);
        assertThat(asked).noneMatch(CompletableFuture::isDone);
        return asked;
    }
}
