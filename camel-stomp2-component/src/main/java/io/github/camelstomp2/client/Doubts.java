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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The destinations whose messages may be what ends connections, as a full queue of RabbitMQ does. Each loss makes them
 * fewer, until one is left: that one is held back and tried now and then, with one message, while all others go on.
 * Event loop only; the time is passed in.
 */
final class Doubts {
    /**
     * What ends a connection does so at once. So long nothing else is written beside what is tried; whoever does not
     * answer within it holds up nobody any more.
     */
    static final Duration MOMENT = Duration.ofMillis(500);

    private static final long MOMENT_NANOS = MOMENT.toNanos();
    private static final int MOST = 1_000;
    private static final int CONFIRMED = 64;

    private final ReconnectPolicy policy;
    private final ConnectionLog log;
    private final Map<String, Doubt> doubts = new LinkedHashMap<>();

    /** Those that were tried last, at this time. */
    private List<Doubt> tried = List.of();

    private long triedAt;

    /** No broker could be reached since the last loss. */
    private boolean brokerGone;

    /** Destinations to which something was confirmed on this link, not all of them. */
    private @Nullable String[] confirmed = new String[CONFIRMED];

    Doubts(ReconnectPolicy policy, ConnectionLog log) {
        this.policy = policy;
        this.log = log;
    }

    /** Takes what is not to go out with all others. */
    boolean takes(PendingWork work) {
        if (doubts.isEmpty() && !work.isSuspicious()) {
            return false;
        }
        Doubt doubt = doubts.get(work.destinations());
        if (doubt == null && work.isSuspicious()) {
            doubt = doubt(work);
        }
        if (doubt != null) {
            doubt.add(work);
        }
        return doubt != null;
    }

    private Doubt doubt(PendingWork work) {
        return doubts.computeIfAbsent(work.destinations(), Doubt::new);
    }

    // ---- trying

    /** Whether something is being tried beside which nothing else may be written. */
    boolean isTrying(long nowNanos) {
        return nowNanos - triedAt < MOMENT_NANOS && tried.stream().anyMatch(Doubt::isTried);
    }

    /** The moment of what is tried begins when the broker can have read it; a long body takes its time. */
    void stillBeingWritten(long nowNanos) {
        if (isTrying(nowNanos)) {
            triedAt = nowNanos;
        }
    }

    boolean isDue(long nowNanos) {
        return !doubts.isEmpty() && doubts.values().stream().anyMatch(doubt -> doubt.isDue(nowNanos));
    }

    /** Those to be tried now, together: the least suspicious first. */
    List<Doubt> begin(long nowNanos) {
        List<Doubt> together = new ArrayList<>();
        doubts.values().stream()
                .filter(doubt -> doubt.isDue(nowNanos))
                .sorted(Comparator.comparingInt(Doubt::losses))
                .filter(doubt -> together.isEmpty() || together.size() < Math.min(share(together), doubt.share()))
                .forEach(together::add);
        tried = together;
        triedAt = nowNanos;
        return together;
    }

    private static int share(List<Doubt> together) {
        return together.stream().mapToInt(Doubt::share).min().orElseThrow();
    }

    /**
     * This one has ended while the connection stands.
     *
     * @param goOn gets in front what need not wait any more because of that
     */
    void ended(PendingWork work, Deque<PendingWork> goOn) {
        Doubt doubt = doubts.isEmpty() ? null : doubts.get(work.destinations());
        if (doubt != null && doubt.ended(work) && !doubt.isTried() && doubt.answered()) {
            doubts.remove(doubt.destination());
            doubt.waiting().descendingIterator().forEachRemaining(goOn::addFirst);
        }
    }

    void confirmed(PendingWork work) {
        String destination = work.destinations();
        int slot = destination.hashCode() & CONFIRMED - 1;
        if (confirmed[slot] != destination) {
            confirmed[slot] = destination;
        }
        Doubt doubt = doubts.isEmpty() ? null : doubts.get(destination);
        if (doubt != null && doubt.isHeldBack()) {
            log.goesOn(destination);
        }
    }

    private boolean isConfirmed(String destination) {
        return destination.equals(confirmed[destination.hashCode() & CONFIRMED - 1]);
    }

    // ---- losses

    /**
     * The broker ended the connection.
     *
     * @param lost what was on its way
     * @param all whether that was everything that can have been the reason
     * @return whether it was a destination, known or tried apart, so that this says nothing against the broker
     */
    boolean blame(Collection<PendingWork> lost, boolean all, String reason, long nowNanos) {
        forget();
        boolean apart = isTrying(nowNanos);
        List<PendingWork> blamed = lost.stream()
                .filter(work -> !apart || tried.contains(doubts.get(work.destinations())))
                .toList();
        List<Doubt> found = found(blamed);
        Doubt only = found.size() == 1 && (all || apart) ? found.get(0) : null;
        boolean alone = only != null
                && blamed.size() == 1
                && (only.goesOneByOne() || blamed.get(0).isSuspicious());
        blamed.forEach(work -> work.blamed(alone));
        found.forEach(doubt -> doubt.lostAmong(found.size()));
        // It was tried and has not answered yet: not known to be the reason, but the most suspicious of all.
        Doubt guilty = only == null && tried.size() == 1 && tried.get(0).isTried() ? tried.get(0) : only;
        if (guilty == null) {
            return false;
        }
        guilty.lost(reason);
        // What is tried apart may well be the reason, unless there was no broker meanwhile.
        boolean expected = apart && !brokerGone;
        brokerGone = false;
        return holdBack(guilty, nowNanos) || expected;
    }

    /** Those to which something was confirmed before come first: they are tried first. */
    private List<Doubt> found(List<PendingWork> blamed) {
        Set<Doubt> found = new LinkedHashSet<>();
        for (boolean good : new boolean[] {true, false}) {
            blamed.stream()
                    .filter(work -> isConfirmed(work.destinations()) == good)
                    .forEach(work -> found.add(doubt(work)));
        }
        return List.copyOf(found);
    }

    private boolean holdBack(Doubt doubt, long nowNanos) {
        if (!doubt.goesOneByOne()) {
            return false;
        }
        if (doubt.isHeldBack()) {
            Duration delay = policy.delay(doubt.timesHeldBack() - 1, 1);
            doubt.holdBack(nowNanos, delay);
            log.heldBack(doubt, delay);
        }
        return true;
    }

    void brokerIsGone() {
        brokerGone = true;
        doubts.values().forEach(Doubt::brokerIsGone);
    }

    /** Why this one waits, to be appended to a sentence. */
    String words(PendingWork work) {
        Doubt doubt = doubts.get(work.destinations());
        return doubt == null ? "" : doubt.words();
    }

    // ---- the end of the link

    /**
     * The link is down.
     *
     * @param left gets what waits
     */
    void linkDown(Collection<PendingWork> left) {
        tried = List.of();
        confirmed = new String[CONFIRMED];
        doubts.values().forEach(doubt -> doubt.linkDown(left));
    }

    void dropEnded() {
        doubts.values().forEach(Doubt::dropEnded);
    }

    /** Those that were not needed in the whole life of a connection. */
    private void forget() {
        doubts.values().removeIf(doubt -> doubt.isIdle() && (doubt.losses() == 0 || doubts.size() > MOST));
    }
}
