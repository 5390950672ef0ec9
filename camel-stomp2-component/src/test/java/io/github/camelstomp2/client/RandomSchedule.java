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
package io.github.camelstomp2.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.client.transport.NettyTransport;
import io.github.camelstomp2.protocol.AckMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** One connection to which things happen in an order that chance decides. */
public final class RandomSchedule {

    /** What can happen. */
    public enum Act {
        START,
        STOP,
        SUBSCRIBE,
        UNSUBSCRIBE,
        PAUSE,
        RESUME,
        SEND,
        KILL,
        CLOSE,
        KEEP_MESSAGES,
        GO_AWAY,
        COME_BACK,
        SERVE,
        SAY_NOTHING,
        IGNORE_ALL,
        REFUSE_LOGIN,
        HANG_UP,
        AWAIT_A_STATE
    }

    private static final Duration PROMPTLY = Duration.ofSeconds(20);
    private static final Duration GOODBYE = Duration.ofMillis(20);
    private static final Duration STATE_PATIENCE = Duration.ofMillis(8);
    private static final int MOST_ACTS = 24;

    private final Random random;
    private final MoodyBroker broker;
    private final String name;
    private final boolean patient;
    private final StompConnection connection;
    private final Map<Act, Integer> acts = new EnumMap<>(Act.class);
    private final List<Act> history = new ArrayList<>();
    private final List<StompSubscription> subscriptions = new ArrayList<>();
    private final List<SendResult> sends = new ArrayList<>();
    private final List<CompletionStage<Void>> stops = new ArrayList<>();

    /**
     * @param elsewhere the address of a broker that is never there
     */
    public RandomSchedule(int number, MoodyBroker broker, String elsewhere, NettyTransport transport) {
        this.random = Seed.random(number);
        this.broker = broker;
        this.name = "schedule-" + number;
        this.patient = random.nextInt(3) > 0;
        String url = random.nextInt(4) == 0 ? elsewhere + "," + broker.url() : broker.url();
        this.connection = new StompConnection(name, options(url), transport);
    }

    private StompClientOptions options(String url) {
        return new ClientSettings(url)
                .dialect(random.nextBoolean() ? BrokerDialects.RABBITMQ : null)
                .connectTimeout(Duration.ofMillis(patient ? 2_000 : 8))
                .reconnectDelay(Duration.ofMillis(1 + random.nextInt(3)))
                .maxAttempts(random.nextInt(4) == 0 ? 1 + random.nextInt(2) : -1)
                .build();
    }

    /** Lets things happen, and in the end, if chance wants it so, sees that the connection works. */
    public void run() throws Exception {
        broker.comeBack();
        broker.be(MoodyBroker.Mood.SERVES);
        connection.start();
        Act[] all = Act.values();
        for (int i = 2 + random.nextInt(MOST_ACTS); i > 0; i--) {
            act(all[random.nextInt(all.length)]);
            if (random.nextBoolean()) {
                linger(random.nextBoolean() ? ConnectionState.CONNECTED : ConnectionState.WAITING);
            }
        }
        if (patient && random.nextBoolean()) {
            works();
        }
        ends();
    }

    private void act(Act act) {
        history.add(act);
        acts.merge(act, 1, Integer::sum);
        switch (act) {
            case START -> connection.start();
            case STOP -> stop();
            case SUBSCRIBE -> subscribe();
            case UNSUBSCRIBE, PAUSE, RESUME -> toASubscription(act);
            case SEND -> send(random.nextBoolean(), Duration.ofMillis(random.nextInt(2) == 0 ? 20 : 5_000));
            case KILL -> broker.resetAll();
            case CLOSE -> broker.closeAll();
            case KEEP_MESSAGES -> broker.keepMessages();
            case GO_AWAY -> broker.goAway();
            case COME_BACK -> broker.comeBack();
            case SERVE -> broker.be(MoodyBroker.Mood.SERVES);
            case SAY_NOTHING -> broker.be(MoodyBroker.Mood.SAYS_NOTHING);
            case IGNORE_ALL -> broker.be(MoodyBroker.Mood.IGNORES_ALL);
            case REFUSE_LOGIN -> broker.be(MoodyBroker.Mood.REFUSES_LOGIN);
            case HANG_UP -> broker.be(MoodyBroker.Mood.HANGS_UP);
            case AWAIT_A_STATE -> {
                ConnectionState[] states = ConnectionState.values();
                linger(states[random.nextInt(states.length)]);
            }
        }
    }

    /** Gives the connection a moment to reach a state, so that the next thing happens at any point of its life. */
    private void linger(ConnectionState state) {
        long start = System.nanoTime();
        while (connection.state() != state && System.nanoTime() - start < STATE_PATIENCE.toNanos()) {
            LockSupport.parkNanos(20_000);
        }
    }

    private void stop() {
        stops.add(connection.stop(random.nextInt(4) == 0 ? Duration.ZERO : GOODBYE));
    }

    private void subscribe() {
        subscriptions.add(connection.subscribe(
                WireTest.request("/queue/" + subscriptions.size(), AckMode.values()[random.nextInt(3)]),
                deliveries -> {}));
    }

    private void toASubscription(Act act) {
        if (subscriptions.isEmpty()) {
            return;
        }
        int which = random.nextInt(subscriptions.size());
        switch (act) {
            case UNSUBSCRIBE -> subscriptions.remove(which).close();
            case PAUSE -> subscriptions.get(which).setReadingPaused(true);
            default -> subscriptions.get(which).setReadingPaused(false);
        }
    }

    private SendResult send(boolean confirm, Duration timeout) {
        SendResult result = WireTest.send(connection, WireTest.message("x", confirm, timeout, 1 + random.nextInt(3)));
        sends.add(result);
        return result;
    }

    /** Whatever went before: once the broker serves again, and nobody pauses the reading, a send is confirmed. */
    private void works() throws Exception {
        broker.comeBack();
        broker.be(MoodyBroker.Mood.SERVES);
        subscriptions.forEach(subscription -> subscription.setReadingPaused(false));
        stop();
        awaitStops();
        connection.start();
        assertThat(send(true, PROMPTLY).failureOrNull()).as("%s", this).isNull();
    }

    private void ends() throws Exception {
        stop();
        awaitStops();
        assertThat(connection.state()).as("%s", this).isEqualTo(ConnectionState.STOPPED);
        assertThat(sends).as("every send has ended; %s", this).allMatch(SendResult::hasEnded);
        broker.awaitNoConnection();
    }

    private void awaitStops() throws Exception {
        for (CompletionStage<Void> stop : stops) {
            try {
                stop.toCompletableFuture().get(PROMPTLY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError("a stop did not end; " + this, e);
            }
        }
        stops.clear();
    }

    public Map<Act, Integer> acts() {
        return acts;
    }

    /** The sends that were made, all of which have ended. */
    public List<SendResult> sends() {
        return sends;
    }

    /** The name of its connection. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name + " in state " + connection.state() + " after " + history + "; " + Seed.inWords();
    }
}
