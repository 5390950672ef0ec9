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

/**
 * Something that was done to the broker or the network.
 *
 * @param name such as {@code kill}
 * @param effect what it takes with it
 * @param side the connections that it befell
 * @param begunNanos just before
 * @param endedNanos when nothing of it was left
 */
public record Fault(String name, Effect effect, Side side, long begunNanos, long endedNanos) {

    /** What the checker has to know of a fault. */
    public enum Effect {
        /** Connections may be lost. */
        DISTURBS,
        /** The broker's process ended. */
        KILLS,
        /** Messages that the broker held are gone, and those sent until it ended may be. */
        EMPTIES_QUEUE
    }

    /** Whether it was going on at some time between these, as far as these connections are concerned. */
    boolean overlaps(Side other, long fromNanos, long toNanos) {
        return side.touches(other) && begunNanos - toNanos <= 0 && endedNanos - fromNanos >= 0;
    }
}
