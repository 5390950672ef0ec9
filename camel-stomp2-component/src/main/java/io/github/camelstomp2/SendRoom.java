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

import io.github.camelstomp2.protocol.StompConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what waits in memory to be sent and confirmed, or answered, over one connection. When a broker takes nothing any
 * more, or nobody answers, the threads that send wait here, instead of filling the heap. Thread-safe.
 */
final class SendRoom {
    /** 64 MiB, each message counting as one KiB at least: some 65,000 small messages under way. */
    private static final int TOTAL_KIB = 64 * 1024;

    // Fair, so that a large message is not overtaken for ever by small ones.
    private final Semaphore kib = new Semaphore(TOTAL_KIB, true);
    private final String fullAfterMillis;

    /** Of messages. */
    SendRoom() {
        this("the broker has taken too little within %d ms (confirmTimeout) of what waits to be sent and confirmed");
    }

    private SendRoom(String fullAfterMillis) {
        this.fullAfterMillis = fullAfterMillis;
    }

    /** Of requests, which stay until they are answered. */
    static SendRoom ofRequests() {
        return new SendRoom("too few of the requests that wait were answered within %d ms (requestTimeout)");
    }

    /**
     * Takes room for a message; blocks while there is none.
     *
     * @return what to give to {@link #leave}
     * @throws StompConnectionException if there is none within the time; the message was not sent
     */
    int enter(int bytes, Duration timeout) {
        int wanted = Math.min(TOTAL_KIB, 1 + bytes / 1024);
        // The barging form first: it costs no queue while there is room, which is nearly always.
        if (!kib.tryAcquire(wanted)) {
            await(wanted, timeout);
        }
        return wanted;
    }

    private void await(int wanted, Duration timeout) {
        try {
            if (!kib.tryAcquire(wanted, timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StompConnectionException("not sent: " + fullAfterMillis.formatted(timeout.toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StompConnectionException("not sent: interrupted while waiting until the broker takes more", e);
        }
    }

    /** Gives room back; from any thread. */
    void leave(int taken) {
        kib.release(taken);
    }
}
