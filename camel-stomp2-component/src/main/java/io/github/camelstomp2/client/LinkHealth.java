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
package io.github.camelstomp2.client;

import io.github.camelstomp2.protocol.StompBrokerException;
import org.jspecify.annotations.Nullable;

/** What has happened with sends on the current link, for conclusions from its end. Event loop only. */
final class LinkHealth {
    private static final long MOMENT_NANOS = Doubts.MOMENT.toNanos();

    private boolean confirmed;
    private boolean unaccountable;

    /** Something was confirmed after this time. */
    private boolean goesOn;

    private long busyAt;

    /** After its refusal nothing was confirmed: some brokers close when they have refused something. */
    private @Nullable PendingWork refused;

    private @Nullable StompBrokerException refusal;
    private long refusedAt;

    void written(long nowNanos) {
        busyAt = nowNanos;
    }

    /** Nobody asked for a receipt: an ERROR that names no frame, or the end, may be about that. */
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

    /** Something else is written, and would be the reason if the link ended now. */
    void refusalIsOver() {
        refused = null;
    }

    /** Whether nothing that was written before would be taken for the reason if the link ended now. */
    boolean isQuiet(boolean nothingUnderWay, long nowNanos) {
        if (goesOn) {
            goesOn = false;
            busyAt = nowNanos; // what is under way still gets its answers: it will be done soon
        }
        return (nothingUnderWay || nowNanos - busyAt >= MOMENT_NANOS)
                && (refused == null || nowNanos - refusedAt >= MOMENT_NANOS);
    }

    /** The one whose refusal explains the end of the link, which has come; {@code null} if there was none. */
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
