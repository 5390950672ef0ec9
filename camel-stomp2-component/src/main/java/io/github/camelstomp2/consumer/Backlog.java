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
package io.github.camelstomp2.consumer;

import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.consumer.dispatch.WaitingMessages;
import io.github.camelstomp2.observation.MessageFigures;

/**
 * Limits the waiting messages of a consumer, for a broker that sends more than the prefetch, or a prefetch that is too
 * large for the memory. Near twice {@code prefetch}, or at a number of octets, reading pauses unless somebody waits for
 * an answer of the broker, which may come behind messages. With four times as much it pauses in any case.
 */
final class Backlog {
    /** Large messages that wait at one consumer may use this part of the JVM's greatest memory. */
    private static final int SHARE_OF_MEMORY = 16;

    private static final int LAST = 4;

    private final WaitingMessages waiting;
    private final long places;
    private final long room;
    private final BackPressure first;
    private final BackPressure last;

    /**
     * @param configuration at least {@code maxFrameSize} octets may wait: one message must always be accepted
     * @param subscription the subscription whose messages wait
     * @param figures counts the pauses
     */
    Backlog(
            Stomp2Configuration configuration,
            WaitingMessages waiting,
            StompSubscription subscription,
            MessageFigures figures) {
        int prefetch = configuration.getPrefetch();
        this.waiting = waiting;
        this.places = 2L * prefetch;
        this.room = Math.max(
                1,
                Math.min(configuration.getMaxFrameSize(), Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY));
        this.first = new BackPressure(limit(places), prefetch, this::size, paused -> {
            if (paused) {
                figures.paused();
            }
            subscription.setReadingPaused(paused);
        });
        this.last = new BackPressure(
                limit(LAST * places), limit(LAST * places / 2), this::size, subscription::setReadingStopped);
    }

    private static int limit(long messages) {
        return (int) Math.min(Integer.MAX_VALUE, messages);
    }

    /** The number of waiting messages. A large message counts as several, by its size. */
    private int size() {
        return limit(Math.max(waiting.size(), places * waiting.octets() / room));
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
