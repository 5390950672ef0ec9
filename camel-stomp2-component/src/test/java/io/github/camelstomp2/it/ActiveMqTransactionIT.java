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
import io.github.camelstomp2.testbed.TestBroker;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ActiveMqTransactionIT extends TransactionSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    @Override
    boolean acknowledgesWithCommit() {
        return true;
    }

    @Override
    boolean confirmsBeforeCommit() {
        return true;
    }

    @Override
    String refusedDestination() {
        return "queue/" + TestBroker.READ_ONLY_QUEUES + "orders";
    }

    @Override
    String refusal() {
        return "not authorized to write";
    }

    // ---- what ends the connection each time

    @Test
    void ofAMessageWithAHeaderOverTheLimitThereIsADeadLetterAndTheOthersArrive() throws Exception {
        add(on -> on.from(in())
                .process(this::process)
                .filter(on.body().startsWith("bad"))
                .setHeader("long", on.constant("v".repeat(12_000)))
                .end()
                .to(invoices()));

        assertOneDeadLetterAndThreeInvoices();
    }

    @Test
    void ofAMessageAtWhichTheBrokerClosesWithoutAWordThereIsADeadLetterAndTheOthersArrive() throws Exception {
        add(on -> on.from(in())
                .process(this::process)
                .choice()
                .when(on.body().startsWith("bad"))
                .to(invoices() + "&sendHeader.expires=soon")
                .otherwise()
                .to(invoices()));

        assertOneDeadLetterAndThreeInvoices();
    }

    @Test
    void ofAMessageWithABodyOverTheLimitThereIsADeadLetterAndTheOthersArrive() throws Exception {
        add(on -> on.from(in())
                .process(this::process)
                .filter(on.body().startsWith("bad"))
                .setBody(on.constant(new byte[TestBroker.MAX_BODY_BYTES + 1]))
                .end()
                .to(invoices()));

        assertOneDeadLetterAndThreeInvoices();
    }

    private void assertOneDeadLetterAndThreeInvoices() {
        OnTheBroker.put(BROKER.broker(), queue, "bad", "good 1", "good 2", "good 3");

        awaitAllDone();

        assertArrived("-invoices", "good 1", "good 2", "good 3");
        awaitDeadLetters(1);
        // Each loss delivers all of them again: in company, alone, alone once more, and at the last time not written.
        assertThat(processed).hasValueBetween(5, 20);
    }

    @Test
    void ofManyBadOnesAmongManyMoreEachIsADeadLetterAndAllOthersArrive() throws Exception {
        add(on -> on.from(in() + "&concurrentConsumers=8")
                .filter(on.body().startsWith("bad"))
                .setHeader("long", on.constant("v".repeat(12_000)))
                .end()
                .to(invoices()));
        OnTheBroker.put(
                BROKER.broker(),
                queue,
                IntStream.range(0, 100)
                        .mapToObj(i -> (i % 10 == 3 ? "bad " : "good ") + i)
                        .toArray(String[]::new));

        await().atMost(Duration.ofMinutes(1)).until(() -> count("") == 0);

        assertAllArrived("-invoices", 90);
        awaitDeadLetters(10);
    }
}
