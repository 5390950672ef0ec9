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
package io.github.camelstomp2.client.link;

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.BrokerList;
import io.github.camelstomp2.client.options.ReconnectPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Decides which broker is tried next, and when. A round tries the whole list without waiting; between rounds the wait
 * grows. After the loss of a good connection that lasted for the shortest wait, the next round begins at once if there
 * are other brokers. If the lost broker sent nothing any more, the others come first: it may be frozen, and a connect to
 * it would wait. Time and random numbers are passed in.
 */
final class ReconnectPlan {
    /** A connection that lasts this long is stable: after its loss, waits begin with the shortest one again. */
    static final Duration STABLE_AFTER = Duration.ofSeconds(10);

    private final BrokerList brokers;
    private final ReconnectPolicy policy;
    private final Random random;
    private final Deque<BrokerAddress> round = new ArrayDeque<>();
    /** Failed rounds and losses since a connection was stable. They determine the wait. */
    private int setbacks;

    /** Failed rounds in a row. Any connection, however short, ends the row. */
    private int failedRounds;

    private boolean refused;
    private Duration shortest = Duration.ZERO;
    private long connectedAt;

    ReconnectPlan(BrokerList brokers, ReconnectPolicy policy, Random random) {
        this.brokers = brokers;
        this.policy = policy;
        this.random = random;
    }

    /** The broker to try now. */
    BrokerAddress next() {
        if (round.isEmpty()) {
            round.addAll(shuffledIfWanted());
        }
        return round.remove();
    }

    private List<BrokerAddress> shuffledIfWanted() {
        List<BrokerAddress> addresses = new ArrayList<>(brokers.addresses());
        if (brokers.randomize()) {
            Collections.shuffle(addresses, random);
        }
        return addresses;
    }

    /** Begins a round with the other brokers, in their order; the silent one comes last. */
    private void beginBehind(BrokerAddress silent) {
        List<BrokerAddress> addresses = shuffledIfWanted();
        Collections.rotate(addresses, -(addresses.indexOf(silent) + 1));
        round.clear();
        round.addAll(addresses);
    }

    /**
     * An attempt failed.
     *
     * @param loginRefused whether the broker answered with ERROR
     * @return how long to wait before {@link #next}, or {@code null} to give up
     */
    @Nullable
    Duration failed(boolean loginRefused) {
        refused |= loginRefused;
        if (!round.isEmpty()) {
            return Duration.ZERO;
        }
        boolean roundRefused = refused;
        refused = false;
        shortest = roundRefused ? policy.maxDelay() : policy.delay(0, random.nextDouble());
        Duration delay = roundRefused ? policy.maxDelay() : policy.delay(setbacks, random.nextDouble());
        setbacks++;
        failedRounds++;
        return policy.givesUpAfter(failedRounds) ? null : delay;
    }

    /**
     * The wait after the last failed round, for a connection that knows that a broker is available, or for a send that
     * should be tried soon. After a refused login it is not shorter than usual.
     */
    Duration shortest() {
        return shortest;
    }

    /** A broker answered CONNECTED. */
    void connected(long nowNanos) {
        connectedAt = nowNanos;
        failedRounds = 0;
        refused = false;
        round.clear();
    }

    /** The last connection was a good one, even if it was short. */
    void proved() {
        setbacks = 0;
    }

    /**
     * The connection was lost.
     *
     * @param silent the broker, if it sent nothing any more; {@code null} if the connection was closed
     * @return how long to wait before {@link #next}
     */
    Duration lost(@Nullable BrokerAddress silent, long nowNanos) {
        if (silent != null) {
            beginBehind(silent);
        }
        Duration lasted = Duration.ofNanos(nowNanos - connectedAt);
        if (lasted.compareTo(STABLE_AFTER) >= 0) {
            setbacks = 0;
        }
        boolean isFirst = setbacks == 0;
        // Without a wait, a message that ends each connection would make a loop that never pauses.
        boolean atOnce = isFirst && brokers.addresses().size() > 1 && lasted.compareTo(policy.delay()) >= 0;
        Duration delay = atOnce ? Duration.ZERO : policy.delay(setbacks, random.nextDouble());
        // A connection that breaks repeatedly right after CONNECTED has growing waits, like a connection that cannot be
        // made.
        setbacks++;
        return delay;
    }

    /** Forgets all earlier attempts. */
    void reset() {
        setbacks = 0;
        failedRounds = 0;
        refused = false;
        round.clear();
    }
}
