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
package io.github.camelstomp2.benchmarks.endtoend;

/** What a subject does. */
enum Scenario {
    /** Consumes, acknowledging nothing. */
    CONSUME_AUTO,

    /** Consumes with an ACK for each message, at most 1,000 unacknowledged. */
    CONSUME_ACK,

    /** Sends with a receipt for each message, at most 1,000 under way, from one thread. */
    SEND_CONFIRMED,

    /** Sends with a receipt for each message, the next when the one before is confirmed. */
    SEND_ONE_AT_A_TIME;

    /** How many may be unacknowledged or unconfirmed at a time. */
    static final int WINDOW = 1_000;

    /** The queue from which the synthetic peer delivers as the scenario wants it. */
    String queue(int bodySize) {
        return "consume-" + bodySize + "-" + (this == CONSUME_ACK ? WINDOW : 0);
    }

    /** How many sends may be under way. */
    int sendWindow() {
        return this == SEND_ONE_AT_A_TIME ? 1 : WINDOW;
    }

    boolean consumes() {
        return this == CONSUME_AUTO || this == CONSUME_ACK;
    }
}
