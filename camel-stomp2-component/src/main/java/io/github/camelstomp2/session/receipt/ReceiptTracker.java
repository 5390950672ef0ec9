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
package io.github.camelstomp2.session.receipt;

import io.github.camelstomp2.protocol.ReceiptIds;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import org.jspecify.annotations.Nullable;

/**
 * The receipts of one connection that were asked for and have not come. They are found by their id alone, since brokers
 * answer in any order. An unknown, repeated or late receipt does no harm.
 */
public final class ReceiptTracker {
    private final ListenersByNumber pending = new ListenersByNumber();
    private long last;
    private boolean anyConfirmed;

    /** The number of a new receipt, unique on this connection. */
    public long expect(ReceiptListener listener) {
        pending.put(++last, listener);
        return last;
    }

    /** Stops waiting for a receipt. */
    public void forget(long number) {
        pending.remove(number);
    }

    public void confirmed(@Nullable String id) {
        ReceiptListener listener = pending.remove(ReceiptIds.number(id));
        if (listener != null) {
            anyConfirmed = true;
            listener.confirmed();
        }
    }

    /** Whether the broker has confirmed any frame yet. */
    public boolean hasConfirmed() {
        return anyConfirmed;
    }

    /** Tells the waiting listener that its frame was refused; returns whether there was one. */
    public boolean refused(@Nullable String id, StompBrokerException error) {
        ReceiptListener listener = pending.remove(ReceiptIds.number(id));
        if (listener != null) {
            listener.refused(error);
        }
        return listener != null;
    }

    public void lost(StompException cause) {
        // A listener may send again and so change the map.
        pending.takeAll().forEach(listener -> listener.lost(cause));
    }
}
