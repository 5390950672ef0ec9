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

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Which broker is tried next, and when. A round goes through the whole list without waiting; between rounds it backs off.
 * Time and chance are passed in.
 */
final class ReconnectPlan {
    /** How long a connection has to last before the next loss of it starts with the shortest wait again. */
    static final Duration STABLE_AFTER = Duration.ofSeconds(10);

    private final BrokerList brokers;
    private final ReconnectPolicy policy;
    private final Random random;
    private final Deque<BrokerAddress> round = new ArrayDeque<>();
    /** Rounds and losses since a connection was stable: how far the waits have grown. */
    private int setbacks;

    /** In a row: a connection, however short, ends the row. */
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
            List<BrokerAddress> addresses = new ArrayList<>(brokers.addresses());
            if (brokers.randomize()) {
                Collections.shuffle(addresses, random);
            }
            round.addAll(addresses);
        }
        return round.remove();
    }

    /**
     * An attempt failed.
     *
     * @param loginRefused whether the broker answered, with ERROR
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
     * How long to wait after the last failed round for somebody who knows that a broker is there, or wants to know now. After a
     * refused login that is no sooner.
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

    /** The connection that was made last was a good one, however short. */
    void proved() {
        setbacks = 0;
    }

    /** The connection was lost; the next attempt begins with the first broker. Returns how long to wait before it. */
    Duration lost(long nowNanos) {
        if (nowNanos - connectedAt >= STABLE_AFTER.toNanos()) {
            setbacks = 0;
        }
        Duration delay = policy.delay(setbacks, random.nextDouble());
        // A connection that breaks again and again right after CONNECTED backs off like one that cannot be made.
        setbacks++;
        return delay;
    }

    /** As if nothing had been tried. */
    void reset() {
        setbacks = 0;
        failedRounds = 0;
        refused = false;
        round.clear();
    }
}
