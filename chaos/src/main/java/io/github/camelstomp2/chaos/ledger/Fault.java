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
 * A fault of the broker or the network.
 *
 * @param name such as {@code kill}
 * @param effect what was lost because of it
 * @param side the connections that it concerned
 * @param begunNanos just before it began
 * @param endedNanos when it had completely ended
 */
public record Fault(String name, Effect effect, Side side, long begunNanos, long endedNanos) {

    /** The effect of a fault, as the checker needs it. */
    public enum Effect {
        /** Connections may be lost. */
        DISTURBS,
        /** The broker's process ended. */
        KILLS,
        /** Messages on the broker are lost, and those that were sent until the end of the fault may be. */
        EMPTIES_QUEUE
    }

    /** Whether the fault concerned these connections at some time between the given ones. */
    boolean overlaps(Side other, long fromNanos, long toNanos) {
        return side.touches(other) && begunNanos - toNanos <= 0 && endedNanos - fromNanos >= 0;
    }
}
