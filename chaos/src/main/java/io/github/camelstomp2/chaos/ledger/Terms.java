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

import java.time.Duration;

/**
 * The limits that the checker applies to a run.
 *
 * @param confirmTimeout the time limit of a send
 * @param margin how much later it may end on a busy machine
 * @param window the most sends on their way
 * @param inOrder whether messages of a producer must arrive in order: one consumer, no faults
 * @param ackSettles how long after an acknowledgement a fault may still prevent the broker from storing it
 * @param faultLingers how long after the end of a fault the client may notice that a connection is broken
 * @param backlogAge the greatest age of a message in the queue when the queue is deleted
 */
public record Terms(
        Duration confirmTimeout,
        Duration margin,
        int window,
        boolean inOrder,
        Duration ackSettles,
        Duration faultLingers,
        Duration backlogAge) {

    /**
     * Limits for routes with this time limit and window; the other limits are generous, since the machine may be
     * shared.
     */
    public static Terms of(Duration confirmTimeout, int window, boolean inOrder) {
        return new Terms(
                confirmTimeout,
                Duration.ofSeconds(5),
                window,
                inOrder,
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30));
    }
}
