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
package io.github.camelstomp2.fuzz;

import static io.github.camelstomp2.fuzz.Judge.require;

import io.github.camelstomp2.fuzz.Known.Answer;
import io.github.camelstomp2.fuzz.Known.Subscription;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.ReceiptIds;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.session.Delivery;
import io.github.camelstomp2.session.DeliverySink;
import io.github.camelstomp2.session.SessionState;
import io.github.camelstomp2.session.StompSession;
import io.github.camelstomp2.session.receipt.ReceiptListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Whoever uses a session: calls anything at any time, and sees that each call does what it says. */
final class User {
    private static final List<AckMode> ACK_MODES = Arrays.asList(AckMode.values());

    final Line line;
    final StompSession session;
    final List<Known> messages = new ArrayList<>();
    final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();

    User(Line line) {
        this.line = line;
        this.session = line.session;
    }

    void open() {
        boolean isNew = session.state() == SessionState.NEW;
        try {
            session.open();
            require(isNew, "opened twice", session.state());
        } catch (IllegalStateException e) {
            require(!isNew, "cannot be opened", e);
        }
    }

    /** Refused when there is no connection, or when the frame cannot be represented; then without a trace. */
    boolean call(Runnable sending) {
        boolean connected = session.isConnected();
        try {
            sending.run();
            require(connected, "taken in state", session.state());
            return true;
        } catch (IllegalStateException e) {
            require(!connected, "refused while connected", e);
        } catch (StompInvalidFrameException e) {
            require(connected, "written while not connected", e);
        }
        return false;
    }

    private void callWithReceipt(Receipt receipt, Runnable sending) {
        receipts.add(receipt);
        receipt.forgotten = !call(sending);
    }

    /** Those that have to end. */
    List<Receipt> receipts() {
        return receipts;
    }

    void send(Choices choices) {
        call(() -> session.send(message(choices)));
    }

    void sendWithReceipt(Choices choices) {
        Receipt receipt = new Receipt(line);
        callWithReceipt(receipt, () -> receipt.id = ReceiptIds.text(session.send(message(choices), receipt)));
    }

    static StompFrame message(Choices choices) {
        StompHeaders headers = StompHeaders.of("destination", "/queue/a", "x-" + choices.text(), choices.text());
        return new StompFrame(StompCommand.SEND, headers, choices.octets(choices.below(8)));
    }

    void forgetReceipt(Choices choices) {
        if (!receipts.isEmpty()) {
            Receipt receipt = choices.of(receipts);
            if (receipt.id != null) {
                session.forgetReceipt(ReceiptIds.number(receipt.id));
                receipt.forgotten |= !receipt.hasEnded();
            }
        }
    }

    void subscribe(Choices choices) {
        Subscription subscription = new Subscription(choices.text(), choices.of(ACK_MODES));
        Receipt receipt = new Receipt(line);
        callWithReceipt(receipt, () -> {
            subscription.id = session.subscribe(
                    subscription.destination,
                    subscription.ackMode,
                    StompHeaders.EMPTY,
                    new Sink(subscription),
                    receipt);
            subscriptions.add(subscription);
            line.judge.acknowledgements.subscribed(subscription);
        });
    }

    /** Also what is over a limit can be answered. */
    private final class Sink implements DeliverySink {
        private final Subscription subscription;

        Sink(Subscription subscription) {
            this.subscription = subscription;
        }

        @Override
        public void deliver(Delivery delivery) {
            require(delivery.frame().equals(line.receiving), "a delivery out of nowhere", delivery);
            messages.add(line.judge.acknowledgements.delivered(subscription, delivery));
        }

        @Override
        public void skipped(Delivery delivery, SkippedMessage message) {
            deliver(delivery);
        }
    }

    void unsubscribe(Choices choices) {
        if (!subscriptions.isEmpty()) {
            String id = choices.of(subscriptions).id;
            answering(() -> session.unsubscribe(id));
            require(!session.isConnected() || isEnded(id), "still subscribed", id);
        }
    }

    private boolean isEnded(String id) {
        return subscriptions.stream().allMatch(subscription -> subscription.ended || !id.equals(subscription.id));
    }

    void forgetSubscription(Choices choices) {
        if (!subscriptions.isEmpty()) {
            String id = choices.of(subscriptions).id;
            session.forgetSubscription(id);
            line.judge.forgotten(id);
        }
    }

    // ---- answers

    /** An acknowledgement that the broker made impossible ends the connection, as the component does it. */
    void answering(Runnable call) {
        try {
            call.run();
        } catch (StompProtocolException | StompInvalidFrameException e) {
            require(session.isConnected(), "thrown in state " + session.state(), e);
            line.end(e);
        }
    }

    void ack(Known known) {
        answer(known, Answer.ACK, true, () -> session.ack(known.delivery));
    }

    void nack(Known known) {
        answer(
                known,
                Answer.NACK,
                known.delivery.canBeRefused(),
                () -> session.nack(known.delivery, StompHeaders.EMPTY));
    }

    /** Taken exactly when it makes sense: here, now, and for the first time. */
    void answer(Known known, Answer answer, boolean possible, BooleanSupplier call) {
        Answer before = known.answer;
        boolean expected = possible
                && session.isConnected()
                && known.delivery.session() == session
                && !known.subscription.ended
                && before == Answer.NONE;
        known.answer = expected ? answer : before;
        answering(() -> require(call.getAsBoolean() == expected, "taken, or not, against expectation", known));
    }

    void flush() {
        answering(session::flushAcknowledgements);
        if (session.isConnected()) {
            line.judge.acknowledgements.flushed();
        }
    }

    // ---- the end

    void disconnect() {
        Receipt receipt = new Receipt(line);
        receipts.add(receipt);
        boolean[] said = {false};
        answering(() -> said[0] = call(() -> session.disconnect(receipt)));
        receipt.forgotten = !said[0];
        require(!said[0] || session.state() == SessionState.DISCONNECTING, "after DISCONNECT", session.state());
    }

    void end() {
        line.end(new StompException("the user ends it"));
    }

    /** After the end: all was told, and nothing is kept. */
    void checkEnded() {
        receipts.forEach(Receipt::checkEnded);
        require(Held.count(session, ReceiptListener.class) == 0, "receipts are kept", session);
        require(Held.count(session, Delivery.class) == 0, "messages are kept", session);
    }
}
