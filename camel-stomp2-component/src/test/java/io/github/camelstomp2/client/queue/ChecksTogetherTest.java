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
package io.github.camelstomp2.client.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.broker.MessageOptions;
import io.github.camelstomp2.broker.QueueOptions;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.client.ClientSettings;
import io.github.camelstomp2.client.SendResult;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.client.options.Identity;
import io.github.camelstomp2.client.options.LoginSource.Login;
import io.github.camelstomp2.client.options.TlsMaterial;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.TestCertificates;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Queues that are looked for at the same time, where each connection needs an answer first: a login, or certificates. */
class ChecksTogetherTest extends WireTest {
    private static final String RABBITMQ = "RabbitMQ/4.0.5";

    /** How often the source was asked: the first time by the connection itself, later by the checks of queues. */
    private final AtomicInteger asked = new AtomicInteger();

    private final CountDownLatch slow = new CountDownLatch(1);

    @AfterEach
    void answer() {
        slow.countDown();
    }

    /** The first answer comes at once, the second one when the test lets it. */
    private String answerNumber() throws InterruptedException {
        int number = asked.incrementAndGet();
        if (number == 2) {
            slow.await();
        }
        return "token-" + number;
    }

    private ClientSettings withLogins() {
        return settings()
                .identity(new Identity(
                        null,
                        null,
                        null,
                        "/",
                        null,
                        broker -> new Login("service", answerNumber(), StompHeaders.EMPTY)));
    }

    private static SendOptions existing(String queue) {
        return new SendOptions(queue, false, 0, new QueueOptions(false, null, null), MessageOptions.PERSISTENT);
    }

    private static List<SendResult> require(StompConnection connection, String... queues) {
        List<SendResult> results = new ArrayList<>();
        for (String queue : queues) {
            SendResult result = new SendResult();
            connection.requireQueue(existing(queue), Duration.ZERO, result);
            results.add(result);
        }
        return results;
    }

    /** Says that the queue of the next check is there. */
    private static void answerNextCheck(ScriptedBroker asking) {
        ScriptedConnection check = asking.accept();
        check.handshake("1.2", "0,0", RABBITMQ);
        WireFrame subscribe = check.expectSubscribe();
        check.send(ServerFrame.of("ERROR")
                .header("message", "precondition_failed")
                .body("PRECONDITION_FAILED - invalid arg 'x-stream-offset' for queue 'any'"));
        check.receiptFor(subscribe);
        check.close();
    }

    private void assertAllAreFound(StompConnection connection, ScriptedBroker asking) throws Exception {
        ScriptedConnection peer = asking.accept();
        peer.handshake("1.2", "0,0", RABBITMQ);
        List<SendResult> results = new ArrayList<>(require(connection, "/queue/a"));
        await().atMost(LONG).until(() -> asked.get() == 2);
        results.addAll(require(connection, "/queue/b", "/queue/c"));
        expectNothing(peer);
        results.forEach(SendResult::assertPending);
        slow.countDown();
        for (int i = 0; i < results.size(); i++) {
            answerNextCheck(asking);
        }
        for (SendResult result : results) {
            result.assertConfirmed();
        }
    }

    @Test
    void checksThatWaitForALoginShareTheNextOne() throws Exception {
        assertAllAreFound(start(withLogins()), broker);
        assertThat(asked).hasValue(3);
    }

    @Test
    void checksThatWaitForCertificatesAreMadeWhenTheseWereRead() throws Exception {
        TestCertificates certificates = TestCertificates.get();
        try (ScriptedBroker tls = ScriptedBroker.startTls(certificates.server(), false)) {
            ClientSettings settings = new ClientSettings("ssl://localhost:" + tls.port()).tls(() -> {
                answerNumber();
                return new TlsMaterial(certificates.sslContext(null), null);
            });
            assertAllAreFound(start(settings), tls);
        }
    }
}
