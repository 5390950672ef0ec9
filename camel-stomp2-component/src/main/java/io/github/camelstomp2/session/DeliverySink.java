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

/** Takes the messages of a subscription, on the session's thread: it must hand them over and return. */
@FunctionalInterface
public interface DeliverySink {
    /** A message arrived. */
    void deliver(Delivery delivery);

    /**
     * A message arrived that is over a limit of reading.
     *
     * @param delivery has some of its headers and no body; it waits for an answer, but must not be processed
     */
    default void skipped(Delivery delivery, SkippedMessage message) {
        // It stays unanswered, and goes back when the subscription ends.
    }

    /** Whether the subscription is for one message only: it ends with the answer to it. */
    default boolean takesOne() {
        return false;
    }

    /** Whether what is not answered has to go back when the subscription ends; from a stream nothing is taken away. */
    default boolean givesBack() {
        return true;
    }

    /** The subscription has ended with the answer to its message. */
    default void ended() {
        // Whoever unsubscribes knows.
    }
}
