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
import io.github.camelstomp2.matrix.Shows;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.Direction;
import io.github.camelstomp2.testbed.FaultProxy;
import io.github.camelstomp2.testbed.TestExtent;
import io.github.camelstomp2.testbed.WireFrame;
import io.github.camelstomp2.testbed.WireHeader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a route that sends may rely on, whatever happens to the broker and to the network between. */
abstract class ProducerReliabilitySuite {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Slower than any broker, which writes each message to a disk that others use too: what is sent must not pile up. */
    static final Duration PACE = Duration.ofMillis(25);

    /** Far less than any {@code confirmTimeout}: what ends within it did not wait for one. */
    static final Duration AT_ONCE = Duration.ofSeconds(20);

    /** With the heart-beats of {@link #heartBeats}. */
    static final Duration TWICE_THE_SILENCE_OF_A_DEAD_BROKER = Duration.ofSeconds(4);

    private static final int THREADS = 16;
    private static final int SENDS_PER_THREAD = TestExtent.of(1_000);

    String queue;
    FaultProxy proxy;
    StompRoutes routes;
    Sends sends;

    /** Belongs to this class alone. */
    abstract BrokerExtension broker();

    /** Another broker of the same kind. */
    abstract BrokerExtension standby();

    /** Messages that the broker refuses with an ERROR, each in a way of its own. */
    abstract List<UnwantedMessage> refused();

    /** Messages that make the broker end the connection on which they come, for it reads no further. */
    abstract List<UnwantedMessage> fatal();

    @BeforeEach
    void startCamel() {
        queue = broker().uniqueName("orders");
        proxy = FaultProxy.to(broker().host(), broker().openPort());
        routes = new StompRoutes(broker(), broker().uriAt(proxy.host(), proxy.port()), "1.2,1.1,1.0");
        // The limits of brokers are tried here, and not the one up to which the client reads and sends by default.
        routes.component().getConfiguration().setMaxHeaders(2_000);
        sends = new Sends(routes.context());
    }

    @AfterEach
    void stopCamel() {
        sends.close();
        routes.close();
        proxy.close();
    }

    String uri() {
        return "stomp2:queue/" + queue;
    }

    long onTheBroker() {
        return broker().broker().messageCount(queue);
    }

    void awaitOnTheBroker(long count) {
        await().atMost(PATIENCE).until(() -> onTheBroker() == count);
    }

    // ---- confirmed

    @Test
    void theSendsOfManyThreadsAreAllConfirmedAndOnTheBrokerOnce() throws Exception {
        sends.send(uri(), "to be connected").ends(PATIENCE);
        int connections = proxy.accepted();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> done = IntStream.range(0, THREADS)
                .<Future<?>>mapToObj(thread -> threads.submit(
                        () -> IntStream.range(0, SENDS_PER_THREAD).forEach(i -> sends.send(uri(), thread + "-" + i))))
                .toList();
        for (Future<?> each : done) {
            each.get();
        }
        threads.shutdown();

        sends.awaitConfirmations(Duration.ofMinutes(2));

        assertThat(OnTheBroker.takeBodies(broker().broker(), queue))
                .hasSize(1 + THREADS * SENDS_PER_THREAD)
                .doesNotHaveDuplicates();
        assertThat(proxy.accepted()).isEqualTo(connections);
    }

    @Test
    void noSendWaitsForTheReceiptOfTheOneBefore() {
        sends.send(uri(), "first").ends(PATIENCE);

        proxy.hold(Direction.TO_CLIENT);
        IntStream.range(0, 200).forEach(i -> sends.send(uri(), "message " + i));
        awaitOnTheBroker(201);
        assertThat(sends.confirmedCount()).isEqualTo(1);
        proxy.pass(Direction.TO_CLIENT);

        sends.awaitConfirmations(PATIENCE);
    }

    // ---- unwanted

