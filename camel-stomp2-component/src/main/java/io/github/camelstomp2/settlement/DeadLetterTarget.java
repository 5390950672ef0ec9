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
package io.github.camelstomp2.settlement;

import io.github.camelstomp2.session.Delivery;
import java.util.Map;

/** Receives dead letters: a queue of the broker, or another Camel endpoint. */
public interface DeadLetterTarget {

    /**
     * The target of a message, as a log shows it.
     *
     * @return {@code null} if this message has none, because it comes from a dead letter queue
     */
    String name(FailedMessage failed);

    /** Whether dead letters stay there until somebody reads them. */
    boolean keeps();

    /**
     * Sends a dead letter without blocking. Acknowledges the original when the dead letter is safe, not before.
     *
     * @param done called once, from any thread, with the failure, or {@code null} when the dead letter is safe
     */
    void send(FailedMessage failed, Map<String, String> failureHeaders, Done done);

    /** Why the route of a redelivered message failed before; {@code null}: nothing is known. */
    default Throwable failedBefore(Delivery delivery) {
        return null;
    }

    /** Is told how the sending of a dead letter ended. */
    @FunctionalInterface
    interface Done {
        /**
         * The sending has ended.
         *
         * @param failure {@code null} when the dead letter is safe
         */
        void ended(Throwable failure);
    }
}
