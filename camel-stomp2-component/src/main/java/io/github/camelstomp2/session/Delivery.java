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
package io.github.camelstomp2.session;

import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A MESSAGE with what is needed to acknowledge it. It belongs to its session: after the connection is gone its
 * acknowledgement means nothing to any broker and is dropped.
 *
 * <p>May be passed between threads; only its session's thread knows what was answered. Compared by identity.
 */
public final class Delivery {
    private final StompSession session;
    private final SessionSubscription subscription;
    private final StompFrame frame;
    private final StompVersion version;
    private final StompHeaders id;
    private @Nullable Answer answer;

    /**
     * @throws StompProtocolException if the message lacks what it takes to acknowledge it: better not to process it than
     *     to do so at each of its deliveries
     */
    Delivery(StompSession session, SessionSubscription subscription, StompFrame frame, StompVersion version) {
        this.session = session;
        this.subscription = subscription;
        this.frame = frame;
        this.version = version;
        this.id = subscription.ackMode() == AckMode.AUTO
                ? StompHeaders.EMPTY
                : version.acknowledgementOf(frame.headers());
    }

    /** The MESSAGE frame. */
    public StompFrame frame() {
        return frame;
    }

    /** The session on which it came. */
    public StompSession session() {
        return session;
    }

    /** Whether its session knows NACK: STOMP 1.0 does not. */
    public boolean canBeRefused() {
        return version.hasNack();
    }

    /**
     * Whether it came on a connection or a subscription that has ended: it cannot be acknowledged any more, and the broker
     * delivers it again. Never so with ack mode {@code auto}, where the broker has forgotten it. May be asked from any
     * thread.
     */
    public boolean isStale() {
        return subscription.ackMode() != AckMode.AUTO && subscription.hasEnded();
    }

    /** Whether its acknowledgement can be part of a transaction: a cumulative one would take others with it. */
    public boolean canJoinTransaction() {
        return subscription.ackMode() == AckMode.CLIENT_INDIVIDUAL;
    }

    /** Whether no answer to it means anything: the broker has forgotten it, and its subscription goes on. From any thread. */
    public boolean needsNoAnswer() {
        return subscription.ackMode() == AckMode.AUTO && !subscription.sink().takesOne();
    }

    SessionSubscription subscription() {
        return subscription;
    }

    /** The headers by which ACK and NACK name it; none where it needs no answer. */
    StompHeaders id() {
        return id;
    }

    // ---- session's thread only

    /** Whether it was acknowledged or refused; its session's thread only. */
    public boolean isAnswered() {
        return answer != null;
    }

    /** Whether its answer cannot be taken back any more, as one in a transaction can. */
    boolean isSettled() {
        return answer != null && answer.kind() != Answer.Kind.IN_TRANSACTION;
    }

    /** Whether it is to be covered by a cumulative ACK. */
    boolean isAcknowledged() {
        return answer != null && answer.kind() == Answer.Kind.ACK;
    }

    /** What was decided about it; to be asked for only when it {@link #isAnswered}. */
    Answer answer() {
        return Objects.requireNonNull(answer, "not answered");
    }

    void answer(Answer newAnswer) {
        answer = newAnswer;
    }

    /** The transaction that held its answer came to nothing. */
    void unanswered() {
        answer = null;
    }

    @Override
    public String toString() {
        return "Delivery[" + frame + "]";
    }
}
