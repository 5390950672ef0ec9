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
package io.github.camelstomp2.client.send;

import io.github.camelstomp2.client.log.ConnectionLog;
import io.github.camelstomp2.client.options.ReconnectPolicy;
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
 * The destinations whose messages may be the reason why connections end; a full queue of RabbitMQ is such a reason.
 * With each loss there are fewer of them, until one is left. Messages to that one are held back, and now and then one
 * of them is tried, while all other destinations go on. Event loop only; the time is passed in.
 */
public final class Doubts {
    /**
     * A message that ends a connection does so at once. So for this long nothing else is written beside a tried
     * message. After that, a tried message without an answer does not stop the others any more.
     */
    static final Duration MOMENT = Duration.ofMillis(500);

    private static final long MOMENT_NANOS = MOMENT.toNanos();
    private static final int MOST = 1_000;
    private static final int CONFIRMED = 64;

    private final ReconnectPolicy policy;
    private final ConnectionLog log;
    private final Map<String, Doubt> doubts = new LinkedHashMap<>();

    /** The destinations that were tried last, at the time of {@code triedAt}. */
    private List<Doubt> tried = List.of();

    private long triedAt;

    /** Whether no broker could be reached after the last loss. */
    private boolean brokerGone;

    /** Some of the destinations to which a message was confirmed on this link. */
    private @Nullable String[] confirmed = new String[CONFIRMED];

    public Doubts(ReconnectPolicy policy, ConnectionLog log) {
        this.policy = policy;
        this.log = log;
    }

    /** Takes a send that must not be written with all others; returns whether it did. */
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

    /** Whether a send is being tried at this moment, so that nothing else may be written. */
    boolean isTrying(long nowNanos) {
        return nowNanos - triedAt < MOMENT_NANOS && tried.stream().anyMatch(Doubt::isTried);
    }

    /** The time limit of a try begins when the broker can have read it, since writing a long body takes time. */
    void stillBeingWritten(long nowNanos) {
        if (isTrying(nowNanos)) {
            triedAt = nowNanos;
        }
    }

    boolean isDue(long nowNanos) {
        return !doubts.isEmpty() && doubts.values().stream().anyMatch(doubt -> doubt.isDue(nowNanos));
    }

    /** The destinations to try now, together; those that are least likely the reason come first. */
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
     * A send has ended while the connection goes on.
     *
     * @param goOn sends that need not wait any more are added at its front
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
            log.sends().goesOn(destination);
        }
    }

    private boolean isConfirmed(String destination) {
        return destination.equals(confirmed[destination.hashCode() & CONFIRMED - 1]);
    }

    // ---- losses

    /**
     * The broker ended the connection.
     *
     * @param lost the sends that were on their way
     * @param all whether nothing else can have been the reason
     * @return whether the reason was a destination that is known or was being tried; then the loss says nothing against
     *     the broker
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
        // A tried send without an answer yet: not certain to be the reason, but the most likely one.
        Doubt guilty = only == null && tried.size() == 1 && tried.get(0).isTried() ? tried.get(0) : only;
        if (guilty == null) {
            return false;
        }
        guilty.lost(reason);
        // A tried send may well be the reason, unless no broker could be reached meanwhile.
        boolean expected = apart && !brokerGone;
        brokerGone = false;
        return holdBack(guilty, nowNanos) || expected;
    }

    /** Adds destinations. Those with a confirmed message come first, so they are tried first. */
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
            log.sends().heldBack(doubt.destination(), doubt.timesHeldBack() == 1, doubt.reason(), delay);
        }
        return true;
    }

    void brokerIsGone() {
        brokerGone = true;
        doubts.values().forEach(Doubt::brokerIsGone);
    }

    /** Why this send waits, to be appended to a sentence. */
    String words(PendingWork work) {
        Doubt doubt = doubts.get(work.destinations());
        return doubt == null ? "" : doubt.words();
    }

    // ---- the end of the link

    /**
     * The link has ended.
     *
     * @param left the waiting sends are added to it
     */
    void linkDown(Collection<PendingWork> left) {
        tried = List.of();
        confirmed = new String[CONFIRMED];
        doubts.values().forEach(doubt -> doubt.linkDown(left));
    }

    void dropEnded() {
        doubts.values().forEach(Doubt::dropEnded);
    }

    /** Forgets destinations about which there was no doubt during the whole link. */
    private void forget() {
        doubts.values().removeIf(doubt -> doubt.isIdle() && (doubt.losses() == 0 || doubts.size() > MOST));
    }
}
