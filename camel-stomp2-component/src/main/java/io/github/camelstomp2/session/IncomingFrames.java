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

import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.session.connect.ConnectRequest;
import io.github.camelstomp2.session.connect.Handshake;
import io.github.camelstomp2.session.receipt.ReceiptTracker;

/**
 * Handles the frames of a broker: checks which frames may come at this moment, and passes each to the part of the
 * session that it concerns.
 */
final class IncomingFrames {
    private ConnectRequest request;
    private final SessionListener listener;
    private final AnsweringSession session;
    private final SessionLine line;
    private final ReceiptTracker receipts;
    private final SessionSubscriptions subscriptions;
    private final Acknowledgements acknowledgements;
    private final Transactions transactions;
    private final SubscriptionEnds ends;

    IncomingFrames(ConnectRequest request, SessionListener listener, AnsweringSession session) {
        this.request = request;
        this.listener = listener;
        this.session = session;
        this.line = session.line;
        this.receipts = session.receipts;
        this.subscriptions = session.subscriptions;
        this.acknowledgements = session.acknowledgements;
        this.transactions = session.transactions;
        this.ends = session.ends;
    }

    /** This is what the broker is going to answer. */
    void asked(ConnectRequest said) {
        request = said;
    }

    /**
     * Handles a frame from the broker.
     *
     * @throws StompProtocolException if it must not come now; the connection has to be closed
     * @throws StompBrokerException if the broker refused to connect; the connection has to be closed
     */
    void receive(StompFrame frame) {
        switch (line.state()) {
            case CONNECTING -> receiveAnswerToConnect(frame);
            case CONNECTED -> receiveConnected(frame);
            case DISCONNECTING -> receiveWhileDisconnecting(frame);
            case NEW -> throw new StompProtocolException(frame.command() + " before CONNECT was sent");
            case CLOSED -> {
                // Frames that were on their way when the connection ended have no meaning any more.
            }
        }
    }

    private void receiveAnswerToConnect(StompFrame answer) {
        StompFrame frame = request.hideSecretsIn(answer); // there are servers that repeat what they were told
        switch (frame.command()) {
            case CONNECTED -> {
                Handshake handshake = Handshake.of(request, frame);
                line.connected(handshake.version());
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
     * Handles a message over a limit for reading. It waits for its answer as any other.
     *
     * @throws StompProtocolException as for any other message
     */
    void receive(SkippedMessage skipped) {
        if (!line.isConnected()) {
            return; // it cannot be answered, or it belongs to a connection that has ended
        }
        StompFrame frame = skipped.frame();
        ReceivingSubscription subscription = subscriptions.of(frame.headers(), line.version());
        if (subscription == null) {
            ends.cameTooLate(frame);
            return;
        }
        Delivery delivery = new Delivery(session, subscription, frame, line.version());
        if (delivery.isUnanswerable()) {
            listener.messageWithoutId();
            return;
        }
        acknowledgements.delivered(delivery);
        subscription.sink().skipped(delivery, skipped);
    }

    /** Answers to earlier frames still count. Messages do not, since they could not be acknowledged any more. */
    private void receiveWhileDisconnecting(StompFrame frame) {
        if (frame.command() != StompCommand.MESSAGE) {
            receiveConnected(frame);
        }
    }

    private void receiveMessage(StompFrame frame) {
        ReceivingSubscription subscription = subscriptions.of(frame.headers(), line.version());
        if (subscription == null) {
            // It was on its way when UNSUBSCRIBE was sent. It is not processed, and no ACK may cover it, not even the
            // ACK of another message.
            ends.cameTooLate(frame);
            return;
        }
        Delivery delivery = new Delivery(session, subscription, frame, line.version());
        if (delivery.isUnanswerable()) {
            listener.messageWithoutId();
            return; // without an id it cannot be acknowledged, and would be processed again at each delivery
        }
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
}
