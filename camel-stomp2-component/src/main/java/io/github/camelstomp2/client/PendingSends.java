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
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All sends of a connection that have not ended: those that wait to be written, in order, and those that wait for their
 * receipt. Event loop only; the time is passed in.
 */
final class PendingSends {
    private final Set<PendingWork> all = new LinkedHashSet<>();
    private final Deque<PendingWork> waiting = new ArrayDeque<>();
    private final Set<PendingWork> underWay = new LinkedHashSet<>();
    private final Set<PendingWork> again = new LinkedHashSet<>();

    /** Those whose turn has come, but that are not ready. */
    private final Set<PendingWork> held = new LinkedHashSet<>();

    private final UnaddressedErrors unaddressed = new UnaddressedErrors();
    private @Nullable StompException linkEnd;
    private boolean writing;

    /** Something was written on this link for whose receipt nobody asked: an unaddressed ERROR may be about that. */
    private boolean unaccountable;

    void add(OutgoingMessage message, SendListener listener, long nowNanos) {
        add(new PendingSend(message, listener, this, nowNanos));
    }

    void add(OutgoingTransaction transaction, SendListener listener, long nowNanos) {
        add(new PendingTransaction(transaction, listener, this, nowNanos));
    }

    void add(PendingWork work) {
        all.add(work);
        waiting.add(work);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * Writes what waits, as long as the socket takes it. Writing can make the socket report that it takes more again,
     * which leads here again: that call returns at once.
     */
    void write(StompLink link, BrokerDialect dialect) {
        if (writing) {
            return;
        }
        writing = true;
        try {
            while (!waiting.isEmpty()
                    && link.isWritable()
                    && link.session().isConnected()
                    && mayFollow(waiting.element())) {
                PendingWork work = waiting.remove();
                if (!work.isEnded() && !work.isReady()) {
                    held.add(work);
                } else if (!work.isEnded()) {
                    write(work, link.session(), dialect);
                }
            }
        } finally {
            writing = false;
        }
    }

    /** What may be the end of the connection goes alone: so it takes nothing with it, and is found out. */
    private boolean mayFollow(PendingWork next) {
        return underWay.isEmpty()
                || next.isEnded()
                || (!next.isSuspicious() && !underWay.iterator().next().isSuspicious());
    }

    private void write(PendingWork work, StompSession session, BrokerDialect dialect) {
        try {
            work.write(session, dialect);
            if (work.isEnded()) {
                unaccountable = true;
            } else {
                underWay.add(work);
            }
        } catch (StompException e) {
            work.end(e);
        }
    }

    /** An ERROR came that does not say to what it answers, and is about no subscription. */
    void unaddressed(StompBrokerException error) {
        if (!unaccountable && !underWay.isEmpty()) {
            unaddressed.add(error, List.copyOf(underWay));
        }
    }

    /** The connection was lost before this one's receipt, and it may be written again. */
    void again(PendingWork work) {
        again.add(work);
    }

    /** The link is down: those to be written again go before those that were never written, in their old order. */
    void linkDown() {
        underWay.clear();
        unaddressed.clear();
        unaccountable = false;
        again.addAll(held);
        held.clear();
        waitFirst(again);
    }

    /** Some of those that were held may be ready now. */
    void mayBeReady() {
        waitFirst(held);
    }

    private void waitFirst(Set<PendingWork> works) {
        // Receipts are lost in no particular order; "all" knows the one in which they were sent.
        List<PendingWork> ordered = all.stream().filter(works::contains).toList();
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
        List<PendingWork> overdue =
                all.stream().filter(work -> work.isOverdue(nowNanos)).toList();
        if (overdue.isEmpty()) {
            return null;
        }
        List<String> words = overdue.stream()
                .map(work -> lastWords + unaddressed.suspicion(work))
                .toList();
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

    /** Those that ended before they were written. */
    void dropEnded() {
        waiting.removeIf(PendingWork::isEnded);
        held.removeIf(PendingWork::isEnded);
    }

    void endsLink(StompException cause) {
        linkEnd = cause;
    }

    /** There will be no connection any more: ends all. */
    void abandon(StompException cause) {
        List.copyOf(all).forEach(work -> work.abandoned(cause));
        waiting.clear();
        again.clear();
        held.clear();
        underWay.clear();
        unaddressed.clear();
    }

    void ended(PendingWork work) {
        all.remove(work);
        underWay.remove(work);
        unaddressed.ended(work);
    }
}