    @Test
    void theBrokerAnswersToUnwantedMessagesAsIsSaidHere() {
        Stream.concat(refused().stream(), fatal().stream())
                .forEach(message -> assertThat(message.ask(broker().broker()))
                        .as(message.toString())
                        .matches(message::isAnsweredBy, message.answer().toString()));
    }

    @Test
    void aRefusedSendFailsAtOnceWithTheBrokersWordsAndIsNotRepeated() {
        refused().forEach(this::isRefusedAtOnce);
    }

    @Test
    void aSendThatEndsItsConnectionFailsWithTheWordsOfTheErrorBeforeTheEnd() {
        fatal().stream().filter(message -> !message.words().isEmpty()).forEach(this::isRefusedAtOnce);
    }

    private void isRefusedAtOnce(UnwantedMessage message) {
        sends.send(uri(), "to be connected").ends(PATIENCE);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        proxy.watch(Direction.TO_BROKER, wire::writeBytes);

        Sends.Sent sent = message.sendWith(sends).ends(AT_ONCE);

        assertThat(sent.failure())
                .as(message.toString())
                .isInstanceOf(StompBrokerException.class)
                .hasMessageContaining(message.words());
        sends.send(uri(), "after").ends(PATIENCE);
        // The one after it may meet with the end of the connection, and is written again then.
        assertThat(sendFrames(wire))
                .as(message.toString())
                .filteredOn(frame -> !frame.bodyText().equals("after"))
                .hasSize(1);
    }

    @Test
    void sendsBesideARefusedOneAreConfirmed() {
        for (UnwantedMessage message : refused()) {
            List<Sends.Sent> others = new ArrayList<>();
            IntStream.range(0, 50).forEach(i -> others.add(sends.send(uri(), message + " before " + i)));
            Sends.Sent refused = message.sendWith(sends);
            IntStream.range(0, 50).forEach(i -> others.add(sends.send(uri(), message + " after " + i)));

            sends.awaitEnds(PATIENCE.dividedBy(2));

            assertThat(Sends.failuresOf(others)).as(message.toString()).isEmpty();
            // Unknown if the broker closed the connection before it was clear which send it had refused.
            assertThat(refused.failure())
                    .as(message.toString())
                    .isInstanceOfAny(StompBrokerException.class, StompUnconfirmedException.class)
                    .hasMessageContaining(message.words());
        }
        assertThat(OnTheBroker.takeBodies(broker().broker(), queue)).containsAll(sends.confirmedBodies());
    }

    @Test
    void aSendThatEndsItsConnectionIsNotRepeatedForEverAndTheOthersGoOn() throws Exception {
        sends.sendEvery(PACE, uri());
        for (UnwantedMessage message : fatal()) {
            awaitConfirmed(sends.all().size() + 20);
            int connections = proxy.accepted();

            Sends.Sent bad = message.sendWith(sends).ends(PATIENCE);

            assertThat(bad.failure())
                    .as(message.toString())
                    .isInstanceOfAny(StompBrokerException.class, StompUnconfirmedException.class);
            sends.forget(bad);
            awaitConfirmed(sends.all().size() + 20);
            assertThat(Sends.failuresOf(sends.all())).as(message.toString()).isEmpty();
            assertThat(proxy.accepted() - connections).as(message.toString()).isBetween(1, 12);
        }
        sends.stop();

        sends.awaitConfirmations(PATIENCE);
        assertThat(OnTheBroker.takeBodies(broker().broker(), queue)).containsAll(sends.confirmedBodies());
    }

    // ---- unknown, and never sent

    @Test
    void aSendWhoseReceiptDoesNotComeInTimeIsUnknownAndMayArriveLater() {
        sends.send(uri(), "before").ends(PATIENCE);
        broker().broker().suspend();

        Sends.Sent sent = sends.send(uri() + "?confirmTimeout=1s", "during").ends(AT_ONCE);
        broker().broker().resume();

        assertThat(sent.failure())
                .isInstanceOf(StompUnconfirmedException.class)
                .hasMessageContaining(queue)
                .hasMessageContaining("confirmTimeout");
        awaitOnTheBroker(2);
    }

