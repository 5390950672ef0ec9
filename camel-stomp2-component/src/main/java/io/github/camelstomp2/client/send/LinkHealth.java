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

import io.github.camelstomp2.protocol.StompBrokerException;
import org.jspecify.annotations.Nullable;

/**
 * What happened to sends on the current link. When the link ends, this shows which send may be the reason. Event loop
 * only.
 */
final class LinkHealth {
    private static final long MOMENT_NANOS = Doubts.MOMENT.toNanos();

    private boolean confirmed;
    private boolean unaccountable;

    /** Whether a send was confirmed after this time. */
    private boolean goesOn;

    private long busyAt;

    /** The refused send after which nothing was confirmed: some brokers close the connection after a refusal. */
    private @Nullable PendingWork refused;

    private @Nullable StompBrokerException refusal;
    private long refusedAt;

    void written(long nowNanos) {
        busyAt = nowNanos;
    }

    /**
     * A frame without a receipt was written. An ERROR that names no frame, or the end of the link, may be about that
     * frame.
     */
    void writtenUnaccountably() {
        unaccountable = true;
    }

    boolean isAccountable() {
        return !unaccountable;
    }

    void confirmed() {
        confirmed = true;
        goesOn = true;
        refused = null;
    }

    boolean hasConfirmed() {
        return confirmed;
    }

    void refused(PendingWork work, StompBrokerException error, long nowNanos) {
        refused = work;
        refusal = error;
        refusedAt = nowNanos;
    }

    /** Another frame is written, which would be the reason if the link ended now. */
    void refusalIsOver() {
        refused = null;
    }

    /** Whether no earlier send would be taken for the reason if the link ended now. */
    boolean isQuiet(boolean nothingUnderWay, long nowNanos) {
        if (goesOn) {
            goesOn = false;
            busyAt = nowNanos; // the sends on their way still get their answers, so it will be quiet soon
        }
        return (nothingUnderWay || nowNanos - busyAt >= MOMENT_NANOS)
                && (refused == null || nowNanos - refusedAt >= MOMENT_NANOS);
    }

    /** The send whose refusal is the reason for the end of the link; {@code null} if there was none. */
    @Nullable
    PendingWork judged() {
        if (refused != null && refusal != null) {
            refused.judged("the broker refused it and closed: " + refusal.getMessage());
        }
        return refused;
    }

    void linkDown() {
        confirmed = false;
        unaccountable = false;
        refused = null;
    }
}
