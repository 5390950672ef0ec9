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
package io.github.camelstomp2.chaos.ledger;

/** The events of one message on its way to the broker, and its last delivery. */
final class SendHistory {
    private static final int NOBODY = -1;

    final int message;
    long begunNanos;
    boolean begun;
    EventKind outcome;
    long outcomeNanos;
    int outcomes;
    int frames;
    long firstFrameNanos;
    int lastLink = NOBODY;
    boolean receipted;
    long receiptNanos;

    /** The last delivery, from which earlier ones can be reached; {@code null} when there was none. */
    DeliveryHistory lastDelivery;

    SendHistory(int message) {
        this.message = message;
    }

    /** Whether a route began with it. */
    boolean isDelivered() {
        for (DeliveryHistory delivery = lastDelivery; delivery != null; delivery = delivery.before) {
            if (delivery.begun) {
                return true;
            }
        }
        return false;
    }
}
