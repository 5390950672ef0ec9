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
package io.github.camelstomp2.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.TestExtent;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker that delivers at once, while the thread that subscribes is still at it. */
@Timeout(60)
class ImmediateDeliveryTest extends RouteTestSupport {
    private static final int ROUNDS = TestExtent.of(300);

    private AutoResponder responder;

    @Test
    void whateverComesWhileARouteIsResumedIsAcknowledged() throws Exception {
        responder = broker.respondAutomatically("1.2", this::deliverAtOnce);
        start(on -> on.from(stomp("queue/in")).routeId("in").process(exchange -> {}));
        AtomicBoolean ended = new AtomicBoolean();
        Thread busy = crowd(ended);
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                awaitFrames("ACK", round);
                context.getRouteController().suspendRoute("in");
                awaitFrames("UNSUBSCRIBE", round);
                context.getRouteController().resumeRoute("in");
            }
        } finally {
            ended.set(true);
            busy.join();
        }
        responder.verify();
    }

    private void awaitFrames(String command, int count) {
        await().pollInterval(Duration.ofMillis(1))
                .untilAsserted(() -> assertThat(responder.frames(command)).isEqualTo(count));
    }

    /** Takes the processor away from the threads of the test now and then, at any point. */
    private static Thread crowd(AtomicBoolean ended) {
        Thread thread = new Thread(() -> {
            while (!ended.get()) {
                Thread.onSpinWait();
            }
        });
        thread.start();
        return thread;
    }

    private boolean deliverAtOnce(WireFrame frame, AutoResponder.Connection connection) {
        if (frame.command().equals("SUBSCRIBE")) {
            connection.send(ServerFrame.of("MESSAGE")
                    .header("destination", "/queue/in")
                    .header("subscription", frame.header("id"))
                    .header("message-id", frame.header("id"))
                    .header("ack", frame.header("id"))
                    .body("hello"));
        }
        return false;
    }
}
