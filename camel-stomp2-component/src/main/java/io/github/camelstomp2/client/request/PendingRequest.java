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
package io.github.camelstomp2.client.request;

import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.client.send.PendingWork;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompReplyLostException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.protocol.text.PrintableText;
import org.jspecify.annotations.Nullable;

/** A request from its beginning to its end. It ends exactly once. Event loop only. */
final class PendingRequest implements RequestSend.Request {
    /** Keeps requests until they end. Called on the event loop. */
    interface Owner {
        /** It has ended. */
        void ended(PendingRequest request);
    }

    private final OutgoingRequest content;
    private final String correlationId;
    private final ReplyQueue queue;
    private final RequestListener listener;
    private final Owner owner;
    private final RequestSend send;
    private final long deadline;

    /** The losses of its reply queue when the request was written last. */
    private int losses;

    /** Whether the request was confirmed, or was written without asking for a receipt. */
    private boolean sent;

    private boolean ended;

    PendingRequest(
            OutgoingRequest content,
            String correlationId,
            ReplyQueue queue,
            RequestListener listener,
            Owner owner,
            PendingWork.Owner sends,
            long nowNanos) {
        this.content = content;
        this.correlationId = correlationId;
        this.queue = queue;
        this.listener = listener;
        this.owner = owner;
        this.send = new RequestSend(this, content.message(), sends, nowNanos);
        this.deadline = nowNanos + content.timeout().toNanos();
    }

    String correlationId() {
        return correlationId;
    }

    /** The queue for its reply. */
    ReplyQueue queue() {
        return queue;
    }

    RequestSend send() {
        return send;
    }

    /** The message to write now. */
    @Override
    public OutgoingMessage message() {
        losses = queue.losses();
        return content.message()
                .with(content.message().headers().toBuilder()
                        .set(StompHeaderNames.REPLY_TO, queue.destination())
                        .set(StompHeaderNames.CORRELATION_ID, correlationId)
                        .build());
    }

    boolean belongsTo(Object owner) {
        return content.owner() == owner;
    }

    @Override
    public boolean canBeReplied() {
        return queue.state().isConfirmed();
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    boolean isOverdue(long nowNanos) {
        return nowNanos - deadline >= 0;
    }

    /** The send has ended. */
    @Override
    public void sent(@Nullable StompException failure) {
        if (failure != null) {
            fail(failure);
        } else if (!ended) {
            sent = true;
            if (losses != queue.losses()) {
                queueLost();
            }
        }
    }

    void replied(StompFrame reply) {
        if (end()) {
            listener.replied(reply);
        }
    }

    /**
     * The queue for its reply has ended. If the connection has ended too, a request that was not confirmed is sent
     * again, with another queue.
     */
    void queueLost() {
        if (sent) {
            cannotBeReplied("the queue for its reply is gone, with the connection or before it");
        }
    }

    /** The broker refuses the queue for its reply. */
    void queueRefused(StompException why) {
        String reason = "the broker refused the subscription to " + queue.destination() + ": " + why.getMessage();
        if (send.wasWritten()) {
            cannotBeReplied(reason);
        } else {
            fail(new StompException("the request" + name() + " was not sent, for no reply could come: " + reason, why));
        }
    }

    /** No reply to it can be received. */
    void cannotBeReplied(String why) {
        if (sent && content.message().confirm()) {
            fail(new StompReplyLostException(
                    "the request" + name() + " was delivered, but its reply cannot come any more: " + why));
        } else if (send.wasWritten()) {
            fail(new StompUnconfirmedException("it is unknown whether the broker has the request" + name()
                    + ", and its reply cannot come any more: " + why));
        } else {
            fail(new StompConnectionException("the request" + name() + " was not sent: " + why));
        }
    }

    void timedOut(String lastWords) {
        if (end()) {
            listener.timedOut("the reply" + name() + " did not come" + (sent ? " to " + queue.destination() : "") + "; "
                    + fate() + lastWords);
        }
    }

    private String fate() {
        if (sent && content.message().confirm()) {
            return "the broker has the request";
        }
        return send.wasWritten() ? "it is unknown whether the broker has the request" : "the request was not sent";
    }

    private String name() {
        return " to " + PrintableText.of(content.destination()) + " with correlation-id "
                + PrintableText.of(correlationId);
    }

    private void fail(StompException failure) {
        if (end()) {
            listener.failed(failure);
        }
    }

    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        owner.ended(this);
        send.requestEnded();
        return true;
    }
}