    @Test
    void aSendThatNeverFoundAConnectionIsADefiniteFailure() {
        sends.send(uri(), "before").ends(PATIENCE);
        proxy.refuse();
        loseTheConnection();

        Sends.Sent sent = sends.send(uri() + "?confirmTimeout=1s", "during").ends(AT_ONCE);
        proxy.accept();

        assertThat(sent.failure())
                .isInstanceOf(StompConnectionException.class)
                .isNotInstanceOf(StompUnconfirmedException.class)
                .hasMessageContaining(queue);
        sends.send(uri(), "after").ends(PATIENCE);
        assertThat(OnTheBroker.takeBodies(broker().broker(), queue)).containsExactly("before", "after");
    }

    /** Until the client knows: before that it may write to a connection that is no more, and not know what came of it. */
    private void loseTheConnection() {
        try (LogLines log = new LogLines()) {
            proxy.resetAll();
            await().atMost(PATIENCE)
                    .until(() -> !log.containing("connection lost").isEmpty());
        }
    }

    // ---- sent again

    @Test
    void aSendWhoseConnectionWasCutBeforeItsReceiptIsSentAgainAsItWas() {
        Map<String, Object> headers = Map.of("lines", "one\ntwo", "emoji", "\uD83D\uDE80", "empty", "", "a:b", "c\\d");
        byte[] body = {0, 1, '\n', 0, (byte) 0xff};
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        proxy.watch(Direction.TO_BROKER, wire::writeBytes);

        Sends.Sent sent = sendAndCut(uri(), body, headers).ends(PATIENCE);

        assertThat(sent.isConfirmed()).isTrue();
        awaitOnTheBroker(2);
        List<WireFrame> frames = sendFrames(wire).stream()
                .filter(frame -> frame.header("destination").endsWith(queue))
                .toList();
        assertThat(frames).hasSize(2);
        assertThat(headersWithoutReceipt(frames.get(1))).isEqualTo(headersWithoutReceipt(frames.get(0)));
        assertThat(frames).allSatisfy(frame -> {
            headers.forEach((name, value) -> assertThat(frame.header(name)).isEqualTo(value));
            assertThat(frame.body()).isEqualTo(body);
        });
    }

    @Test
    void aSendThatMayBeTriedOnceIsUnknownAsSoonAsItsConnectionIsLost() {
        Sends.Sent sent =
                sendAndCut(uri() + "?sendAttempts=1", "order", Map.of()).ends(AT_ONCE);

        assertThat(sent.failure()).isInstanceOf(StompUnconfirmedException.class).hasMessageContaining(queue);
        sends.send(uri(), "after").ends(PATIENCE);
        assertThat(OnTheBroker.takeBodies(broker().broker(), queue)).containsExactly("order", "after");
    }

    /** Cuts the connection when the message is on the broker and its receipt is still on its way. */
    private Sends.Sent sendAndCut(String uri, Object body, Map<String, Object> headers) {
        sends.send("stomp2:queue/" + queue + "-other", "to be connected").ends(PATIENCE);
        proxy.hold(Direction.TO_CLIENT);
        Sends.Sent sent = sends.send(uri, body, headers);
        awaitOnTheBroker(1);
        proxy.resetAll();
        proxy.pass(Direction.TO_CLIENT);
        return sent;
    }

    /** The SENDs among what was written on one connection after the other. */
    private static List<WireFrame> sendFrames(ByteArrayOutputStream wire) {
        return Stream.of(wire.toString(StandardCharsets.ISO_8859_1).split("(?=CONNECT\n)"))
                .map(connection -> connection.getBytes(StandardCharsets.ISO_8859_1))
                .flatMap(connection -> WrittenFrames.complete(connection).stream())
                .filter(frame -> frame.command().equals("SEND"))
                .toList();
    }

