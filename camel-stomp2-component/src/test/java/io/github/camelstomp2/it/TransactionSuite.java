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
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.testbed.Direction;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@code transacted=true} keeps together on a real broker, and what of it is there after failures. */
abstract class TransactionSuite extends TransactionSuiteBase {
    private static final int THREADS = 8;
    private static final int TRANSACTIONS = 200;

    /** Whether the receipt of a SEND in a transaction comes before its COMMIT was written. */
    abstract boolean confirmsBeforeCommit();

    /** A destination to which nobody may send. */
    abstract String refusedDestination();

    /** What the broker says about that. */
    abstract String refusal();

    /** Whether the sends beside a refused one of the same transaction take effect. */
    boolean keepsTheOthers() {
        return false;
    }

    private String parcels() {
        return transacted("queue/" + queue + "-parcels");
    }

    // ---- of one exchange

    @Test
    @Shows(Feature.TRANSACTED_SENDS)
    void theSendsOfAnExchangeArriveWhenItsRouteHasEndedAndNoneBefore() throws Exception {
        add(on -> on.from("direct:orders").to(invoices()).to(parcels()).process(this::hold));

        CompletableFuture<Object> end = routes.template().asyncSendBody("direct:orders", "order");
        held.await();
        assertThat(count("-invoices") + count("-parcels")).isZero();
        release.countDown();
        end.get();

        assertArrived("-invoices", "order");
        assertArrived("-parcels", "order");
    }

    @Test
    @Shows(Feature.TRANSACTED_SENDS)
    void nothingOfAnExchangeThatFailsIsSent() throws Exception {
        add(on -> {
            on.from("direct:failing").to(invoices()).to(parcels()).process(TransactionSuite::fail);
            on.from("direct:orders").to(invoices()).to(parcels());
        });

        assertThat(send("direct:failing", "failed")).hasMessage("no stock");

        // What came later is there: what came before it would be, too.
        assertThat(send("direct:orders", "order")).isNull();
        assertArrived("-invoices", "order");
        assertArrived("-parcels", "order");
    }

    @Test
    void manyTransactionsAtATimeAllTakeEffect() throws Exception {
        addLoop(3);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Throwable>> ends = IntStream.range(0, TRANSACTIONS)
                .mapToObj(i -> threads.submit(() -> send("direct:loop", "order " + i)))
                .toList();

        for (Future<Throwable> end : ends) {
            assertThat(end.get()).isNull();
        }
        threads.shutdown();
        assertAllArrived("-invoices", 3 * TRANSACTIONS);
    }

    @Test
    void aTransactionOfElevenHundredSendsTakesEffect() throws Exception {
        addLoop(1_100);

        assertThat(send("direct:loop", "order")).isNull();

        assertAllArrived("-invoices", 1_100);
    }

