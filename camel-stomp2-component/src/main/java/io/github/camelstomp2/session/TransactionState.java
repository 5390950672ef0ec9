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

import java.util.EnumSet;
import java.util.Set;

/** The states of a transaction. {@link #mayBecome} is the whole table of transitions. */
public enum TransactionState {
    /** BEGIN was written: frames can be added. */
    OPEN,
    /** A frame of it was refused, or may have been: the transaction can only be aborted. */
    ROLLBACK_ONLY,
    /** COMMIT was written, and its answer has not come yet. */
    COMMITTING,
    /** The broker confirmed COMMIT: the whole transaction took effect. */
    COMMITTED,
    /** Nothing took effect: ABORT was written, COMMIT was refused, or the session ended before COMMIT. */
    ABORTED,
    /** The session ended between COMMIT and its answer: either the whole transaction took effect, or nothing. */
    UNKNOWN;

    /** Whether a transaction may go from this state to that one. */
    public boolean mayBecome(TransactionState next) {
        return followers().contains(next);
    }

    private Set<TransactionState> followers() {
        return switch (this) {
            case OPEN -> EnumSet.of(ROLLBACK_ONLY, COMMITTING, ABORTED);
            case ROLLBACK_ONLY -> EnumSet.of(ABORTED);
            case COMMITTING -> EnumSet.of(COMMITTED, ABORTED, UNKNOWN);
            case COMMITTED, ABORTED, UNKNOWN -> EnumSet.noneOf(TransactionState.class);
        };
    }
}
