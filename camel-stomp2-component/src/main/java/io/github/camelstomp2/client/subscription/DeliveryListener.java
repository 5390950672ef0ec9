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
package io.github.camelstomp2.client.subscription;

import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.Delivery;
import java.util.List;

/**
 * Receives messages on a connection's event loop. It must not block, since the heart-beats of the connection would
 * stop: it passes messages to another thread and returns.
 */
@FunctionalInterface
public interface DeliveryListener {
    /** Receives the messages of one socket read, in the broker's order. The listener may keep the list. */
    void deliver(List<Delivery> deliveries);

    /**
     * A message is over a limit for reading. Its headers are to be answered, but the message must not be processed.
     * Called before {@link #deliver} for the messages of the same read.
     */
    default void skipped(Delivery delivery, SkippedMessage message) {
        // The message goes back when the subscription ends.
    }

    /** Whether the subscription is for one message only: the answer to it ends the subscription. */
    default boolean takesOne() {
        return false;
    }

    /** The subscription has ended, alone or with its connection. No message comes until it is made again. */
    default void interrupted() {
        // Messages of the ended subscription know it themselves.
    }

    /** The broker has confirmed the subscription. Called again on each connection. */
    default void subscribed() {
        // Optional: the first message shows it too.
    }

    /** No message comes any more: the broker refused or ended the subscription, or its connection was lost. Called once for that. */
    default void lost(StompException cause) {
        // Optional: the reason is logged.
    }

    /** Messages come again, after {@link #lost}. */
    default void restored() {
        // Optional.
    }

    /** No message will come: there will be no further connection, or the options cannot be sent to this broker. */
    default void abandoned(StompException cause) {
        // Optional: the reason is logged.
    }
}
