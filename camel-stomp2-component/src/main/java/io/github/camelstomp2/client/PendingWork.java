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
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.session.StompSession;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something to be sent, from its first attempt to its end, which comes exactly once. Event loop only. */
abstract class PendingWork extends Outbox.Item {
    private final SendListener listener;
    private final PendingSends sends;
    private final Duration timeout;
    private final long deadline;
    private LossHistory history = LossHistory.NONE;
    private boolean ended;

    /** When it was written, as a number that grows; 0 while it is not under way. Of {@link PendingSends}. */
    long written;

    /** Its neighbours in a {@link WorkList}. */
    @Nullable
    PendingWork before;

    @Nullable
    PendingWork behind;

    PendingWork(SendListener listener, PendingSends sends, Duration timeout, long nowNanos) {
        this.listener = listener;
        this.sends = sends;
        this.timeout = timeout;
        this.deadline = nowNanos + timeout.toNanos();
    }

    /** It has come to the event loop. */
    @Override
    public final void run() {
        sends.arrived(this);
    }

    /**
     * Writes it.
     *
     * @throws StompException if that is impossible, whatever the connection
     */
    abstract void write(StompSession session, BrokerDialect dialect);

    /** The broker refused it. */
    abstract void refused(StompBrokerException error);

    /**
     * The time is up.
     *
     * @param session the current one, or {@code null} when there is none
     * @param lastWords what is known of why
     */
    abstract void timedOut(@Nullable StompSession session, String lastWords);

    /** There will be no connection any more. */
    abstract void abandoned(StompException cause);

    /** The connection on which it was written has ended, and was perhaps {@link #blamed} on it. */
    abstract void connectionLost(StompException cause);

    /** What it is, as a failure names it: in one line, for a message may name its destination itself (replies). */
    abstract String destination();

    /** Where all of it goes: whatever goes there too may end connections for the same reason. */
    abstract String destinations();

    /** By what it is known again, should it come as another one. */
    abstract long content();

    /** Whether it is written only while nothing else is under way, because it may be what ends connections. */
    boolean isSuspicious() {
        return false;
    }

    /** Whether it cannot be written on any later connection either, since it belongs to one that is gone. */
    boolean isStale() {
        return false;
    }

    /** Ends what {@link #isStale}. */
    void stale() {}

    /** Whether it may be written on the current session, as soon as there is room. */
    boolean isReady() {
        return true;
    }

    /** Connections that ended because of it, perhaps. */
    LossHistory history() {
        return history;
    }

    void history(LossHistory known) {
        history = known;
    }

    /**
     * A connection has ended, and this may have been the reason.
     *
     * @param alone nothing else can have been
     */
    void blamed(boolean alone) {
        history = history.lost(alone);
    }

    /** It ended a connection, which is known for certain. */
    void judged(String why) {}

    /** Ends it without writing it, if it came before and was {@link #judged}. Returns whether it did. */
    boolean isJudged() {
        String verdict = history.verdict();
        if (verdict == null) {
            return false;
        }
        history = history.served();
        end(new StompUnsendableException(
                "nothing was sent to " + destination() + ", since on an earlier connection: " + verdict));
        return true;
    }

    /** Of a content that has ended connections alone, for a failure's text. */
    static String guilt(String what, OutgoingMessage message, StompException cause) {
        return "the connection ended " + LossHistory.GUILTY_ALONE + " times while nothing but this " + what + " ("
                + message.body().length + " bytes) was on its way" + message.headerSizes()
                + "; refused, or over a limit: "
                + cause.getMessage();
    }

    PendingSends sends() {
        return sends;
    }

    boolean isEnded() {
        return ended;
    }

    /** When its time is up, as {@link System#nanoTime} has it. */
    long deadline() {
        return deadline;
    }

    boolean isOverdue(long nowNanos) {
        return nowNanos - deadline >= 0;
    }

    /** Of the time limit, for a failure's text. */
    String within(String lastWords) {
        return " within " + timeout.toMillis() + " ms (confirmTimeout)" + lastWords;
    }

    StompUnconfirmedException unconfirmed(@Nullable String reason, @Nullable StompException cause) {
        return new StompUnconfirmedException(
                "it is unknown whether the broker has the message for " + destination() + ": " + reason, cause);
    }

    /**
     * @param failure {@code null}: the broker has it
     */
    void end(@Nullable StompException failure) {
        if (!ended) {
            ended = true;
            sends.ended(this);
            if (failure != null) {
                sends.remember(this);
            }
            listener.ended(failure);
        }
    }
}
