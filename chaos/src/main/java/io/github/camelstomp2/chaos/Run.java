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
package io.github.camelstomp2.chaos;

import io.github.camelstomp2.chaos.client.ClientProcess;
import io.github.camelstomp2.chaos.client.ClientSettings;
import io.github.camelstomp2.chaos.client.ReportReceiver;
import io.github.camelstomp2.chaos.client.Resources;
import io.github.camelstomp2.chaos.fault.Arena;
import io.github.camelstomp2.chaos.ledger.Checker;
import io.github.camelstomp2.chaos.ledger.EventKind;
import io.github.camelstomp2.chaos.ledger.Ledger;
import io.github.camelstomp2.chaos.ledger.MessageNumber;
import io.github.camelstomp2.chaos.ledger.Rule;
import io.github.camelstomp2.chaos.ledger.Terms;
import io.github.camelstomp2.chaos.ledger.Verdict;
import io.github.camelstomp2.chaos.ledger.Violations;
import io.github.camelstomp2.chaos.wire.FrameRecorder;
import io.github.camelstomp2.chaos.wire.Interceptor;
import io.github.camelstomp2.testbed.Poll;
import io.github.camelstomp2.testbed.TestBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One run of a scenario: start, warm-up, faults, drain, check. Used once, by one thread. */
final class Run implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration NO_PROGRESS = Duration.ofSeconds(5);

    /** A cluster gives what a consumer of a lost node had to others only after a minute, for the node may come back. */
    private static final Duration WITHHELD = Duration.ofSeconds(75);

    private static final Duration CALMS_DOWN = Duration.ofSeconds(10);

    private final Scenario scenario;
    private final Plan plan;
    private final String tag;
    private final Ledger ledger = new Ledger();
    private final Violations violations = new Violations();
    private final Recovery recovery;
    private final Drain drain;
    private final Terms terms;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Run::daemon);
    private final ReportReceiver reports = new ReportReceiver(ledger);
    private final List<Arena> arenas = new ArrayList<>();
    private final ClientProcess client;
    private final long startedNanos = System.nanoTime();

    /**
     * @param brokers running, as many as the scenario needs
     * @param saboteurs makes the interceptors of a faulty client; for a correct client, empty lists
     * @param log of the client
     */
    Run(Scenario scenario, Plan plan, List<TestBroker> brokers, Supplier<List<Interceptor>> saboteurs, Path log) {
        this.scenario = scenario;
        this.plan = plan;
        this.tag = "r" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        this.drain = new Drain(ledger, violations, scenario.topology() == Topology.CLUSTER ? WITHHELD : NO_PROGRESS);
        this.recovery = new Recovery(ledger, violations, Scenario.LONGEST_BACK_OFF.plus(plan.patience()));
        Scenario.Load load = scenario.load();
        this.terms = Terms.of(load.confirmTimeout(), load.window(), load.concurrentConsumers() == 1);
        AtomicInteger deliveries = new AtomicInteger();
        for (TestBroker broker : brokers) {
            arenas.add(new Arena(
                    broker, "chaos-" + tag, new Random(plan.seed()), timer, () -> recorders(deliveries), saboteurs));
        }
        this.client = new ClientProcess(settings(), log);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "chaos-timer");
        thread.setDaemon(true);
        return thread;
    }

    private List<Interceptor> recorders(AtomicInteger deliveries) {
        FrameRecorder recorder = new FrameRecorder(tag, ledger, deliveries);
        return List.of(recorder, recorder.receipts());
    }

    private ClientSettings settings() {
        Scenario.Load load = scenario.load();
        return new ClientSettings(
                tag,
                reports.port(),
                arenas.stream().map(Arena::producerUrl).collect(Collectors.joining(",")),
                arenas.stream().map(Arena::consumerUrl).collect(Collectors.joining(",")),
                arenas.get(0).queue(),
                load.producers(),
                load.window(),
                load.backlog(),
                load.concurrentConsumers(),
                load.workMicros(),
                load.options() + "&confirmTimeout=" + load.confirmTimeout().toMillis(),
                load.consumerOptions());
    }

    /** Executes the run. */
    RunReport go() throws InterruptedException {
        Resources before = warmUp();
        client.produce();
        new Schedule(scenario, plan, arenas, ledger, violations, recovery).go();
        quiesce();
        awaitNoGrowth(before);
        client.stop();
        client.close();
        reports.awaitEnd();
        Verdict verdict = Checker.check(ledger, terms, violations);
        return new RunReport(
                title(),
                plan.seed(),
                Duration.ofNanos(System.nanoTime() - startedNanos),
                ledger.faults().size(),
                scenario.topology() == Topology.CLUSTER
                        ? recovery.slowest() + "; without a confirmed send " + recovery.longestPauses()
                        : recovery.slowest(),
                drain.heldBack(),
                verdict);
    }

    private String title() {
        TestBroker broker = arenas.get(0).broker();
        return broker.kind().displayName() + " " + broker.version() + " " + scenario.name();
    }

    Ledger ledger() {
        return ledger;
    }

    private Resources warmUp() {
        client.produce();
        Poll.until(PATIENCE, "the first messages", () -> ledger.count(EventKind.ROUTE_DONE) >= plan.warmUpMessages());
        arenas.forEach(arena -> arena.broker().storeDefinitions());
        quiesce();
        return client.resources();
    }

    /** Pauses the producers and waits until the queue is empty. */
    private void quiesce() {
        client.pause();
        if (!client.isQuietWithin(terms.confirmTimeout().plus(terms.margin()))) {
            violations.add(Rule.STUCK, MessageNumber.NONE, "sends are under way after their time-out");
        }
        if (scenario.topology() == Topology.PAIR && ledger.faults().size() > 0) {
            // also empties the queue of the broker that is not used now
            arenas.forEach(arena -> client.consume(arena.consumerUrl()));
        }
        arenas.forEach(drain::await);
    }

    /** Waits a while, since connections may still be coming back and sockets need time to close. */
    private void awaitNoGrowth(Resources before) {
        if (arenas.size() > 1) {
            return;
        }
        List<String> growth = client.resources().growthSince(before);
        long end = System.nanoTime() + CALMS_DOWN.toNanos();
        while (!growth.isEmpty() && System.nanoTime() - end < 0) {
            growth = client.resources().growthSince(before);
        }
        if (!growth.isEmpty()) {
            violations.add(Rule.LEAK, MessageNumber.NONE, growth.toString());
        }
    }

    @Override
    public void close() {
        client.close();
        arenas.forEach(Arena::close);
        reports.close();
        timer.shutdownNow();
    }
}
