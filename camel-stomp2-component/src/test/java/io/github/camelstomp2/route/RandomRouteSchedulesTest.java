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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.client.LoggedTransitions;
import io.github.camelstomp2.client.MoodyBroker;
import io.github.camelstomp2.client.Seed;
import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.TestExtent;
import io.github.camelstomp2.testbed.WireFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Routes are started, stopped, suspended and resumed while their broker comes and goes, in an order that chance decides. */
@Timeout(120)
class RandomRouteSchedulesTest {
    private static final int SCHEDULES = Integer.getInteger("stomp2.routeSchedules", TestExtent.of(100));
    private static final int MOST_ACTS = 14;
    private static final int MESSAGES = 3;
    private static final Duration PROMPTLY = Duration.ofSeconds(20);
    private static final String OUT = "direct:out?block=false";
    private static final List<String> ROUTES = List.of("in", "out");

    private enum Act {
        START,
        STOP,
        SUSPEND,
        RESUME,
        SEND,
        KILL,
        CLOSE,
        GO_AWAY,
        COME_BACK,
        SERVE,
        SAY_NOTHING,
        REFUSE_LOGIN,
        HANG_UP,
        AWAIT_A_MESSAGE
    }

    private final LoggedTransitions logged = new LoggedTransitions();
    private final AtomicInteger received = new AtomicInteger();
    private final MoodyBroker broker = new MoodyBroker(this::serve);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Map<Act, Integer> acts = new EnumMap<>(Act.class);
    private final List<Act> history = new ArrayList<>();
    private final List<CompletableFuture<Exchange>> sends = new ArrayList<>();
    private ProducerTemplate template;

    @AfterEach
    void end() {
        context.stop();
        broker.close();
        logged.close();
    }

    @Test
    void routesSurviveEverySchedule() throws Exception {
        startContext();
        for (int number = 0; number < SCHEDULES; number++) {
            history.clear();
            try {
                run(Seed.random(number));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("schedule " + number + " " + history + "; " + Seed.inWords(), e);
            }
        }
        System.out.println(Seed.inWords() + "\n" + logged.table() + acts + "\n" + received + " messages");
        broker.verify();
        assertThat(logged.exceptions()).as(Seed.inWords()).isEmpty();
        assertThat(acts.keySet()).containsExactlyInAnyOrder(Act.values());
        assertThat(threads("Stomp2Netty"))
                .as("event loops, and who asks for addresses")
                .hasSizeLessThan(8);
        context.stop();
        await().atMost(PROMPTLY).until(() -> threads("Stomp2").isEmpty());
    }

    private void startContext() throws Exception {
        context.getShutdownStrategy().setTimeout(PROMPTLY.toSeconds());
        String options = "?brokerURL=" + broker.url()
                + "&reconnectDelay=2&reconnectMaxDelay=4&connectTimeout=50&confirmTimeout=50&outgoingHeartbeat=0";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("stomp2:queue/in" + options).routeId("in").process(exchange -> received.incrementAndGet());
                from(OUT).routeId("out").to("stomp2:queue/out" + options);
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    /** The broker: delivers some messages to each subscription, and takes no ACK of another connection. */
    private boolean serve(WireFrame frame, AutoResponder.Connection connection) {
        String here = System.identityHashCode(connection) + "-";
        if (frame.command().equals("ACK")) {
            assertThat(frame.header("id"))
                    .as("an ACK belongs to its connection")
                    .startsWith(here);
        } else if (frame.command().equals("SUBSCRIBE")) {
            connection.send(ServerFrame.of("RECEIPT").header("receipt-id", frame.header("receipt")));
            for (int i = 0; i < MESSAGES; i++) {
                connection.send(ServerFrame.of("MESSAGE")
                        .header("destination", "/queue/in")
                        .header("subscription", frame.header("id"))
                        .header("message-id", here + i)
                        .header("ack", here + frame.header("id") + "-" + i)
                        .body("hello"));
            }
            return true;
        }
        return false;
    }

    private void run(Random random) throws Exception {
        broker.comeBack();
        broker.be(MoodyBroker.Mood.SERVES);
        for (String route : ROUTES) {
            context.getRouteController().startRoute(route);
        }
        for (int i = 2 + random.nextInt(MOST_ACTS); i > 0; i--) {
            act(Act.values()[random.nextInt(Act.values().length)], random);
        }
        if (random.nextInt(3) == 0) {
            works();
        }
        ends();
    }

    private void act(Act act, Random random) throws Exception {
        history.add(act);
        acts.merge(act, 1, Integer::sum);
        String route = ROUTES.get(random.nextInt(ROUTES.size()));
        switch (act) {
            case START -> context.getRouteController().startRoute(route);
            case STOP -> stop(route);
            case SUSPEND -> suspend(route);
            case RESUME -> context.getRouteController().resumeRoute(route);
            case SEND ->
                sends.add(template.asyncSend(
                        OUT, exchange -> exchange.getMessage().setBody("x")));
            case KILL -> broker.resetAll();
            case CLOSE -> broker.closeAll();
            case GO_AWAY -> broker.goAway();
            case COME_BACK -> broker.comeBack();
            case SERVE -> broker.be(MoodyBroker.Mood.SERVES);
            case SAY_NOTHING -> broker.be(MoodyBroker.Mood.SAYS_NOTHING);
            case REFUSE_LOGIN -> broker.be(MoodyBroker.Mood.REFUSES_LOGIN);
            case HANG_UP -> broker.be(MoodyBroker.Mood.HANGS_UP);
            case AWAIT_A_MESSAGE -> awaitAMessage(Duration.ofMillis(20));
        }
    }

    private void awaitAMessage(Duration patience) {
        int before = received.get();
        long start = System.nanoTime();
        while (received.get() == before && System.nanoTime() - start < patience.toNanos()) {
            Thread.onSpinWait();
        }
    }

    private void stop(String route) throws Exception {
        long start = System.nanoTime();
        context.getRouteController().stopRoute(route, PROMPTLY.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("stop of %s", route)
                .isLessThan(PROMPTLY);
        assertThat(context.getRouteController().getRouteStatus(route)).isEqualTo(ServiceStatus.Stopped);
    }

    private void suspend(String route) throws Exception {
        if (context.getRouteController().getRouteStatus(route).isStarted()) {
            context.getRouteController().suspendRoute(route, PROMPTLY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whatever went before: once the broker serves again, running routes receive and send. */
    private void works() throws Exception {
        broker.comeBack();
        broker.be(MoodyBroker.Mood.SERVES);
        for (String route : ROUTES) {
            context.getRouteController().startRoute(route);
            context.getRouteController().resumeRoute(route);
        }
        int before = received.get();
        broker.resetAll();
        await().atMost(PROMPTLY).until(() -> received.get() > before);
        await().atMost(PROMPTLY).until(() -> !template.send(
                        OUT, exchange -> exchange.getMessage().setBody("y"))
                .isFailed());
    }

    private void ends() throws Exception {
        for (CompletableFuture<Exchange> send : sends) {
            send.get(PROMPTLY.toMillis(), TimeUnit.MILLISECONDS);
        }
        sends.clear();
        for (String route : ROUTES) {
            stop(route);
        }
        await().atMost(PROMPTLY).until(() -> context.getInflightRepository().size() == 0);
        broker.awaitNoConnection();
    }

    private static List<String> threads(String part) {
        Thread[] all = new Thread[Thread.activeCount() * 2];
        int count = Thread.enumerate(all);
        return Arrays.stream(all, 0, count)
                .map(Thread::getName)
                .filter(name -> name.contains(part))
                .toList();
    }
}
