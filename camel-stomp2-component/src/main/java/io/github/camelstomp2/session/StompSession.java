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
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The conversation on one connection. Fed with the broker's frames by {@link #receive}; what it has to say goes to
 * {@link SessionListener#write}. Not thread-safe: used by the connection's event loop only.
 */
public final class StompSession {
    private final ConnectRequest request;
    private final SessionListener listener;
    private final ReceiptTracker receipts = new ReceiptTracker();
    private final SessionSubscriptions subscriptions = new SessionSubscriptions();
    private final Acknowledgements acknowledgements;
    private final Transactions transactions;
    private final SubscriptionEnds ends;

    private SessionState state = SessionState.NEW;
    private StompVersion version = StompVersion.V1_0;

    public StompSession(ConnectRequest request, SessionListener listener) {
        this.request = request;
        this.listener = listener;
        this.acknowledgements = new Acknowledgements(new AcknowledgementWriter(listener::write));
        this.transactions = new Transactions(acknowledgements);
        this.ends = new SubscriptionEnds(this, listener, subscriptions, acknowledgements);
    }

    /** Says CONNECT. */
    public void open() {
        become(SessionState.CONNECTING);
        listener.write(request.toFrame());
    }

    /** Where the conversation stands. */
    public SessionState state() {
        return state;
    }

    /** Whether frames may be sent. */
    public boolean isConnected() {
        return state == SessionState.CONNECTED;
    }

    /**
     * Says that on this broker a cumulative ACK covers all subscriptions of the connection, not just its own (RabbitMQ).
     * To be called before the first subscription.
     */
    public void cumulativeAckSpansConnection() {
        acknowledgements.spanConnection();
    }

    /**
     * Says that this broker keeps for the connection what was delivered on a subscription and not answered when that ends
     * (RabbitMQ), and that a cumulative ACK covers all subscriptions. To be called before the first subscription.
     *
     * @param requeue with these headers a NACK gives a message back
     * @param saysSo whether an ERROR says that it keeps a message which was on its way to an ended subscription
     */
    public void brokerKeepsUnanswered(StompHeaders requeue, Predicate<StompBrokerException> saysSo) {
        ends.brokerKeeps(requeue, saysSo);
    }

    /** Whether nobody is at work on a message that could still be answered; known only where the broker keeps messages. */
    public boolean isQuiet() {
        return acknowledgements.isQuiet();
    }

    /** Whether the broker has confirmed anything on it, also when it is closed. */
    public boolean hasConfirmed() {
        return receipts.hasConfirmed();
    }

    StompVersion version() {
        return version;
    }

    /**
     * A frame came from the broker.
     *
     * @throws StompProtocolException if it must not come now; the connection has to be closed
     * @throws StompBrokerException if the broker refused to connect; the connection has to be closed
     */
    public void receive(StompFrame frame) {
        switch (state) {
            case CONNECTING -> receiveAnswerToConnect(frame);
            case CONNECTED -> receiveConnected(frame);
            case DISCONNECTING -> receiveWhileDisconnecting(frame);
            case NEW -> throw new StompProtocolException(frame.command() + " before CONNECT was sent");
            case CLOSED -> {
                // What was under way when the connection ended has no meaning any more.
            }
        }
    }

    private void receiveAnswerToConnect(StompFrame frame) {
        switch (frame.command()) {
            case CONNECTED -> {
                Handshake handshake = Handshake.of(request, frame);
                version = handshake.version();
                become(SessionState.CONNECTED);
                listener.connected(handshake);
            }
            case ERROR -> throw StompBrokerException.of(frame);
            default -> throw new StompProtocolException(frame.command() + " before CONNECTED");
        }
    }

    private void receiveConnected(StompFrame frame) {
        switch (frame.command()) {
            case MESSAGE -> receiveMessage(frame);
            case RECEIPT -> receipts.confirmed(frame.headers().get(StompHeaderNames.RECEIPT_ID));
            case ERROR -> receiveError(frame);
            default -> throw new StompProtocolException("a second " + frame.command());
        }
    }

    /**
     * A message over a limit of reading came from the broker. It waits for its answer as any other.
     *
     * @throws StompProtocolException as for any other message
     */
    public void receive(SkippedMessage skipped) {
        if (!isConnected()) {
            return; // it could not be answered, or is of a connection that is gone
        }
        StompFrame frame = skipped.frame();
        SessionSubscription subscription = subscriptions.of(frame.headers(), version);
        if (subscription == null) {
            ends.cameTooLate(frame);
            return;
        }
        Delivery delivery = new Delivery(this, subscription, frame, version);
        acknowledgements.delivered(delivery);
        subscription.sink().skipped(delivery, skipped);
    }

    /** Answers to earlier frames still count; messages do not, since they could not be acknowledged. */
    private void receiveWhileDisconnecting(StompFrame frame) {
        if (frame.command() != StompCommand.MESSAGE) {
            receiveConnected(frame);
        }
    }

    private void receiveMessage(StompFrame frame) {
        SessionSubscription subscription = subscriptions.of(frame.headers(), version);
        if (subscription == null) {
            // It was on its way when UNSUBSCRIBE was sent: neither processed nor acknowledged, not by another's ACK
            // either.
            ends.cameTooLate(frame);
            return;
        }
        Delivery delivery = new Delivery(this, subscription, frame, version);
        acknowledgements.delivered(delivery);
        subscription.sink().deliver(delivery);
    }

    private void receiveError(StompFrame frame) {
        StompBrokerException error = StompBrokerException.of(frame);
        String receipt = frame.headers().get(StompHeaderNames.RECEIPT_ID);
        if (receipt == null && ends.isAboutKeptMessage(error)) {
            return;
        }
        if (receipt == null) {
            transactions.refuseOpen(error);
            listener.error(error, frame.headers().get(StompHeaderNames.SUBSCRIPTION));
        } else if (!receipts.refused(receipt, error)) {
            listener.lateError(error);
        }
    }

    /**
     * Sends a frame whose RECEIPT nobody waits for.
     *
     * @throws IllegalStateException if the session is not connected
     */
    public void send(StompFrame frame) {
        requireConnected();
        listener.write(frame);
    }

    /**
     * Sends a frame and asks for its RECEIPT.
     *
     * @return the number of the receipt, for {@link #forgetReceipt}
     * @throws IllegalStateException if the session is not connected
     */
    public long send(StompFrame frame, ReceiptListener receipt) {
        requireConnected();
        long number = receipts.expect(receipt);
        try {
            listener.write(frame.withReceipt(number));
        } catch (RuntimeException e) {
            receipts.forget(number);
            throw e;
        }
        return number;
    }

    /** Nobody waits for this receipt any more; it may still come. */
    public void forgetReceipt(long number) {
        receipts.forget(number);
    }

    /** Subscribes with an id that is unique on the connection. */
    public String subscribe(
            String destination, AckMode ackMode, StompHeaders extra, DeliverySink sink, ReceiptListener receipt) {
        return subscribe(null, destination, ackMode, extra, sink, receipt);
    }

    /**
     * Subscribes.
     *
     * @param id chosen by the caller, or {@code null}
     * @param extra further headers of SUBSCRIBE
     * @param receipt learns whether the broker accepted it
     * @return the subscription's id
     * @throws IllegalStateException if the session is not connected
     * @throws StompInvalidFrameException if there is a subscription with this id
     */
    public String subscribe(
            @Nullable String id,
            String destination,
            AckMode ackMode,
            StompHeaders extra,
            DeliverySink sink,
            ReceiptListener receipt) {
        SessionSubscription subscription = subscriptions.add(id, destination, ackMode, sink);
        StompHeaders.Builder headers = StompHeaders.builder()
                .add(StompHeaderNames.ID, subscription.id())
                .add(StompHeaderNames.DESTINATION, destination)
                .add(StompHeaderNames.ACK, ackMode.header());
        extra.forEach(headers::addIfAbsent);
        try {
            send(new StompFrame(StompCommand.SUBSCRIBE, headers.build()), receipt);
        } catch (RuntimeException e) {
            forgetSubscription(subscription.id());
            throw e;
        }
        return subscription.id();
    }

    /**
     * Takes the messages of a subscription that the broker makes by itself, without SUBSCRIBE. They need no answer, and it
     * ends with the session.
     *
     * @param id by which its messages name it
     * @throws IllegalStateException if the session is not connected
     * @throws StompInvalidFrameException if there is a subscription with this id
     */
    public void expect(String id, DeliverySink sink) {
        requireConnected();
        subscriptions.add(id, id, AckMode.AUTO, sink);
    }

    /** Unsubscribes, with nothing more to say. */
    public void unsubscribe(String id) {
        unsubscribe(id, StompHeaders.EMPTY);
    }

    /**
     * Unsubscribes; messages that still arrive reach nobody. Does nothing when there is no such subscription.
     *
     * @param extra further headers of UNSUBSCRIBE
     */
    public void unsubscribe(String id, StompHeaders extra) {
        flushAcknowledgements();
        SessionSubscription subscription = subscriptions.get(id);
        if (subscription != null && isConnected()) {
            ends.unsubscribe(subscription, unsubscribeFrame(subscription, extra));
        } else {
            subscriptions.remove(id);
        }
    }

    StompFrame unsubscribeFrame(SessionSubscription subscription, StompHeaders extra) {
        StompHeaders.Builder headers = StompHeaders.builder()
                .add(StompHeaderNames.ID, subscription.id())
                .add(StompHeaderNames.DESTINATION, subscription.destination());
        extra.forEach(headers::addIfAbsent);
        return new StompFrame(StompCommand.UNSUBSCRIBE, headers.build());
    }

    /** The transaction that held the answer to a message was committed. */
    void answeredInTransaction(Delivery delivery) {
        if (delivery.subscription().sink().takesOne()
                && isConnected()
                && subscriptions.contains(delivery.subscription())) {
            ends.answered(delivery.subscription());
        }
    }

    /**
     * Lets the broker forget what it keeps for a durable subscription that was ended by {@link #unsubscribe}.
     *
     * @param name by which the broker knows it
     */
    public void removeDurable(String id, StompHeaders name) {
        StompHeaders.Builder headers = StompHeaders.builder().add(StompHeaderNames.ID, id);
        name.forEach(headers::addIfAbsent);
        send(new StompFrame(StompCommand.UNSUBSCRIBE, headers.build()));
    }

    /** The broker ended this subscription: nothing more comes from it, and its messages cannot be acknowledged. */
    public void forgetSubscription(String id) {
        SessionSubscription subscription = subscriptions.remove(id);
        if (subscription != null) {
            acknowledgements.forget(subscription);
        }
    }

    /**
     * Acknowledges. A cumulative acknowledgement is written by the next {@link #flushAcknowledgements}.
     *
     * @return whether it was taken: not, if the message came on another session, was answered before, or its
     *     subscription has ended
     */
    public boolean ack(Delivery delivery) {
        if (!canAnswer(delivery)) {
            return false;
        }
        if (delivery.subscription().sink().takesOne()) {
            ends.ack(delivery);
        } else {
            acknowledgements.ack(delivery);
        }
        return true;
    }

    /**
     * Refuses a message.
     *
     * @param extra what the broker needs beyond the message's id
     * @return as {@link #ack}; also {@code false} in 1.0, which has no NACK
     */
    public boolean nack(Delivery delivery, StompHeaders extra) {
        if (!canAnswer(delivery) || !version.hasNack()) {
            return false;
        }
        if (delivery.subscription().sink().takesOne()) {
            ends.nack(delivery, extra);
        } else {
            acknowledgements.nack(delivery, extra);
        }
        return true;
    }

    /** Whether {@link #ack} would be taken. */
    public boolean canAnswer(Delivery delivery) {
        return isConnected()
                && delivery.session() == this
                && !delivery.isAnswered()
                && subscriptions.contains(delivery.subscription());
    }

    /** Writes the cumulative acknowledgements that became possible; called once per batch. */
    public void flushAcknowledgements() {
        if (isConnected()) {
            acknowledgements.flush();
        }
    }

    /**
     * Begins a transaction (1.2, "BEGIN").
     *
     * @throws IllegalStateException if the session is not connected
     */
    public SessionTransaction begin() {
        return transactions.begin(this);
    }

    /**
     * Says goodbye (1.2, "DISCONNECT"): after this nothing is written any more.
     *
     * @param receipt learns when the broker has processed everything before it
     */
    public void disconnect(ReceiptListener receipt) {
        flushAcknowledgements();
        send(new StompFrame(StompCommand.DISCONNECT, StompHeaders.EMPTY), receipt);
        become(SessionState.DISCONNECTING);
    }

    /** The connection is gone; every pending receipt is lost. May be called in any state, more than once. */
    public void close(StompException cause) {
        if (state != SessionState.CLOSED) {
            become(SessionState.CLOSED);
            subscriptions.clear();
            acknowledgements.clear();
            transactions.lost();
            receipts.lost(cause);
        }
    }

    void requireConnected() {
        if (state != SessionState.CONNECTED) {
            throw new IllegalStateException("a frame cannot be sent in state " + state);
        }
    }

    private void become(SessionState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("a session cannot go from " + state + " to " + next);
        }
        state = next;
    }
}
