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
package io.github.camelstomp2.route;

import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.ScriptedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** One Camel context with one consumer, stopped at some moment while messages flow. */
final class ShutdownRun implements Callable<ShutdownRun.Result> {
    static final String NAME = "shutdown-harness";

    private static final int MESSAGES = 60;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Beyond Camel's timeout: its looking around once a second, the goodbye, threads that come to their end. */
    private static final Duration A_LITTLE = Duration.ofSeconds(8);

    /**
     * What became of it.
     *
     * @param ended bodies whose route had ended when the context had stopped
     * @param cut bodies whose route had begun and not ended by then
     * @param heldBack those that ended and were not acknowledged since a cut one is before them
     * @param faults what must not be, in words
     */
    record Result(
            boolean timedOut,
            long millis,
            Set<String> ended,
            List<String> acknowledged,
            Set<String> cut,
            Set<String> heldBack,
            List<String> faults) {}

    private final long seed;
    private final int concurrency;
    private final boolean cumulative;
    private final boolean accept;
    private final boolean blocks;
    private final int stopAt;
    private final String options;

    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final CountDownLatch moment;
    private final CountDownLatch release = new CountDownLatch(1);

    ShutdownRun(long seed) {
        Random random = new Random(seed);
        this.seed = seed;
        this.concurrency = 1 + random.nextInt(4);
        this.cumulative = random.nextBoolean();
        this.accept = random.nextBoolean();
        this.blocks = random.nextInt(10) == 0;
        this.stopAt = random.nextInt(40);
        this.moment = new CountDownLatch(stopAt + 1);
        this.options = "&prefetch=10&concurrentConsumers=" + concurrency + "&ackMode="
                + (cumulative ? "client" : "client-individual") + "&acceptMessagesWhileStopping=" + accept;
    }

    @Override
    public Result call() throws Exception {
        try (ScriptedBroker broker = ScriptedBroker.start();
                DefaultCamelContext context = new DefaultCamelContext()) {
            ModelQueue queue = new ModelQueue(MESSAGES, 10, cumulative);
            AutoResponder responder = broker.respondAutomatically("1.2", queue);
            start(context, broker.port());
            boolean begunInTime = moment.await(20, TimeUnit.SECONDS);
            long before = System.nanoTime();
            context.stop();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
            Result result = result(millis, queue);
            release.countDown();
            if (!begunInTime) {
                result.faults().add("seed " + seed + ": the messages did not flow");
            }
            responder.verify();
            return result;
        }
    }

    private void start(DefaultCamelContext context, int port) throws Exception {
        context.getCamelContextExtension().setName(NAME + "-" + Long.toHexString(seed));
        context.disableJMX();
        context.getShutdownStrategy().setTimeout(TIMEOUT.toSeconds());
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("stomp2:queue/model?brokerURL=tcp://127.0.0.1:" + port + options)
                        .process(exchange -> begin(exchange))
                        .choice()
                        .when(exchange ->
                                exchange.getMessage().getBody(String.class).hashCode() % 2 == 0)
                        .delay(2)
                        .asyncDelayed()
                        .end()
                        .end()
                        .process(exchange -> ended.add(exchange.getMessage().getBody(String.class)));
            }
        });
        context.start();
    }

    private void begin(Exchange exchange) throws InterruptedException {
        String body = exchange.getMessage().getBody(String.class);
        begun.add(body);
        moment.countDown();
        if (blocks && body.equals(Integer.toString(stopAt))) {
            release.await();
        }
    }

    private Result result(long millis, ModelQueue queue) {
        Set<String> done = Set.copyOf(ended);
        List<String> acknowledged = queue.acknowledged();
        Set<String> cut = new HashSet<>(begun);
        cut.removeAll(done);
        Set<String> unacknowledged = new HashSet<>(done);
        acknowledged.forEach(unacknowledged::remove);
        Set<String> heldBack = new HashSet<>(unacknowledged);
        heldBack.removeIf(body -> !cumulative || cut.stream().noneMatch(before -> number(before) < number(body)));
        unacknowledged.removeAll(heldBack);
        boolean timedOut = millis >= TIMEOUT.toMillis();
        List<String> faults = new ArrayList<>();
        check(unacknowledged.isEmpty(), "ended, but not acknowledged: " + unacknowledged, faults);
        check(done.containsAll(acknowledged), "acknowledged, but not ended: " + acknowledged + " - " + done, faults);
        check(acknowledged.size() == Set.copyOf(acknowledged).size(), "acknowledged twice: " + acknowledged, faults);
        check(queue.tooLate().isEmpty(), "acknowledged too late: " + queue.tooLate(), faults);
        check(queue.deadLetters().isEmpty(), "dead letters: " + queue.deadLetters(), faults);
        check(cut.isEmpty() || timedOut, "cut after " + millis + " ms: " + cut, faults);
        check(cut.size() <= concurrency, "cut: " + cut, faults);
        check(cut.contains(Integer.toString(stopAt)) || !blocks, "not cut, though it blocks", faults);
        check(millis < TIMEOUT.plus(A_LITTLE).toMillis(), "the stop took " + millis + " ms", faults);
        return new Result(timedOut, millis, done, acknowledged, cut, heldBack, faults);
    }

    private static int number(String body) {
        return Integer.parseInt(body);
    }

    private void check(boolean holds, String fault, List<String> faults) {
        if (!holds) {
            faults.add(
                    "seed " + seed + options + " stopped at " + stopAt + (blocks ? " which blocks: " : ": ") + fault);
        }
    }
}
