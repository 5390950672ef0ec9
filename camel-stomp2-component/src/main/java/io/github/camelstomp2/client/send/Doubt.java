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

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A destination whose messages may be the reason why connections end. Its messages wait here in their order. Some of
 * them are tried while nothing else is on its way; the answer to them ends the doubt. Event loop only.
 */
final class Doubt {
    /**
     * After this many losses in a row with only this destination's messages on their way, they are tried one at a time.
     */
    private static final int LOSSES_TOGETHER = 2;

    /**
     * Up to this many destinations in doubt are tried one after the other. Of more, half of them are tried together.
     */
    private static final int FEW = 8;

    private final String destination;
    private final Deque<PendingWork> waiting = new ArrayDeque<>();
    private final Set<PendingWork> tried = new LinkedHashSet<>();

    /** How many destinations may have ended the connection, with this one. */
    private int company = 1;

    /** How many connections in a row ended with no other destination as a possible reason. */
    private int losses;

    private long notBefore;
    private String reason = "";

    Doubt(String destination) {
        this.destination = destination;
    }

    String destination() {
        return destination;
    }

    void add(PendingWork work) {
        waiting.add(work);
    }

    // ---- what is tried

    boolean isDue(long nowNanos) {
        return tried.isEmpty() && !waiting.isEmpty() && (!isHeldBack() || nowNanos - notBefore >= 0);
    }

    boolean isTried() {
        return !tried.isEmpty();
    }

    /** How many destinations may be tried at the same time, with this one. */
    int share() {
        return losses > 0 || company <= FEW || isFirstSuspicious() ? 1 : company / 2;
    }

    boolean goesOneByOne() {
        return losses >= LOSSES_TOGETHER;
    }

    /** The next send that may be written, or {@code null}. A send that may end the connection is written alone. */
    @Nullable
    PendingWork next() {
        dropEnded();
        boolean one = goesOneByOne() || isFirstSuspicious();
        return tried.isEmpty() || !one && tried.stream().noneMatch(PendingWork::isSuspicious) ? waiting.poll() : null;
    }

    void tries(PendingWork work) {
        tried.add(work);
    }

    private boolean isFirstSuspicious() {
        PendingWork first = waiting.peek();
        return first != null && first.isSuspicious();
    }

    // ---- the result of trying

    boolean ended(PendingWork work) {
        return tried.remove(work);
    }

    /** The tried sends have ended and the connection has not. Returns whether the doubt has ended. */
    boolean answered() {
        losses = 0;
        company = 1;
        dropEnded();
        return !isFirstSuspicious();
    }

    /** The connection ended, and one of this many destinations was the reason. */
    void lostAmong(int destinations) {
        company = destinations;
    }

    /** The connection ended, and no other destination can have been the reason. */
    void lost(String why) {
        company = 1;
        losses++;
        reason = why;
    }

    /** After the loss no broker could be reached, so the loss had another reason, unless a send was being tried. */
    void brokerIsGone() {
        if (!isHeldBack()) {
            losses = 0;
        }
    }

    void holdBack(long nowNanos, Duration delay) {
        notBefore = nowNanos + delay.toNanos();
    }

    int losses() {
        return losses;
    }

    /** How often in a row one message was tried without success. */
    int timesHeldBack() {
        return Math.max(0, losses - LOSSES_TOGETHER);
    }

    boolean isHeldBack() {
        return timesHeldBack() > 0;
    }

    /** Why its messages wait, to be appended to a sentence. */
    String words() {
        return goesOneByOne() ? "; " + destination + " is held back: " + reason() : "";
    }

    String reason() {
        return "the connection ended " + losses
                + " times in a row while only messages to it were on their way; refused, or" + " over a limit: "
                + reason;
    }

    // ---- the end of the link

    /** The link has ended, and with it the attempts. */
    void linkDown(Collection<PendingWork> left) {
        tried.clear();
        left.addAll(waiting);
        waiting.clear();
    }

    void dropEnded() {
        waiting.removeIf(PendingWork::isEnded);
    }

    /** Whether there is nothing to remember about this destination. */
    boolean isIdle() {
        return tried.isEmpty() && waiting.isEmpty();
    }

    /** The waiting sends; from now on they are written with all others. */
    Deque<PendingWork> waiting() {
        return waiting;
    }
}
