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

import io.github.camelstomp2.protocol.StompBrokerException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The transactions of one connection that have not ended yet. */
final class Transactions implements SessionTransaction.Owner {
    private final SessionLine line;
    private final SessionSubscriptions subscriptions;
    private final Acknowledgements acknowledgements;
    private final Consumer<Delivery> answered;
    private final Set<SessionTransaction> underWay = new LinkedHashSet<>();
    private long last;

    /** @param answered is told of each message whose answer was in a committed transaction */
    Transactions(
            SessionLine line,
            SessionSubscriptions subscriptions,
            Acknowledgements acknowledgements,
            Consumer<Delivery> answered) {
        this.line = line;
        this.subscriptions = subscriptions;
        this.acknowledgements = acknowledgements;
        this.answered = answered;
    }

    SessionTransaction begin() {
        SessionTransaction transaction =
                new SessionTransaction("tx-" + ++last, line, subscriptions, acknowledgements, this);
        transaction.begin();
        underWay.add(transaction);
        return transaction;
    }

    /**
     * An ERROR came that names no frame (RabbitMQ sends it for a refused frame without a receipt). It may belong to any
     * open transaction.
     */
    void refuseOpen(StompBrokerException error) {
        underWay.forEach(transaction -> transaction.refused(error));
    }

    @Override
    public void ended(SessionTransaction transaction) {
        underWay.remove(transaction);
    }

    @Override
    public void answered(Delivery delivery) {
        answered.accept(delivery);
    }

    /** The session ended: the broker rolls back all transactions without COMMIT (1.2, "BEGIN"). */
    void lost() {
        List<SessionTransaction> ended = new ArrayList<>(underWay);
        underWay.clear();
        ended.forEach(SessionTransaction::lost);
    }
}
