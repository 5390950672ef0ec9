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

import io.github.camelstomp2.matrix.OverWebSocket;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.FaultProxy;
import io.github.camelstomp2.testbed.TestExtent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * RabbitMQ ends a WebSocket on which a client has promised heart-beats, as soon as it has to slow that client down
 * (docs/websocket.md, "RabbitMQ"). So none are promised there.
 */
@OverWebSocket
class RabbitMqWebSocketSendsIT {
    private static final int THREADS = 16;
    private static final int SENDS_PER_THREAD = TestExtent.of(1_000);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final BrokerExtension BROKER =
            BrokerExtension.shared(BrokerKind.RABBITMQ).overWebSocket();

    @Test
    void theSendsOfManyThreadsAreConfirmedOnOneConnectionAndOnTheBrokerOnce() {
        String queue = BROKER.uniqueName("burst");
        String uri = "stomp2:queue/" + queue;
        try (FaultProxy proxy = FaultProxy.to(BROKER.host(), BROKER.openPort());
                StompRoutes routes = new StompRoutes(BROKER, BROKER.uriAt(proxy.host(), proxy.port()), "1.2,1.1,1.0");
                Sends sends = new Sends(routes.context())) {
            sends.send(uri, "to be connected").ends(PATIENCE);
            int connections = proxy.accepted();
            List<CompletableFuture<Void>> threads = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                threads.add(CompletableFuture.runAsync(
                        () -> IntStream.range(0, SENDS_PER_THREAD).forEach(i -> sends.send(uri, number + "-" + i)),
                        task -> new Thread(task).start()));
            }
            threads.forEach(CompletableFuture::join);

            sends.awaitConfirmations(PATIENCE);

            assertThat(OnTheBroker.takeBodies(BROKER.broker(), queue))
                    .hasSize(1 + THREADS * SENDS_PER_THREAD)
                    .doesNotHaveDuplicates();
            assertThat(proxy.accepted()).isEqualTo(connections);
        }
    }
}
