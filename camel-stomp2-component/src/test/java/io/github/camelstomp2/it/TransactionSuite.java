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
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.Direction;
import io.github.camelstomp2.testbed.FaultProxy;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code transacted=true} keeps together on a real broker, and what of it is there after failures. */
abstract class TransactionSuite {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Far less than any {@code confirmTimeout}: what ends within it did not wait for one. */
    static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final int THREADS = 8;
    private static final int TRANSACTIONS = 200;

    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    final AtomicInteger processed = new AtomicInteger();

    String queue;
    FaultProxy proxy;
    StompRoutes routes;

    abstract BrokerExtension broker();

    /** Whether an acknowledgement takes effect together with the sends of its transaction. */
    abstract boolean acknowledgesWithCommit();

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

    @BeforeEach
    void startCamel() {
        queue = broker().uniqueName("orders");
        proxy = FaultProxy.to(broker().host(), broker().port());
        routes = new StompRoutes(broker(), "tcp://" + proxy.host() + ":" + proxy.port(), "1.2,1.1,1.0");
        Properties properties = new Properties();
        properties.setProperty("orders", queue);
        routes.context().getPropertiesComponent().setOverrideProperties(properties);
    }

    @AfterEach
    void stopCamel() {
        release.countDown();
        routes.close();
        proxy.close();
    }

    void add(LambdaRouteBuilder added) throws Exception {
        RouteBuilder.addRoutes(routes.context(), added);
    }

    static String transacted(String destination) {
        return "stomp2:" + destination + "?transacted=true";
    }

    String in() {
        return transacted("queue/" + queue);
    }

    String invoices() {
        return transacted("queue/" + queue + "-invoices");
    }

    private String parcels() {
        return transacted("queue/" + queue + "-parcels");
    }

    long count(String suffix) {
        return broker().broker().messageCount(queue + suffix);
    }

    void assertArrived(String suffix, String... bodies) {
        assertThat(take(suffix, bodies.length)).containsExactlyInAnyOrder(bodies);
    }

    void assertAllArrived(String suffix, int expected) {
        assertThat(take(suffix, expected)).hasSize(expected).doesNotHaveDuplicates();
    }

    /** Artemis counts what is committed a little after it has confirmed that. */
    private List<String> take(String suffix, int expected) {
        await().atMost(PATIENCE).until(() -> count(suffix) >= expected);
        return OnTheBroker.takeBodies(broker().broker(), queue + suffix);
    }

    long deadLetters() {
        return broker().broker().messageCount("DLQ." + queue);
    }

    void order(String body) {
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            client.sendToQueue(queue, body);
        }
    }

    private void hold(Exchange exchange) throws InterruptedException {
        held.countDown();
        release.await();
    }

    static void fail(Exchange exchange) {
        throw new IllegalStateException("no stock");
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

    /** How it failed; {@code null} if it did not. */
    Throwable send(String uri, String body) {
        return routes.template()
                .send(uri, exchange -> exchange.getMessage().setBody(body))
                .getException();
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

    /** So many sends, each with a body of its own, are one transaction. */
    void addLoop(int sends) throws Exception {
        add(on -> on.from("direct:loop")
                .setHeader("order", on.body())
                .loop(sends)
                .setBody(on.simple("${header.order}-${exchangeProperty.CamelLoopIndex}"))
                .to(invoices()));
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

    void process(Exchange exchange) {
        processed.incrementAndGet();
    }

    void awaitAllDone() {
        await().atMost(PATIENCE).until(() -> count("") == 0);
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

        assertThat(deadLetters()).isEqualTo(1);
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
        await().atMost(PATIENCE).until(() -> count("-parcels") == (acknowledgesWithCommit() ? 2 : 3));
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

        assertThat(deadLetters()).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> count("-invoices") == (keepsTheOthers() ? 1 : 0));
        assertThat(processed).hasValue(1);
    }

    // ---- dead letters

    private void addFailingRoute() throws Exception {
        add(on -> on.from("stomp2:queue/" + queue).process(TransactionSuite::fail));
    }

    @Test
    @Shows(Feature.TRANSACTED_ACKS)
    void aDeadLetterAndItsAcknowledgementAreOneTransactionOrComeOneAfterTheOther(Shown shown) throws Exception {
        addFailingRoute();
        await().atMost(PATIENCE).until(() -> broker().broker().consumerCount(queue) == 1);
        WrittenFrames written = WrittenFrames.of(proxy);
        order("order");

        awaitAllDone();

        List<WireFrame> frames = withoutQueueCheck(written.frames());
        if (acknowledgesWithCommit()) {
            assertThat(frames).extracting(WireFrame::command).containsExactly("BEGIN", "SEND", "ACK", "COMMIT");
            assertThat(frames)
                    .extracting(frame -> frame.header("transaction"))
                    .containsOnly(frames.get(0).header("transaction"))
                    .doesNotContainNull();
        } else {
            assertThat(frames).extracting(WireFrame::command).containsExactly("SEND", "ACK");
            assertThat(frames).noneMatch(frame -> frame.has("transaction"));
            shown.emulated("the acknowledgement follows the receipts of what was sent: a loss between the two delivers"
                    + " again");
        }
    }

    /** On RabbitMQ the queue is looked for before, on another connection, which ends with a SUBSCRIBE. */
    private static List<WireFrame> withoutQueueCheck(List<WireFrame> frames) {
        List<String> commands = frames.stream().map(WireFrame::command).toList();
        return frames.subList(commands.lastIndexOf("SUBSCRIBE") + 1, frames.size());
    }

    @Test
    void noAcknowledgementIsWrittenBeforeTheReceiptOfTheDeadLetterWhereTheyAreNotOneTransaction() throws Exception {
        addFailingRoute();
        WrittenFrames written =
                WrittenFrames.beforeHeader(proxy, "dead-letter-reason", () -> proxy.hold(Direction.TO_CLIENT));
        order("order");
        await().atMost(PATIENCE).until(() -> acknowledgesWithCommit() ? written.eventHappened() : deadLetters() == 1);
        assertThat(count("")).isEqualTo(1);
        proxy.resetAll();
        proxy.pass(Direction.TO_CLIENT);

        awaitAllDone();

        assertThat(deadLetters()).isEqualTo(acknowledgesWithCommit() ? 1 : 2);
    }

    @Test
    void neitherTheMessageNorItsDeadLetterIsLostWithTheAcknowledgement() throws Exception {
        addFailingRoute();
        WrittenFrames written = WrittenFrames.before(proxy, "ACK", proxy::resetAll);
        order("order");
        await().atMost(PATIENCE).until(written::eventHappened);
        assertThat(count("") + deadLetters()).isPositive();

        awaitAllDone();

        assertThat(deadLetters()).isEqualTo(acknowledgesWithCommit() ? 1 : 2);
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
