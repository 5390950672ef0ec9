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

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.StompSession;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All sends of a connection that have not ended: those that wait to be written, in order, and those that wait for their
 * receipt. Event loop only; the time is passed in.
 */
final class PendingSends {
    private final WorkList all = new WorkList();
    private final Deque<PendingWork> waiting = new ArrayDeque<>();
    private final Set<PendingWork> again = new LinkedHashSet<>();

    /** Those whose turn has come, but that are not ready. */
    private final Set<PendingWork> held = new LinkedHashSet<>();

    /** Those that were under way when the link ended, each with what it was told. */
    private final Map<PendingWork, StompException> lost = new HashMap<>();

    private final UnaddressedErrors unaddressed = new UnaddressedErrors();
    private final LostContents lostContents;
    private final Doubts doubts;
    private final Consumer<PendingWork> gate;
    private final SendFrames frames = new SendFrames();
    private final LinkHealth health = new LinkHealth();
    private @Nullable StompException linkEnd;
    private boolean writing;

    /** Those that were written and have no answer. */
    private int underWay;

    private long writtenLast;

    /** No send's time is up before this. */
    private long firstDeadline;

    /** Those that wait have had their turn: now they let those go first that are in doubt. */
    private boolean yielding;

    /**
     * @param gate is given what comes from other threads, and {@link #add}s it
     */
    PendingSends(LostContents lostContents, Doubts doubts, Consumer<PendingWork> gate) {
        this.lostContents = lostContents;
        this.doubts = doubts;
        this.gate = gate;
    }

    /** Makes their frames. */
    SendFrames frames() {
        return frames;
    }

    void arrived(PendingWork work) {
        gate.accept(work);
    }

    void add(PendingWork work) {
        if (all.isEmpty() || work.deadline() - firstDeadline < 0) {
            firstDeadline = work.deadline();
        }
        all.add(work);
        if (!lostContents.isEmpty()) {
            work.history(lostContents.take(work.content(), System.nanoTime()));
            if (work.isJudged()) {
                return;
            }
        }
        waiting.add(work);
    }

