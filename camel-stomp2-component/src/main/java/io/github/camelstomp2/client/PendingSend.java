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

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.session.ReceiptListener;
import org.jspecify.annotations.Nullable;

/** A send from its first attempt to its end, which comes exactly once. Event loop only. */
final class PendingSend implements ReceiptListener {
    private final OutgoingMessage message;
    private final SendListener listener;
    private final PendingSends sends;
    private final long deadline;

    private int attempts;
    private @Nullable String receipt;
    private boolean ended;

    PendingSend(OutgoingMessage message, SendListener listener, PendingSends sends, long nowNanos) {
        this.message = message;
        this.listener = listener;
        this.sends = sends;
        this.deadline = nowNanos + message.timeout().toNanos();
    }

    OutgoingMessage message() {
        return message;
    }

    boolean isEnded() {
        return ended;
    }

    /** The receipt that the current attempt waits for. */
    @Nullable
    String receipt() {
        return receipt;
    }

    void written(@Nullable String receiptId) {
        attempts++;
        receipt = receiptId;
    }

    @Override
    public void confirmed() {
        end(null);
    }

    @Override
    public void refused(StompBrokerException error) {
        end(error);
    }

    @Override
    public void lost(StompException cause) {
        receipt = null;
        if (attempts < message.attempts()) {
            sends.again(this);
        } else {
            end(unconfirmed(cause.getMessage(), cause));
        }
    }

    boolean isOverdue(long nowNanos) {
        return nowNanos - deadline >= 0;
    }

    /**
     * The time is up.
     *
     * @param lastWords what is known of why
     */
    void timedOut(String lastWords) {
        String within = " within " + message.timeout().toMillis() + " ms (confirmTimeout)" + lastWords;
        if (attempts == 0) {
            end(new StompConnectionException("not sent to " + destination() + within));
        } else {
            end(unconfirmed("no receipt" + within, null));
        }
    }

    /** There will be no connection any more. */
    void abandoned(StompException cause) {
        end(attempts == 0 ? cause : unconfirmed(cause.getMessage(), cause));
    }

    private StompUnconfirmedException unconfirmed(@Nullable String reason, @Nullable StompException cause) {
        return new StompUnconfirmedException(
                "it is unknown whether the broker has the message for " + destination() + ": " + reason, cause);
    }

    private String destination() {
        return message.options().destination();
    }

    void end(@Nullable StompException failure) {
        if (!ended) {
            ended = true;
            sends.ended(this);
            listener.ended(failure);
        }
    }
}
