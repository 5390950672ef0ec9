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

import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.session.receipt.ReceiptListener;
import io.github.camelstomp2.session.receipt.ReceiptTracker;

/** Writes the frames of a session if they may be written in its state, and keeps that state. */
final class SessionLine {
    private final SessionListener listener;
    private final ReceiptTracker receipts;
    private SessionState state = SessionState.NEW;
    private StompVersion version = StompVersion.V1_0;

    SessionLine(SessionListener listener, ReceiptTracker receipts) {
        this.listener = listener;
        this.receipts = receipts;
    }

    SessionState state() {
        return state;
    }

    boolean isConnected() {
        return state == SessionState.CONNECTED;
    }

    StompVersion version() {
        return version;
    }

    /** The handshake is done. */
    void connected(StompVersion agreed) {
        version = agreed;
        become(SessionState.CONNECTED);
    }

    /**
     * Sends a frame without asking for a RECEIPT.
     *
     * @throws IllegalStateException if the session is not connected
     */
    void send(StompFrame frame) {
        requireConnected();
        listener.write(frame);
    }

    /**
     * Sends a frame and asks for its RECEIPT.
     *
     * @return the number of the receipt
     * @throws IllegalStateException if the session is not connected
     */
    long send(StompFrame frame, ReceiptListener receipt) {
        requireConnected();
        long number = receipts.expect(receipt);
        try {
            listener.write(frame.withReceipt(number));
        } catch (RuntimeException e) {
            receipts.forget(number);
            throw e;
        }
        return number;
    }

    void requireConnected() {
        if (state != SessionState.CONNECTED) {
            throw new IllegalStateException("a frame cannot be sent in state " + state);
        }
    }

    void become(SessionState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("a session cannot go from " + state + " to " + next);
        }
        state = next;
    }
}
