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
package io.github.camelstomp2.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.Direction;
import io.github.camelstomp2.testbed.FaultProxy;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands on a real broker. */
@Timeout(240)
abstract class ToolsSuite {
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    static final String JAR = Path.of("target", "stomp2-tools.jar").toString();

    final String from = broker().uniqueName("DLQ.orders");
    final String to = broker().uniqueName("orders");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    abstract BrokerExtension broker();

    int run(String... words) {
        return runAt(broker().uri(), words);
    }

    private int runAt(String uri, String... words) {
        Stomp2Tools tools = new Stomp2Tools(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("STOMP2_PASSWORD", broker().broker().passcode()),
                false);
        return tools.run(withBroker(uri, words));
    }

    private List<String> withBroker(String uri, String... words) {
        List<String> all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--broker", uri, "--username", broker().broker().login()));
        return all;
    }

    String output() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    void fill(int messages, Map<String, String> headers) {
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            for (int i = 0; i < messages - 1; i++) {
                client.write(ServerFrame.of("SEND")
                        .header("destination", "/queue/" + from)
                        .headers(all(headers))
                        .body("order " + i)
                        .bytes("1.2"));
            }
            client.send("/queue/" + from, all(headers), "order " + (messages - 1));
        }
        awaitCount(from, messages);
    }

    private static Map<String, String> all(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("persistent", "true");
        all.put("content-type", "text/plain");
        all.put("destination-type", "ANYCAST"); // else Artemis would have it nowhere
        return all;
    }

    void awaitCount(String queue, long messages) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(count(queue)).as(output()).isEqualTo(messages));
    }

    private long count(String queue) {
        return broker().broker().messageCount(queue);
    }

    /** The messages of a queue, which is empty then. */
    List<WireFrame> take(String queue, long messages) {
        List<WireFrame> taken = new ArrayList<>();
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            client.subscribeToQueue("s", queue);
            for (long i = 1; i <= messages; i++) {
                WireFrame message = client.receiveMessage();
                taken.add(message);
                if (i < messages) {
                    client.write(ServerFrame.of("ACK")
                            .header("id", message.header("ack"))
                            .bytes("1.2"));
                } else {
                    client.ack(message);
                }
            }
        }
        return taken;
    }

    @Test
    void tenThousandMessagesAreMovedInTheirOrder() {
        fill(10_000, Map.of("customer", "joe"));

        int code = run("move", "--from", "queue/" + from, "--to", "queue/" + to, "--max", "10000", "--quiet");

        assertThat(code).as(output()).isEqualTo(Stomp2Tools.DONE);
        assertThat(output()).contains("10000 messages moved from queue/" + from + " to queue/" + to);
        awaitCount(from, 0);
        List<WireFrame> moved = take(to, 10_000);
        for (int i = 0; i < moved.size(); i++) {
            assertThat(moved.get(i).bodyText()).isEqualTo("order " + i);
        }
        assertThat(moved.get(0).header("customer")).isEqualTo("joe");
        assertThat(moved.get(0).header("content-type")).isEqualTo("text/plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "a b", "50%", "{{x}}", "ä+b", "a%2Fb"})
    void aQueueIsTheOneThatIsNamedWhateverItsNameMeansInAUri(String name) {
        String odd = "queue/" + broker().uniqueName(name);
        fill(1, Map.of());

        assertThat(run("move", "--from", "queue/" + from, "--to", odd)).isEqualTo(Stomp2Tools.DONE);
        assertThat(run("move", "--from", odd, "--to", "queue/" + to, "--max", "1"))
                .isEqualTo(Stomp2Tools.DONE);

        assertThat(output()).contains("1 messages moved from " + odd);
        awaitCount(to, 1);
    }

    @Test
    void moreThanMaxStayWhereTheyAre() {
        fill(5, Map.of());

        assertThat(run("move", "--from", "queue/" + from, "--to", "queue/" + to, "--max", "2"))
                .isEqualTo(Stomp2Tools.DONE);

        assertThat(output()).contains("Ended because of --max 2");
        awaitCount(from, 3);
        assertThat(take(to, 2)).extracting(WireFrame::bodyText).containsExactly("order 0", "order 1");
    }

    @Test
    void deadLettersAreReplayedToWhereTheyWereWithoutTheReason() {
        fill(
                3,
                Map.of(
                        "dead-letter-destination", "/queue/" + to,
                        "dead-letter-reason", "no stock",
                        "dead-letter-attempts", "1",
                        "customer", "joe"));

        assertThat(run("replay", "--from", "queue/" + from)).as(output()).isEqualTo(Stomp2Tools.DONE);

        assertThat(output()).contains("3 messages replayed from queue/" + from);
        awaitCount(from, 0);
        for (WireFrame message : take(to, 3)) {
            assertThat(message.headerNames()).contains("customer").noneMatch(name -> name.startsWith("dead-letter-"));
        }
    }

    @Test
    void aLetterThatDoesNotSayWhereItWasStaysAndTheNextIsReplayed() {
        fill(1, Map.of());
        fillMore(Map.of("dead-letter-destination", "/queue/" + to));

        assertThat(run("replay", "--from", "queue/" + from)).isEqualTo(Stomp2Tools.DONE);

        assertThat(output())
                .contains("1 messages replayed", "1 messages left where they are", "name a queue with --to");
        awaitCount(from, 1);
        awaitCount(to, 1);
    }

    private void fillMore(Map<String, String> headers) {
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            client.send("/queue/" + from, all(headers), "more");
        }
        awaitCount(from, 2);
    }

    @Test
    void onlyWhatTheFilterTakesIsPurged() {
        fill(4, Map.of("region", "EU"));

        assertThat(run("purge", "--from", "queue/" + from, "--filter", "${body} == 'order 2'"))
                .isEqualTo(Stomp2Tools.DONE);

        assertThat(output()).contains("1 messages purged", "3 messages left where they are");
        awaitCount(from, 3);
        assertThat(take(from, 3)).extracting(WireFrame::bodyText).containsExactly("order 0", "order 1", "order 3");
    }

    @Test
    void savedMessagesAreLoadedAsTheyWere() throws Exception {
        fill(300, Map.of("customer", "joe", "note", "Żółw: \"1\""));
        String file = directory.resolve("orders.jsonl").toString();

        assertThat(run("save", "--from", "queue/" + from, "--file", file))
                .as(output())
                .isEqualTo(Stomp2Tools.DONE);
        assertThat(Files.readAllLines(Path.of(file))).hasSize(300);
        awaitCount(from, 0);
        assertThat(run("load", "--file", file, "--skip", "1")).as(output()).isEqualTo(Stomp2Tools.DONE);

        assertThat(output()).contains("300 messages saved from", "299 messages loaded from");
        awaitCount(from, 299);
        List<WireFrame> loaded = take(from, 299);
        assertThat(loaded.get(0).bodyText()).isEqualTo("order 1");
        assertThat(loaded.get(298).bodyText()).isEqualTo("order 299");
        assertThat(loaded.get(0).header("note")).isEqualTo("Żółw: \"1\"");
        assertThat(loaded.get(0).header("content-type")).isEqualTo("text/plain");
    }

    @Test
    void onlyWhatTheFilterTakesIsLoadedAndADryRunLoadsNothing() throws Exception {
        fill(3, Map.of());
        String file = directory.resolve("orders.jsonl").toString();
        run("save", "--from", "queue/" + from, "--file", file);
        String[] load = {"load", "--file", file, "--filter", "${body} != 'order 1'", "--to", "queue/" + to};

        assertThat(run(with(load, "--dry-run"))).as(output()).isEqualTo(Stomp2Tools.DONE);
        assertThat(output()).contains("2 messages would be loaded from", "1 messages left out by --filter");
        assertThat(run(load)).as(output()).isEqualTo(Stomp2Tools.DONE);

        awaitCount(to, 2);
        assertThat(take(to, 2)).extracting(WireFrame::bodyText).containsExactly("order 0", "order 2");
    }

    private static String[] with(String[] words, String more) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add(more);
        return all.toArray(new String[0]);
    }

    @Test
    void aLineThatIsNoMessageEndsTheLoadingAndThoseBeforeItAreSent() throws Exception {
        fill(1, Map.of());
        Path file = directory.resolve("orders.jsonl");
        run("save", "--from", "queue/" + from, "--file", file.toString());
        Files.writeString(file, "broken\n", StandardOpenOption.APPEND);

        assertThat(run("load", "--file", file.toString(), "--to", "queue/" + to))
                .isEqualTo(Stomp2Tools.STOPPED);

        assertThat(output()).contains("1 messages loaded", "no message in this line", "--skip 1");
        awaitCount(to, 1);
    }

    @Test
    void whenNothingCameNoFileIsLeft() {
        fill(1, Map.of());
        take(from, 1);
        Path file = directory.resolve("orders.jsonl");

        assertThat(run("save", "--from", "queue/" + from, "--file", file.toString(), "--idle", "200ms"))
                .isEqualTo(Stomp2Tools.DONE);

        assertThat(file).doesNotExist();
    }

    @Test
    void aFileIsNotOverwritten() throws Exception {
        fill(1, Map.of());
        Path file = Files.writeString(directory.resolve("orders.jsonl"), "mine");

        assertThat(run("save", "--from", "queue/" + from, "--file", file.toString()))
                .isEqualTo(Stomp2Tools.USAGE);

        assertThat(output()).contains("is there already. Name a new one");
        assertThat(file).hasContent("mine");
        awaitCount(from, 1);
    }

    @Test
    void aDryRunTouchesNothing() {
        fill(3, Map.of());

        assertThat(run("purge", "--from", "queue/" + from, "--dry-run")).isEqualTo(Stomp2Tools.DONE);

        assertThat(output()).contains("3 messages would be purged from");
        awaitCount(from, 3);
    }

    @Test
    void anEmptyQueueIsDoneAtOnce() {
        fill(1, Map.of());
        take(from, 1);

        assertThat(run("move", "--from", "queue/" + from, "--to", "queue/" + to, "--idle", "500ms"))
                .isEqualTo(Stomp2Tools.DONE);
        assertThat(output()).contains("0 messages moved", "the queue is empty, or the broker is slow");
    }

    @Test
    void messagesThatStayAndFillTheWindowAreAnnounced() {
        fill(4, Map.of());

        assertThat(run("purge", "--from", "queue/" + from, "--filter", "${body} == 'order 3'", "--window", "2"))
                .isEqualTo(Stomp2Tools.DONE);

        assertThat(output()).contains("0 messages purged", "2 messages that stay fill --window");
        awaitCount(from, 4);
    }

    @Test
    void aMessageWithoutACorrelationIdGetsNone() {
        fill(1, Map.of());

        run("move", "--from", "queue/" + from, "--to", "queue/" + to);

        assertThat(take(to, 1).get(0).headerNames()).doesNotContain("correlation-id");
    }

    @Test
    void aToolThatIsKilledLosesNothing() throws Exception {
        fill(10_000, Map.of());
        Process tool = moving();

        tool.destroyForcibly().waitFor();

        Set<String> bodies = new HashSet<>();
        bodiesOfBoth().forEach(bodies::add);
        assertThat(bodies).hasSize(10_000);
    }

    @Test
    void aToolThatIsInterruptedLosesNothingAndSendsNothingTwice() throws Exception {
        fill(10_000, Map.of());
        Process tool = moving();

        tool.destroy(); // as Ctrl-C

        assertThat(tool.waitFor()).isEqualTo(143);
        assertThat(Files.readString(directory.resolve("log")))
                .contains("Interrupted: ", " messages moved from queue/" + from, "the others are where they were");
        assertThat(bodiesOfBoth()).doesNotHaveDuplicates().hasSize(10_000);
    }

    @Test
    void aSaveThatIsInterruptedBeforeAMessageCameLeavesNoFile() throws Exception {
        fill(1, Map.of());
        take(from, 1);
        Path file = directory.resolve("orders.jsonl");
        Process tool = jar("log", "save", "--from", "queue/" + from, "--file", file.toString(), "--idle", "1d");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Files.readString(directory.resolve("log")).contains("0 so far") || !tool.isAlive());

        tool.destroy(); // as Ctrl-C

        assertThat(tool.waitFor()).isEqualTo(143);
        assertThat(Files.readString(directory.resolve("log"))).contains("Interrupted: 0 messages saved");
        assertThat(file).doesNotExist();
    }

    @Test
    void aToolThatIsInterruptedBesideABrokerThatDoesNotAnswerEndsSoonAndTellsHowFarItWas() throws Exception {
        fill(10_000, Map.of());
        try (FaultProxy proxy =
                FaultProxy.to(broker().broker().host(), broker().broker().port())) {
            ProcessBuilder builder = new ProcessBuilder(JAVA, "-jar", JAR);
            builder.command()
                    .addAll(withBroker(
                            "tcp://" + proxy.host() + ":" + proxy.port(),
                            "move --from queue/%s --to queue/%s --max 10000"
                                    .formatted(from, to)
                                    .split(" ")));
            Process tool = start(builder, "log");
            await().atMost(Duration.ofSeconds(60)).until(() -> count(to) > 0 || !tool.isAlive());
            proxy.hold(Direction.TO_BROKER);
            proxy.hold(Direction.TO_CLIENT);

            tool.destroy(); // as Ctrl-C

            assertThat(tool.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(tool.exitValue()).isEqualTo(143);
        }
        assertThat(Files.readString(directory.resolve("log")))
                .contains("Interrupted: ", " messages moved from queue/" + from)
                .doesNotContain("connection was lost");
        Set<String> bodies = new HashSet<>(bodiesOfBoth());
        assertThat(bodies).hasSize(10_000);
    }

    @Test
    void aConnectionThatIsLostForATimeLosesNothingAndIsTold() throws Exception {
        fill(3_000, Map.of());
        try (FaultProxy proxy =
                FaultProxy.to(broker().broker().host(), broker().broker().port())) {
            proxy.cutAfter(Direction.TO_CLIENT, 200_000);

            assertThat(runAt(
                            "tcp://" + proxy.host() + ":" + proxy.port(),
                            "move --from queue/%s --to queue/%s --max 9999"
                                    .formatted(from, to)
                                    .split(" ")))
                    .as(output())
                    .isEqualTo(Stomp2Tools.DONE);
        }

        assertThat(output()).contains("The connection was lost for a time", "may have come, and be counted, twice");
        awaitCount(from, 0);
        Set<String> bodies = new HashSet<>();
        take(to, count(to)).forEach(message -> bodies.add(message.bodyText()));
        assertThat(bodies).hasSize(3_000);
    }

    /** The jar, as users have it, when it has moved some hundred messages of ten thousand. */
    private Process moving() throws Exception {
        Process tool = jar("log", "move", "--from", "queue/" + from, "--to", "queue/" + to, "--max", "10000");
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> count(to) > 500 || !tool.isAlive());
        assertThat(tool.isAlive()).as("is stopped before its end").isTrue();
        return tool;
    }

    Process jar(String log, String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(JAVA, "-jar", JAR);
        builder.command().addAll(withBroker(broker().uri(), words));
        return start(builder, log);
    }

    Process start(ProcessBuilder builder, String log) throws IOException {
        builder.environment().put("STOMP2_PASSWORD", broker().broker().passcode());
        return builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve(log).toFile())
                .start();
    }

    private List<String> bodiesOfBoth() {
        await().atMost(Duration.ofSeconds(60)).until(() -> broker().broker().consumerCount(from) == 0);
        long stayed = count(from);
        assertThat(stayed).as("stopped before the end").isPositive();
        List<String> bodies = new ArrayList<>();
        take(from, stayed).forEach(message -> bodies.add(message.bodyText()));
        take(to, count(to)).forEach(message -> bodies.add(message.bodyText()));
        return bodies;
    }

    @Test
    void aBrokerThatIsNotThereIsAnErrorWithItsName() {
        int code = new Stomp2Tools(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of(),
                        false)
                .run(List.of("purge", "--from", "queue/x", "--broker", "tcp://127.0.0.1:1"));

        assertThat(code).isEqualTo(Stomp2Tools.NO_BROKER);
        assertThat(output()).contains("Nothing was touched", "127.0.0.1:1");
    }
}