    @Test
    @Shows(Feature.TRANSACTED_SENDS)
    void anExchangeFailsWithTheBrokersWordsAboutARefusedSend(Shown shown) throws Exception {
        add(on -> on.from("direct:orders")
                .to(invoices())
                .to(transacted(refusedDestination()))
                .to(parcels()));

        long begun = System.nanoTime();
        Throwable failure = send("direct:orders", "order");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_ONCE);
        // Where something of it may be there, the broker's words are the reason why it is unknown.
        assertThat(failure)
                .isInstanceOf(keepsTheOthers() ? StompUnconfirmedException.class : StompBrokerException.class)
                .hasMessageContaining(refusal());
        // What came later is there: what came before it would be, too.
        add(on -> on.from("direct:later").to(invoices()).to(parcels()));
        // Artemis closes after its ERROR: a transaction that meets with that fails, without effect, and may be tried
        // again.
        await().until(() -> send("direct:later", "next") == null);
        String[] expected = keepsTheOthers() ? new String[] {"order", "next"} : new String[] {"next"};
        assertArrived("-invoices", expected);
        assertArrived("-parcels", expected);
        if (keepsTheOthers()) {
            shown.works("they wait for COMMIT and then run one by one: those beside a refused one take effect");
        }
    }

    // ---- with what was consumed

    private void addOrderRoute() throws Exception {
        add(on -> on.from("stomp2:queue/{{orders}}?transacted=true")
                .process(this::process)
                .to("stomp2:queue/{{orders}}-invoices?transacted=true")
                .to("stomp2:queue/{{orders}}-parcels?transacted=true"));
    }

    @Test
    @Shows(Feature.TRANSACTED_ACKS)
    void aConsumedMessageIsGoneAndWhatItsRouteSentIsThere() throws Exception {
        addOrderRoute();
        order("order");

        awaitAllDone();

        assertArrived("-invoices", "order");
        assertArrived("-parcels", "order");
        assertThat(processed).hasValue(1);
    }

    @Test
    void ofAMessageWhoseRouteFailsTheDeadLetterIsAllThereIs() throws Exception {
        add(on -> on.from(in()).to(invoices()).to(parcels()).process(TransactionSuite::fail));
        order("order");

        awaitAllDone();

        awaitDeadLetters(1);
        assertThat(count("-invoices") + count("-parcels")).isZero();
    }

    @Test
    void aMessageIsProcessedAgainWhenTheConnectionIsLostBeforeCommit() throws Exception {
        addOrderRoute();
        WrittenFrames written = WrittenFrames.before(proxy, "COMMIT", proxy::resetAll);
        order("order");

        awaitAllDone();

        assertThat(written.eventHappened()).isTrue();
        assertThat(processed).hasValue(2);
        assertArrived("-invoices", "order");
        assertArrived("-parcels", "order");
    }

    @Test
    void nothingIsLostWithTheReceiptOfCommit() throws Exception {
        addOrderRoute();
        WrittenFrames written = WrittenFrames.before(proxy, "COMMIT", () -> proxy.hold(Direction.TO_CLIENT));
        order("order");
        await().atMost(PATIENCE)
                .until(() -> written.eventHappened() && count("-invoices") == 1 && count("-parcels") == 1);
        await().atMost(PATIENCE).until(() -> count("") == (acknowledgesWithCommit() ? 0 : 1));

        proxy.resetAll();
        proxy.pass(Direction.TO_CLIENT);
        order("next");
        // Each processing sends to both: what is acknowledged with COMMIT is processed once, anything else again.
        awaitOfTheRoute(() -> count("-parcels") == (acknowledgesWithCommit() ? 2 : 3));
        awaitAllDone();

        String[] expected =
                acknowledgesWithCommit() ? new String[] {"order", "next"} : new String[] {"order", "order", "next"};
        assertArrived("-invoices", expected);
        assertArrived("-parcels", expected);
        assertThat(processed).hasValue(expected.length);
    }

    @Test
    void aConsumedMessageOfWhoseSendsOneIsRefusedIsADeadLetter() throws Exception {
        add(on -> on.from(in()).process(this::process).to(invoices()).to(transacted(refusedDestination())));
        order("order");

        awaitAllDone();

        awaitDeadLetters(1);
        await().atMost(PATIENCE).until(() -> count("-invoices") == (keepsTheOthers() ? 1 : 0));
        assertThat(processed).hasValue(1);
    }

    // ---- the broker, without the component

    @Test
    void theReceiptOfASendInATransactionComesWhenItIsTakenOrWhenItIsCommitted() {
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            client.write(ServerFrame.of("BEGIN").header("transaction", "t").bytes("1.2"));
            client.write(ServerFrame.of("SEND")
                    .header("destination", "/queue/" + queue)
                    .headers(Map.of("destination-type", "ANYCAST", "persistent", "true"))
                    .header("transaction", "t")
                    .header("receipt", "sent")
                    .body("order")
                    .bytes("1.2"));
            if (confirmsBeforeCommit()) {
                assertThat(client.receive().header("receipt-id")).isEqualTo("sent");
            } else {
                client.expectNothing(Duration.ofMillis(500));
            }
            assertThat(count("")).isZero();
            client.write(ServerFrame.of("COMMIT")
                    .header("transaction", "t")
                    .header("receipt", "committed")
                    .bytes("1.2"));
            await().atMost(PATIENCE).until(() -> count("") == 1);
        }
    }
}
