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
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.SessionTransaction;
import io.github.camelstomp2.session.TransactionState;
import java.util.ArrayList;
import java.util.List;

/** The part of a user that has to do with transactions. */
final class TransactionUser {
    private static final List<TransactionState> ENDED =
            List.of(TransactionState.COMMITTED, TransactionState.ABORTED, TransactionState.UNKNOWN);

    private final User user;
    private final List<Work> works = new ArrayList<>();

    private record Work(SessionTransaction transaction, List<Known> acknowledged) {
        boolean isOpen() {
            return transaction.state() == TransactionState.OPEN;
        }

        void rolledBack() {
            require(transaction.state() == TransactionState.ABORTED, "rolled back", transaction);
            acknowledged.forEach(known -> {
                known.answer = Answer.NONE;
                known.written = false;
            });
        }

        void committed() {
            require(transaction.state() == TransactionState.COMMITTED, "committed", transaction);
            acknowledged.forEach(known -> known.settled = true);
        }
    }

    /** Of a COMMIT: settles what was acknowledged. */
    private static final class Settlement extends Receipt {
        private final Work work;

        Settlement(Line line, Work work) {
            super(line);
            this.work = work;
        }

        @Override
        public void confirmed() {
            super.confirmed();
            work.committed();
        }

        @Override
        public void refused(StompBrokerException error) {
            super.refused(error);
            work.rolledBack();
        }

        @Override
        public void lost(StompException cause) {
            super.lost(cause);
            require(work.transaction.state() == TransactionState.UNKNOWN, "lost", work.transaction);
        }
    }

    TransactionUser(User user) {
        this.user = user;
    }

    void begin() {
        user.call(() -> works.add(new Work(user.session.begin(), new ArrayList<>())));
    }

    void send(Choices choices) {
        if (works.isEmpty()) {
            return;
        }
        Work work = choices.of(works);
        boolean open = work.isOpen() && user.session.isConnected();
        try {
            work.transaction.send(User.message(choices));
            require(open, "sent in", work);
        } catch (IllegalStateException e) {
            require(!open, "refused in", work);
        } catch (StompException e) {
            require(work.transaction.state() == TransactionState.ROLLBACK_ONLY, "refused", work);
        }
    }

    void ack(Choices choices, Known known) {
        if (works.isEmpty()) {
            return;
        }
        Work work = choices.of(works);
        boolean open = work.isOpen() && user.session.isConnected();
        Answer before = known.answer;
        try {
            user.answer(known, Answer.IN_TRANSACTION, open, () -> work.transaction.ack(known.delivery));
            require(open, "acknowledged in", work);
            if (known.answer != before) {
                joined(work, known);
            }
        } catch (IllegalStateException e) {
            require(!open, "refused in", work);
        } catch (IllegalArgumentException e) {
            require(known.subscription.ackMode == AckMode.CLIENT, "refused", known);
            known.answer = before;
        }
    }

    private static void joined(Work work, Known known) {
        if (known.subscription.ackMode == AckMode.AUTO) {
            known.settled = true;
        } else {
            work.acknowledged.add(known);
        }
    }

    void commit(Choices choices) {
        if (works.isEmpty()) {
            return;
        }
        Work work = choices.of(works);
        TransactionState before = work.transaction.state();
        boolean open = before == TransactionState.OPEN && user.session.isConnected();
        Receipt receipt = new Settlement(user.line, work);
        try {
            work.transaction.commit(receipt);
            require(open, "committed in " + before, work);
            user.receipts().add(receipt);
        } catch (IllegalStateException e) {
            require(!open, "refused in " + before, work);
        } catch (StompException e) {
            require(before == TransactionState.ROLLBACK_ONLY || isEnded(before), "refused in " + before, work);
            if (before == TransactionState.ROLLBACK_ONLY) {
                work.rolledBack();
            }
        }
    }

    void abort(Choices choices) {
        if (works.isEmpty()) {
            return;
        }
        Work work = choices.of(works);
        TransactionState before = work.transaction.state();
        work.transaction.abort();
        if (before == TransactionState.OPEN || before == TransactionState.ROLLBACK_ONLY) {
            work.rolledBack();
        } else {
            require(work.transaction.state() == before, "changed by abort", work);
        }
    }

    private static boolean isEnded(TransactionState state) {
        return ENDED.contains(state);
    }

    /** After the end of the connection. */
    void checkEnded() {
        works.forEach(work -> require(isEnded(work.transaction.state()), "not ended", work.transaction));
    }
}
