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
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.protocol.ReceiptIds;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.github.camelstomp2.session.StompSession;
import io.github.camelstomp2.session.receipt.ReceiptListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A single message on its way to the broker. Event loop only. */
public class PendingSend extends PendingWork implements ReceiptListener {
    /**
     * After this many lost connections the message is written alone, since other messages on the same connection may
     * not be the reason.
     */
    private static final int LOSSES_IN_COMPANY = 2;

    private final OutgoingMessage message;
    private BrokerDialect dialect = BrokerDialects.GENERIC;
    private int attempts;

    /** Whether the broker said of the last attempt that not the message is the reason. */
    private boolean excused;

    private @Nullable StompException lastLoss;

    /** {@link ReceiptIds#NONE} while no receipt is expected. */
    private long receipt = ReceiptIds.NONE;

    public PendingSend(OutgoingMessage message, SendListener listener, PendingWork.Owner sends, long nowNanos) {
        super(listener, sends, message.timeout(), nowNanos, 1);
        this.message = message;
    }

    @Override
    void write(StompSession session, BrokerDialect spoken) {
        dialect = spoken;
        excused = false;
        StompFrame frame = frame(spoken);
        if (message.confirm()) {
            receipt = session.send(frame, this);
            attempts++;
        } else {
            session.send(frame);
            attempts++;
            end(null);
        }
    }

    protected StompFrame frame(BrokerDialect spoken) {
        return sends().frames().of(message, spoken);
    }

    /** Whether the broker may have the message. */
    public boolean wasWritten() {
        return attempts > 0;
    }

    @Override
    boolean isSuspicious() {
        return history().losses() >= LOSSES_IN_COMPANY;
    }

    @Override
    public void confirmed() {
        sends().confirmed(this);
        end(null);
    }

    @Override
    public void refused(StompBrokerException error) {
        if (dialect.refusesForConnection(error) && !dialect.endsWithRequester(to())) {
            excused = true;
            lost(error); // the connection is about to end
        } else {
            sends().refused(this, error);
            end(attempts > 1 ? refusedAgain(error) : error);
        }
    }

    /** What was written before, on connections that were lost, the broker may have. */
    protected StompException refusedAgain(StompBrokerException error) {
        return unconfirmed("it was refused when it was sent again: " + error.getMessage(), error);
    }

    @Override
    public void lost(StompException cause) {
        if (receipt != ReceiptIds.NONE) { // without a receipt, an ERROR has said so before
            receipt = ReceiptIds.NONE;
            sends().lost(this, cause);
        }
    }

    @Override
    void blamed(boolean alone) {
        super.blamed(alone && !excused);
    }

    /** Where its queue is the reason, which may take it later, it is written again as after any other loss. */
    @Override
    protected void connectionLost(StompException cause) {
        lastLoss = cause;
        if (attempts < message.attempts() && (!history().isGuilty() || mayBeItsQueue())) {
            sends().again(this);
            return;
        }
        end(history().isGuilty() ? guilty(cause) : unconfirmed(cause.getMessage(), cause));
    }

    /** Why it is given up after connections have ended with nothing else on its way. */
    protected StompException guilty(StompException cause) {
        StompException reason = verdict(cause);
        return unconfirmed(reason.getMessage(), reason);
    }

    /** Whether its queue is most probably the reason why connections ended, and has gone with its requester. */
    protected final boolean isToGoneRequester() {
        return isShort() && dialect.endsWithRequester(to());
    }

    /** Whether its queue is most probably the reason, and may take it later. */
    protected final boolean mayBeItsQueue() {
        return isShort() && dialect.closesForQueue(to());
    }

    /** Over a WebSocket RabbitMQ gives no reason at all, so that a header may be the reason as well. */
    private boolean isShort() {
        return !overWebSocket && message.isSmall();
    }

    private String to() {
        return message.options().destination();
    }

    private StompException verdict(StompException cause) {
        String why = guilt("message", message, cause);
        return comesAgain() ? new StompConnectionException(why, cause) : new StompUnsendableException(why, cause);
    }

    /** Whether what has made it is tried again, so that it must not be taken for a message that can never be sent. */
    protected boolean comesAgain() {
        return false;
    }

    @Override
    void timedOut(@Nullable StompSession session, String lastWords) {
        if (receipt != ReceiptIds.NONE && session != null) {
            session.forgetReceipt(receipt);
        }
        if (attempts == 0) {
            end(new StompConnectionException("not sent to " + destination() + within(lastWords)));
        } else {
            StompException loss = lastLoss;
            StompException reason = loss == null || !history().isGuilty() ? null : verdict(loss);
            end(unconfirmed("no receipt" + within(lastWords), reason));
        }
    }

    @Override
    void abandoned(StompException cause) {
        end(attempts == 0 ? cause : unconfirmed(cause.getMessage(), cause));
    }

    @Override
    String destination() {
        return PrintableText.of(to());
    }

    @Override
    boolean isNamedBy(StompBrokerException error, BrokerDialect spoken) {
        return spoken.names(error, to());
    }

    @Override
    String destinations() {
        return to();
    }

    @Override
    long content() {
        return ContentKeys.of(List.of(message), null);
    }
}