    private static List<WireHeader> headersWithoutReceipt(WireFrame frame) {
        return frame.headers().stream()
                .filter(header -> !header.name().equals("receipt"))
                .toList();
    }

    // ---- the broker goes away

    @Test
    @Shows(Feature.FAILOVER)
    void sendsGoOnAtTheOtherBrokerOfTheListWhenTheFirstOneDies() throws Exception {
        routes.component()
                .getConfiguration()
                .setBrokerURL(broker().uri() + "," + standby().uri());
        IntStream.range(0, 4).forEach(i -> sends.sendEvery(PACE, uri()));
        awaitConfirmed(200);

        broker().broker().storeDefinitions();
        broker().broker().kill();
        awaitConfirmed(sends.all().size() + 200);
        sends.stop();

        sends.awaitConfirmations(PATIENCE.multipliedBy(4));
        broker().broker().start();
        Set<String> arrived = new HashSet<>(OnTheBroker.takeBodies(broker().broker(), queue));
        arrived.addAll(OnTheBroker.takeBodies(standby().broker(), queue));
        assertThat(arrived).isEqualTo(sends.confirmedBodies());
    }

    void awaitConfirmed(long count) {
        await().atMost(PATIENCE).until(() -> sends.confirmedCount() >= count);
    }

    @Test
    void aBrokerThatIsRestartedAtNightIsNoErrorForAnybodyAndAFewLinesOfLog() throws Exception {
        routes.component().getConfiguration().setBrokerURL(broker().uri());
        StompRoutes.Received received = routes.consume(uri());
        sends.sendEvery(PACE, uri());
        awaitConfirmed(200);

        try (LogLines log = new LogLines()) {
            broker().broker().storeDefinitions();
            broker().broker().kill();
            // With the delays of these routes, three seconds and more.
            await().atMost(PATIENCE)
                    .until(() -> log.containing("still cannot connect").size() >= 10);
            broker().broker().start();
            awaitConfirmed(sends.all().size() + 200);
            sends.stop();

            sends.awaitConfirmations(PATIENCE);
            await().atMost(PATIENCE).until(() -> received.bodies().containsAll(sends.confirmedBodies()));
            assertThat(log.operatorLines()).hasSizeBetween(6, 10).allSatisfy(line -> assertThat(line)
                    .containsPattern("connection lost|cannot connect|connected to")
                    .contains(":" + broker().port()));
        }
    }

    // ---- the broker is there and says nothing

    @Test
    void aBrokerThatIsFrozenIsNoticedByItsSilenceAndEverythingGoesOnWhenItDoes() throws Exception {
        heartBeats();
        StompRoutes.Received received = routes.consume(uri());
        sends.send(uri(), "before").ends(PATIENCE);
        assertThat(received.next().getMessage().getBody()).isEqualTo("before");

        try (LogLines log = new LogLines()) {
            broker().broker().suspend();
            long frozen = System.currentTimeMillis();
            sends.send(uri(), "during");
            await().atMost(PATIENCE)
                    .until(() -> log.containing("no sign of life").size() >= 2);

            assertThat(log.containing("no sign of life")).allSatisfy(event -> assertThat(event.getTimeStamp() - frozen)
                    .isLessThan(15_000));
            broker().broker().resume();

            sends.send(uri(), "after");
            sends.awaitConfirmations(PATIENCE);
            await().atMost(PATIENCE).until(() -> received.bodies().containsAll(Set.of("during", "after")));
        }
    }

    /** A heart-beat a second each way; at twice this silence a broker is dead. */
    void heartBeats() {
        routes.component().getConfiguration().setOutgoingHeartbeat(1_000);
        routes.component().getConfiguration().setIncomingHeartbeat(1_000);
    }

    StompRoutes.Received consume(String uri) {
        try {
            return routes.consume(uri);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
