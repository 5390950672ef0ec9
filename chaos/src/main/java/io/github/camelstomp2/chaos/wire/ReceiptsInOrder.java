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
package io.github.camelstomp2.chaos.wire;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/** @see Saboteur#MATCHES_RECEIPTS_IN_ORDER */
final class ReceiptsInOrder implements Interceptor {
    private final Queue<String> expected = new ArrayDeque<>();
    private final Set<String> ofSends = new HashSet<>();

    @Override
    public void fromClient(Frame frame, Wire wire) {
        String receipt = frame.header("receipt");
        if (frame.command().equals("SEND") && receipt != null) {
            synchronized (this) {
                expected.add(receipt);
                ofSends.add(receipt);
            }
        }
        wire.toBroker(frame);
    }

    @Override
    public void fromBroker(Frame frame, Wire wire) {
        if (frame.command().equals("RECEIPT")) {
            wire.toClient(mistaken(frame));
        } else {
            wire.toClient(frame);
        }
    }

    private synchronized Frame mistaken(Frame receipt) {
        return ofSends.remove(receipt.header("receipt-id"))
                ? receipt.replacing("receipt-id", expected.remove())
                : receipt;
    }
}
