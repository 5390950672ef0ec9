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
import io.github.camelstomp2.session.connect.ConnectRequest;
import io.github.camelstomp2.session.receipt.ReceiptListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The STOMP conversation on one connection. {@link #receive} takes the broker's frames; {@link SessionListener#write}
 * is called with the frames to send. Not thread-safe: used on the connection's event loop only.
 */
public final class StompSession extends AnsweringSession {
    private ConnectRequest request;
    private final SessionListener listener;
    private final IncomingFrames incoming;

    public StompSession(ConnectRequest request, SessionListener listener) {
        super(listener);
        this.request = request;
        this.listener = listener;
        this.incoming = new IncomingFrames(request, listener, this);
    }

    /** Sets the credentials of CONNECT; to be called before {@link #open}. */
    public void authenticateAs(@Nullable String login, @Nullable String passcode) {
        request = request.as(login, passcode);
    }

    /** The transport has told the server these secrets; to be called before {@link #open}. */
    public void isBehind(List<String> secretsOfTransport) {
        request = request.behind(secretsOfTransport);
    }

    /** A frame of the server without the secrets that it was told. */
    public StompFrame hideSecretsIn(StompFrame frame) {
        return request.hideSecretsIn(frame);
    }

    /** Words of the server without the secrets that it was told. */
    public String hideSecretsIn(String words) {
        return request.hideSecretsIn(words);
    }

    /** Sends CONNECT. */
    public void open() {
        incoming.asked(request);
        line.become(SessionState.CONNECTING);
        listener.write(request.toFrame());
    }

    /** The state of the session. */
    public SessionState state() {
        return line.state();
    }

    /** Whether the broker has confirmed any frame of this session. Also valid after the session was closed. */
    public boolean hasConfirmed() {
        return receipts.hasConfirmed();
    }

    /**
     * Handles a frame from the broker.
     *
     * @throws StompProtocolException if it must not come now; the connection has to be closed
     * @throws StompBrokerException if the broker refused to connect; the connection has to be closed
     */
    public void receive(StompFrame frame) {
        incoming.receive(frame);
    }

    /**
     * Handles a message over a limit for reading. It waits for its answer as any other.
     *
     * @throws StompProtocolException as for any other message
     */
    public void receive(SkippedMessage skipped) {
        incoming.receive(skipped);
    }

    /**
     * Sends a frame without asking for a RECEIPT.
     *
     * @throws IllegalStateException if the session is not connected
     */
    public void send(StompFrame frame) {
        line.send(frame);
    }

    /**
     * Sends a frame and asks for its RECEIPT.
     *
     * @return the number of the receipt, for {@link #forgetReceipt}
     * @throws IllegalStateException if the session is not connected
     */
    public long send(StompFrame frame, ReceiptListener receipt) {
        return line.send(frame, receipt);
    }

    /** Stops waiting for this receipt; it may still come. */
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
     * @param id chosen by the caller; {@code null}: it is generated
     * @param extra further headers of SUBSCRIBE
     * @param receipt is told whether the broker accepted the subscription
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
        ReceivingSubscription subscription = subscriptions.add(id, destination, acknowledgements.spoken(ackMode), sink);
        StompHeaders.Builder headers = StompHeaders.builder()
                .add(StompHeaderNames.ID, subscription.id())
                .add(StompHeaderNames.DESTINATION, destination)
                .add(StompHeaderNames.ACK, subscription.ackMode().header());
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
     * Receives the messages of a subscription that the broker makes by itself, without a SUBSCRIBE. They need no
     * answer, and the subscription ends with the session.
     *
     * @param id the id by which its messages name it
     * @throws IllegalStateException if the session is not connected
     * @throws StompInvalidFrameException if there is a subscription with this id
     */
    public void expect(String id, DeliverySink sink) {
        line.requireConnected();
        subscriptions.add(id, id, AckMode.AUTO, sink);
    }

    /** Unsubscribes, without further headers. */
    public void unsubscribe(String id) {
        unsubscribe(id, StompHeaders.EMPTY);
    }

    /**
     * Unsubscribes. Messages that still arrive are not delivered. Does nothing when there is no such subscription.
     *
     * @param extra further headers of UNSUBSCRIBE
     */
    public void unsubscribe(String id, StompHeaders extra) {
        flushAcknowledgements();
        ReceivingSubscription subscription = subscriptions.get(id);
        if (subscription != null && isConnected()) {
            ends.unsubscribe(subscription, extra);
        } else {
            subscriptions.remove(id);
        }
    }

    /**
     * Makes the broker delete a durable subscription that was ended by {@link #unsubscribe}.
     *
     * @param name the headers by which the broker knows it
     */
    public void removeDurable(String id, StompHeaders name) {
        StompHeaders.Builder headers = StompHeaders.builder().add(StompHeaderNames.ID, id);
        name.forEach(headers::addIfAbsent);
        send(new StompFrame(StompCommand.UNSUBSCRIBE, headers.build()));
    }

    /**
     * Notes that the broker ended this subscription: no further message comes, and its messages cannot be acknowledged.
     */
    public void forgetSubscription(String id) {
        ReceivingSubscription subscription = subscriptions.remove(id);
        if (subscription != null) {
            acknowledgements.forget(subscription);
        }
    }

    /**
     * Sends DISCONNECT (1.2, "DISCONNECT"); no frame is written after it.
     *
     * @param receipt is told when the broker has processed all frames before it
     */
    public void disconnect(ReceiptListener receipt) {
        flushAcknowledgements();
        send(new StompFrame(StompCommand.DISCONNECT, StompHeaders.EMPTY), receipt);
        line.become(SessionState.DISCONNECTING);
    }

    /**
     * Notes that the connection has ended: every pending receipt is lost. May be called in any state, and more than
     * once.
     */
    public void close(StompException cause) {
        if (line.state() != SessionState.CLOSED) {
            line.become(SessionState.CLOSED);
            subscriptions.clear();
            acknowledgements.clear();
            transactions.lost();
            receipts.lost(cause);
        }
    }
}
