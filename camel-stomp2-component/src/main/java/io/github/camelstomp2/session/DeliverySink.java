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

import io.github.camelstomp2.protocol.SkippedMessage;

/**
 * Receives the messages of a subscription on the session's thread. It must not block: it hands them to another thread
 * and returns.
 */
@FunctionalInterface
public interface DeliverySink {
    /** A message arrived. */
    void deliver(Delivery delivery);

    /**
     * A message arrived that is over a limit for reading.
     *
     * @param delivery has some of its headers and no body; it waits for an answer, but must not be processed
     */
    default void skipped(Delivery delivery, SkippedMessage message) {
        // It stays unanswered, and the broker gets it back when the subscription ends.
    }

    /** Whether the subscription is for one message only: the answer to it ends the subscription. */
    default boolean takesOne() {
        return false;
    }

    /**
     * Whether unanswered messages must go back when the subscription ends. Not for a stream, since consuming removes
     * nothing from it.
     */
    default boolean givesBack() {
        return true;
    }

    /** The subscription has ended with the answer to its only message. */
    default void ended() {
        // Nothing to do for a subscription that is ended by UNSUBSCRIBE.
    }
}
