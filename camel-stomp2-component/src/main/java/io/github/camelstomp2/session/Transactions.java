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

/** The transactions of one connection that have not ended yet. */
final class Transactions {
    private final Acknowledgements acknowledgements;
    private final Set<SessionTransaction> underWay = new LinkedHashSet<>();
    private long last;

    Transactions(Acknowledgements acknowledgements) {
        this.acknowledgements = acknowledgements;
    }

    SessionTransaction begin(StompSession session) {
        SessionTransaction transaction = new SessionTransaction("tx-" + ++last, session, acknowledgements, this);
        transaction.begin();
        underWay.add(transaction);
        return transaction;
    }

    /**
     * An ERROR that names no frame (RabbitMQ says no more when it refuses one without a receipt): it may have been about
     * a member of any of them.
     */
    void refuseOpen(StompBrokerException error) {
        underWay.forEach(transaction -> transaction.refused(error));
    }

    void ended(SessionTransaction transaction) {
        underWay.remove(transaction);
    }

    /** The session ended: the broker rolls back what it was not told to commit (1.2, "BEGIN"). */
    void lost() {
        List<SessionTransaction> ended = new ArrayList<>(underWay);
        underWay.clear();
        ended.forEach(SessionTransaction::lost);
    }
}
