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
package io.github.camelstomp2;

import io.github.camelstomp2.client.StompSubscription;

/**
 * Holds up a broker that sends more than it was asked for, or that was asked for more than there is room for. Near twice
 * {@code prefetch}, or at so many octets, reading pauses unless somebody waits for an answer of the broker, which may
 * stand behind messages; with four times as much it pauses for whatever reason there is to read on.
 */
final class Backlog {
    /** Of what this JVM may use at most, for the large messages that wait at one consumer. */
    private static final int SHARE_OF_MEMORY = 16;

    private static final int LAST = 4;

    private final DeliveryDispatcher dispatcher;
    private final long places;
    private final long room;
    private final BackPressure first;
    private final BackPressure last;

    /**
     * @param maxFrameSize so many octets may wait, whatever memory there is: one message has to fit
     * @param subscription has its messages in the dispatcher
     */
    Backlog(int prefetch, int maxFrameSize, DeliveryDispatcher dispatcher, StompSubscription subscription) {
        this.dispatcher = dispatcher;
        this.places = 2L * prefetch;
        this.room = Math.max(1, Math.min(maxFrameSize, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY));
        this.first = new BackPressure(limit(places), prefetch, this::size, subscription::setReadingPaused);
        this.last = new BackPressure(
                limit(LAST * places), limit(LAST * places / 2), this::size, subscription::setReadingStopped);
    }

    private static int limit(long messages) {
        return (int) Math.min(Integer.MAX_VALUE, messages);
    }

    /** How many messages wait; large ones count for as many as would take the same room. */
    private int size() {
        return limit(Math.max(dispatcher.queued(), places * dispatcher.octets() / room));
    }

    /** Messages were added. */
    void added() {
        first.added();
        last.added();
    }

    /** A message was taken, or some were dropped. */
    void taken() {
        last.taken();
        first.taken();
    }
}
