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

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.link.Outbox;
import io.github.camelstomp2.client.transport.LossHistory;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.session.StompSession;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A message or transaction to be sent, from its first attempt to its end. It ends exactly once. Event loop only. */
public abstract class PendingWork extends Outbox.Item {
    /** Keeps sends until they end. Called on the event loop. */
    public interface Owner {
        /** The send has arrived on the event loop. */
        void arrived(PendingWork work);

        /** The maker of their frames. */
        SendFrames frames();

        /** The broker has the send. */
        void confirmed(PendingWork work);

        /** The broker refused the send; it may close the connection next. */
        void refused(PendingWork work, StompBrokerException error);

        /** The connection was lost before the receipt of this send. */
        void lost(PendingWork work, StompException cause);

        /** The send may be written again. */
        void again(PendingWork work);

        /** The link has to be ended for this reason. */
        void endsLink(StompException cause);

        /** The send failed, perhaps after connections were lost with it, and may come again as another send. */
        void failed(PendingWork work, StompException failure);

        /** The send has ended. */
        void ended(PendingWork work);
    }

    private final SendListener listener;
    private final Owner sends;
    private final Duration timeout;
    private final long deadline;
    private final int messages;
    private LossHistory history = LossHistory.NONE;
    private boolean ended;

    /** The position in the order of writing, a growing number; 0 while it is not on its way. Set by its owner. */
    long written;

    /** Whether it was written to a WebSocket. Set by its writer. */
    boolean overWebSocket;

    /** Its neighbours in a {@link WorkList}. */
    @Nullable
    PendingWork before;

    @Nullable
    PendingWork behind;

    PendingWork(SendListener listener, Owner sends, Duration timeout, long nowNanos, int messages) {
        this.messages = messages;
        this.listener = listener;
        this.sends = sends;
        this.timeout = timeout;
        this.deadline = nowNanos + timeout.toNanos();
    }

    /** Runs when it has arrived on the event loop. */
    @Override
    public final void run() {
        sends.arrived(this);
    }

    /**
     * Writes the frames.
     *
     * @throws StompException if that is impossible on any connection
     */
    abstract void write(StompSession session, BrokerDialect dialect);

    /** The broker refused it. */
    abstract void refused(StompBrokerException error);

    /**
     * Its time limit has passed.
     *
     * @param session the current session, or {@code null}
     * @param lastWords what is known of why it did not end earlier
     */
    abstract void timedOut(@Nullable StompSession session, String lastWords);

    /** There will be no further connection. */
    abstract void abandoned(StompException cause);

    /** The connection on which it was written has ended. If it may be the reason, {@link #blamed} was called before. */
    protected abstract void connectionLost(StompException cause);

    /**
     * Its destination, as a failure names it. Control characters are made visible, since a received message may name
     * the destination (replies).
     */
    abstract String destination();

    /** Whether an ERROR that names no frame names one of its destinations. */
    abstract boolean isNamedBy(StompBrokerException error, BrokerDialect spoken);

    /** Whether a refusal that names its destination is about all sends of this kind that are on their way there. */
    protected boolean sharesRefusals() {
        return false;
    }

    /** All its destinations. Another send to one of them may end connections for the same reason. */
    abstract String destinations();

    /** The number by which it is recognised when it comes again as another send. */
    abstract long content();

    /**
     * Whether it is written only while nothing else is on its way, because it may be the reason why connections end.
     */
    boolean isSuspicious() {
        return false;
    }

    /** Whether it can never be written, since it belongs to a connection that has ended. */
    boolean isStale() {
        return false;
    }

    /** Ends a send for which {@link #isStale} is true. */
    void stale() {}

    /** Whether it may be written on the current session, as soon as there is room. */
    protected boolean isReady() {
        return true;
    }

    /** The connections that ended, perhaps because of it. */
    LossHistory history() {
        return history;
    }

    void history(LossHistory known) {
        history = known;
    }

    /**
     * A connection has ended, and this send may be the reason.
     *
     * @param alone whether nothing else can have been the reason
     */
    void blamed(boolean alone) {
        history = history.lost(alone);
    }

    /** It is certain that this send ended a connection. */
    void judged(String why) {}

    /** Ends it without writing it if it came before and was {@link #judged}. Returns whether it did. */
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

    /** The text for a failure, about a content that ended connections although nothing else was on its way. */
    String guilt(String what, OutgoingMessage message, StompException cause) {
        return "the connection ended " + history.alone() + " times while nothing but this " + what + " ("
                + message.body().length + " bytes) was on its way" + message.headerSizes()
                + "; refused, or over a limit: "
                + cause.getMessage();
    }

    protected Owner sends() {
        return sends;
    }

    /** How many messages it is. */
    int messages() {
        return messages;
    }

    boolean isEnded() {
        return ended;
    }

    /** When its time limit passes, as a value of {@link System#nanoTime}. */
    long deadline() {
        return deadline;
    }

    boolean isOverdue(long nowNanos) {
        return nowNanos - deadline >= 0;
    }

    /** The time limit, as a part of a failure's text. */
    String within(String lastWords) {
        return " within " + timeout.toMillis() + " ms (confirmTimeout)" + lastWords;
    }

    StompUnconfirmedException unconfirmed(@Nullable String reason, @Nullable StompException cause) {
        return new StompUnconfirmedException(
                "it is unknown whether the broker has the message for " + destination() + ": " + reason, cause);
    }

    /** @param failure {@code null}: the broker has it */
    public void end(@Nullable StompException failure) {
        if (!ended) {
            ended = true;
            sends.ended(this);
            if (failure != null) {
                sends.failed(this, failure);
            }
            listener.ended(failure);
        }
    }
}
