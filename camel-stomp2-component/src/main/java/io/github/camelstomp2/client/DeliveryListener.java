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
package io.github.camelstomp2.client;

import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.Delivery;
import java.util.List;

/**
 * Takes messages from a connection's event loop: it must hand them to another thread and return at once, for the
 * heart-beats of the connection wait for it.
 */
@FunctionalInterface
public interface DeliveryListener {
    /** The messages of one socket read, in the broker's order. The list is the listener's to keep. */
    void deliver(List<Delivery> deliveries);

    /**
     * A message is over a limit of reading: what there is of it is to be answered, but not to be processed. Called before
     * {@link #deliver} is with what was read with it.
     */
    default void skipped(StompSubscription subscription, Delivery delivery, SkippedMessage message) {
        // It goes back when the subscription ends.
    }

    /** Whether the subscription is for one message only: it ends with the answer to it. */
    default boolean takesOne() {
        return false;
    }

    /** The subscription has ended, on its connection or with it: nothing comes until it is made again. */
    default void interrupted() {
        // Messages that came know it as well.
    }

    /** The broker has confirmed the subscription; on each connection once more. */
    default void subscribed() {
        // Messages say so as well.
    }

    /** Nothing will come: there will be no connection any more, or the broker cannot be told what is wanted. */
    default void abandoned(StompException cause) {
        // The log says so.
    }
}
