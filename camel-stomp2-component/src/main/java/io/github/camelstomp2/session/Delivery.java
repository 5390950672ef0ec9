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
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.protocol.text.PrintableText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A MESSAGE and what is needed to acknowledge it. It belongs to one session: when the connection has ended, its
 * acknowledgement has no meaning for the broker and is dropped.
 *
 * <p>Any thread may hold it; only its session's thread may ask how it was answered. Compared by identity.
 */
public final class Delivery {
    /** The session on which messages arrive and which sends their answers. */
    public interface Session {
        /**
         * Acknowledges a message.
         *
         * @return whether the acknowledgement counts
         */
        boolean ack(Delivery delivery);

        /**
         * Refuses a message.
         *
         * @param extra the headers that the broker needs beyond the message's id
         * @return whether the refusal counts
         */
        boolean nack(Delivery delivery, StompHeaders extra);
    }

    private final Session session;
    private final SessionSubscription subscription;
    private final StompFrame frame;
    private final StompVersion version;
    private final StompHeaders id;
    private @Nullable Answer answer;

    /**
     * @throws StompProtocolException if the message lacks the headers to acknowledge it. It is better not to process
     *     such a message at all than to process it again at each delivery.
     */
    Delivery(Session session, SessionSubscription subscription, StompFrame frame, StompVersion version) {
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

    /** What log lines call it: its message id and its destination. */
    public String name() {
        StompHeaders message = frame.headers();
        return PrintableText.of(
                message.get(StompHeaderNames.MESSAGE_ID) + " from " + message.get(StompHeaderNames.DESTINATION));
    }

    /** The session on which it came. */
    public Session session() {
        return session;
    }

    /** Whether its session knows NACK: STOMP 1.0 does not. */
    public boolean canBeRefused() {
        return version.hasNack();
    }

    /**
     * Whether its connection or its subscription has ended: it cannot be acknowledged any more, and the broker delivers
     * it again. Always {@code false} with ack mode {@code auto}, since the broker keeps no such message. For any
     * thread.
     */
    public boolean isStale() {
        return subscription.ackMode() != AckMode.AUTO && subscription.hasEnded();
    }

    /**
     * Whether its acknowledgement can be part of a transaction: not a cumulative one, which would also cover other
     * messages.
     */
    public boolean canJoinTransaction() {
        return subscription.ackMode() == AckMode.CLIENT_INDIVIDUAL;
    }

    /** Whether it needs no answer: the broker has already dropped it, and its subscription goes on. For any thread. */
    public boolean needsNoAnswer() {
        return subscription.ackMode() == AckMode.AUTO && !subscription.takesOne();
    }

    SessionSubscription subscription() {
        return subscription;
    }

    /** Whether the broker waits for an answer that cannot be sent: in 1.0 a message may come without an id. */
    boolean isUnanswerable() {
        return id.size() == 0 && subscription.ackMode() != AckMode.AUTO;
    }

    /** The headers by which ACK and NACK name it; none if it needs no answer. */
    StompHeaders id() {
        return id;
    }

    // ---- for the session's thread only

    /** Whether it was acknowledged or refused. For the session's thread only. */
    public boolean isAnswered() {
        return answer != null;
    }

    /** Whether its answer is final. An answer in an open transaction is not. */
    boolean isSettled() {
        return answer != null && answer.kind() != Answer.Kind.IN_TRANSACTION;
    }

    /** Whether a cumulative ACK is to cover it. */
    boolean isAcknowledged() {
        return answer != null && answer.kind() == Answer.Kind.ACK;
    }

    /** The decision about it. To be called only when {@link #isAnswered} is true. */
    Answer answer() {
        return Objects.requireNonNull(answer, "not answered");
    }

    void answer(Answer newAnswer) {
        answer = newAnswer;
    }

    /** The transaction with its answer did not take effect: it can be answered again. */
    void unanswered() {
        answer = null;
    }

    @Override
    public String toString() {
        return "Delivery[" + frame + "]";
    }
}