    /** It failed, perhaps after connections were lost with it, and may come again. */
    void remember(PendingWork work) {
        if (work.history().losses() > 0) {
            lostContents.put(work.content(), work.history(), System.nanoTime());
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * Writes what waits, as long as the socket takes it. Writing can make the socket report that it takes more again,
     * which leads here again: that call returns at once.
     */
    void write(StompLink link, BrokerDialect dialect, long nowNanos) {
        if (!link.isWritable()) {
            doubts.stillBeingWritten(nowNanos);
            return;
        }
        if (writing || doubts.isTrying(nowNanos)) {
            return;
        }
        writing = true;
        try {
            if (!yielding || !doubts.isDue(nowNanos)) {
                writeWaiting(link, dialect, nowNanos);
            }
            yielding = doubts.isDue(nowNanos);
            if (yielding && isOpen(link) && health.isQuiet(underWay == 0, nowNanos)) {
                yielding = false;
                health.refusalIsOver();
                doubts.begin(nowNanos).forEach(doubt -> tryNow(doubt, link, dialect, nowNanos));
            }
        } finally {
            writing = false;
        }
    }

    private static boolean isOpen(StompLink link) {
        return link.isWritable() && link.session().isConnected();
    }

    private void writeWaiting(StompLink link, BrokerDialect dialect, long nowNanos) {
        while (!waiting.isEmpty() && isOpen(link)) {
            PendingWork work = waiting.remove();
            if (!work.isEnded() && !doubts.takes(work)) {
                write(work, link, dialect, nowNanos);
            }
        }
    }

    private void tryNow(Doubt doubt, StompLink link, BrokerDialect dialect, long nowNanos) {
        while (isOpen(link)) {
            PendingWork work = doubt.next();
            if (work == null) {
                return;
            }
            write(work, link, dialect, nowNanos);
            if (work.written > 0) {
                doubt.tries(work);
            }
        }
    }

    private void write(PendingWork work, StompLink link, BrokerDialect dialect, long nowNanos) {
        if (work.isStale()) {
            work.stale();
        } else if (!work.isReady()) {
            held.add(work);
        } else {
            health.written(nowNanos);
            write(work, link.session(), dialect);
        }
    }

    private void write(PendingWork work, StompSession session, BrokerDialect dialect) {
        try {
            work.write(session, dialect);
            if (work.isEnded()) {
                health.writtenUnaccountably();
            } else {
                work.written = ++writtenLast;
                underWay++;
            }
        } catch (StompException e) {
            work.end(e);
        }
    }

    /** An ERROR came that does not say to what it answers, and is about no subscription. */
    void unaddressed(StompBrokerException error) {
        if (health.isAccountable() && underWay > 0) {
            unaddressed.add(error, underWay());
        }
    }

    /** Those that are under way, in the order in which they were written. */
    private List<PendingWork> underWay() {
        List<PendingWork> written = all.which(work -> work.written > 0);
        written.sort(Comparator.comparingLong(work -> work.written));
        return written;
    }

    private void noneUnderWay() {
        all.which(work -> work.written > 0).forEach(work -> work.written = 0);
        underWay = 0;
    }

    /** The broker has it. */
    void confirmed(PendingWork work) {
        health.confirmed();
        doubts.confirmed(work);
    }

    /** The broker refused it, which may be followed by the end of the link. */
    void refused(PendingWork work, StompBrokerException error) {
        health.refused(work, error, System.nanoTime());
    }

    /** The connection was lost before this one's receipt. */
    void lost(PendingWork work, StompException cause) {
        lost.putIfAbsent(work, cause);
    }

    /** Why this one waits, to be appended to a sentence. */
    String words(PendingWork work) {
        return unaddressed.suspicion(work) + doubts.words(work);
    }

    /** It may be written again. */
    void again(PendingWork work) {
        again.add(work);
    }

    /**
     * The link is down: those to be written again go before those that were never written, in their old order.
     *
     * @param byBroker whether the broker has ended it, or the network
     * @return whether that says nothing against the broker: it has confirmed messages, or one of them was the reason
     */
    boolean linkDown(boolean byBroker, long nowNanos) {
        Map<PendingWork, StompException> ended = takeLost();
        boolean alive = health.hasConfirmed();
        PendingWork judged = byBroker ? health.judged() : null;
        if (judged != null) {
            alive = true;
            remember(judged);
        } else if (byBroker && !ended.isEmpty()) {
            String reason = ended.values().iterator().next().getMessage();
            alive |= doubts.blame(ended.keySet(), health.isAccountable(), reason, nowNanos);
        }
        doubts.linkDown(again);
        noneUnderWay();
        unaddressed.clear();
        health.linkDown();
        ended.forEach(PendingWork::connectionLost);
        all.which(PendingWork::isStale).forEach(PendingWork::stale);
        again.addAll(held);
        held.clear();
        waitFirst(again);
        return alive;
    }

    /** No broker could be reached: it was the broker, or the network, and not what was sent. */
    void brokerIsGone() {
        doubts.brokerIsGone();
    }

    /** Receipts are lost in no particular order, but what was written first is what a broker reads first. */
    private Map<PendingWork, StompException> takeLost() {
        Map<PendingWork, StompException> ordered = new LinkedHashMap<>();
        for (PendingWork work : underWay()) {
            StompException cause = lost.get(work);
            if (cause != null) {
                ordered.put(work, cause);
            }
        }
        lost.clear();
        return ordered;
    }

    /** Some of those that were held may be ready now. */
    void mayBeReady() {
        waitFirst(held);
    }

    private void waitFirst(Set<PendingWork> works) {
        // Receipts are lost in no particular order; "all" knows the one in which they were sent.
        List<PendingWork> ordered = all.which(works::contains);
        works.clear();
        for (int i = ordered.size() - 1; i >= 0; i--) {
            waiting.addFirst(ordered.get(i));
        }
    }

    /**
     * Ends those whose time is up.
     *
     * @param session the one on which they were written, or {@code null} when there is none
     * @param lastWords what is known of why they wait
     * @return why the link has to be ended for that, or {@code null}
     */
    @Nullable
    StompException expire(long nowNanos, @Nullable StompSession session, String lastWords) {
        if (all.isEmpty() || nowNanos - firstDeadline < 0) {
            return null;
        }
        List<PendingWork> overdue = all.which(work -> work.isOverdue(nowNanos));
        firstDeadline = firstDeadlineOfOthers(nowNanos);
        if (overdue.isEmpty()) {
            return null;
        }
        List<String> words =
                overdue.stream().map(work -> lastWords + words(work)).toList();
        unaddressed.clear();
        for (int i = 0; i < overdue.size(); i++) {
            overdue.get(i).timedOut(session, words.get(i));
        }
        // Those that ended before they were written would stay in the queue as long as there is no connection.
        dropEnded();
        StompException end = linkEnd;
        linkEnd = null;
        return end;
    }

    /** Many sends end long before their time is up: they are looked through only when that of the oldest would be. */
    private long firstDeadlineOfOthers(long nowNanos) {
        return all.which(work -> !work.isOverdue(nowNanos)).stream()
                        .mapToLong(work -> work.deadline() - nowNanos)
                        .min()
                        .orElse(0)
                + nowNanos;
    }

    /** Those that ended before they were written. */
    void dropEnded() {
        waiting.removeIf(PendingWork::isEnded);
        held.removeIf(PendingWork::isEnded);
        doubts.dropEnded();
    }

    void endsLink(StompException cause) {
        linkEnd = cause;
    }

    /** There will be no connection any more: ends all. */
    void abandon(StompException cause) {
        all.which(work -> true).forEach(work -> work.abandoned(cause));
        waiting.clear();
        again.clear();
        held.clear();
        noneUnderWay();
        unaddressed.clear();
    }

    void ended(PendingWork work) {
        all.takeOut(work);
        if (work.written > 0) {
            work.written = 0;
            underWay--;
        }
        unaddressed.ended(work);
        doubts.ended(work, waiting);
    }
}
