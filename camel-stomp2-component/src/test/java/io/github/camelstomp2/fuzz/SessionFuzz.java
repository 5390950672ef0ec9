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

import io.github.camelstomp2.session.Delivery;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Any order of any calls and any octets of the peer, on two connections one of whose messages may be answered on the
 * other. {@link Judge} and {@link User} say what is promised.
 */
public final class SessionFuzz {
    private static final int MOST_STEPS = 300;
    private static final int ACTIONS = 32;

    private final Choices choices;
    private final List<User> users;
    private final List<Peer> peers;
    private final List<TransactionUser> transactions;
    private int at;

    private SessionFuzz(Choices choices) {
        this.choices = choices;
        int form = choices.next();
        this.users = List.of(new User(new Line((form & 1) == 1)), new User(new Line((form & 2) == 2)));
        this.peers = users.stream().map(user -> new Peer(user.line)).toList();
        this.transactions = users.stream().map(TransactionUser::new).toList();
    }

    public static void fuzzerTestOneInput(byte[] data) {
        new SessionFuzz(new Choices(data)).run();
    }

    private void run() {
        for (int i = 0; i < MOST_STEPS && !choices.isEmpty(); i++) {
            step(users.get(at), peers.get(at), transactions.get(at));
        }
        for (int i = 0; i < users.size(); i++) {
            checkHeld(users.get(i));
            users.get(i).line.end();
            users.get(i).checkEnded();
            transactions.get(i).checkEnded();
        }
    }

    private void step(User user, Peer peer, TransactionUser transaction) {
        switch (choices.below(ACTIONS)) {
            case 0 -> user.open();
            case 1 -> peer.connected(choices);
            case 2, 3, 4 -> peer.message(choices, destination(user));
            case 5, 6 -> peer.receipt(choices);
            case 7 -> peer.error(choices);
            case 8 -> peer.anything(choices);
            case 9, 10 -> user.subscribe(choices);
            case 11 -> user.send(choices);
            case 12 -> user.sendWithReceipt(choices);
            case 13, 14, 15 -> any(user::ack);
            case 16 -> any(user::nack);
            case 17, 18 -> user.flush();
            case 19 -> user.unsubscribe(choices);
            case 20 -> user.forgetSubscription(choices);
            case 21 -> user.forgetReceipt(choices);
            case 22 -> transaction.begin();
            case 23 -> transaction.send(choices);
            case 24, 25 -> any(known -> transaction.ack(choices, known));
            case 26 -> transaction.commit(choices);
            case 27 -> transaction.abort(choices);
            case 28 -> user.disconnect();
            case 29 -> user.end();
            case 30 -> at = 1 - at;
            default -> bothOpen();
        }
    }

    /** What most cases begin with, in one octet. */
    private void bothOpen() {
        for (int i = 0; i < users.size(); i++) {
            users.get(i).open();
            peers.get(i).connected(choices);
        }
    }

    private String destination(User user) {
        return user.subscriptions.isEmpty() ? "" : user.subscriptions.get(0).destination;
    }

    private void any(Consumer<Known> action) {
        List<Known> messages = Stream.concat(users.get(at).messages.stream(), users.get(1 - at).messages.stream())
                .toList();
        if (!messages.isEmpty()) {
            action.accept(choices.of(messages));
        }
    }

    /** A session remembers no message longer than it has to. */
    private static void checkHeld(User user) {
        user.flush();
        if (user.session.isConnected()) {
            AcknowledgementJudge judge = user.line.judge.acknowledgements;
            long held = Held.count(user.session, Delivery.class);
            Judge.require(held <= judge.unsettled(), held + " messages are kept", judge);
        }
    }
}
