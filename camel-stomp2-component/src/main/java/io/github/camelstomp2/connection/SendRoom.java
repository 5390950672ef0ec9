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
package io.github.camelstomp2.connection;

import io.github.camelstomp2.protocol.StompConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the memory of messages that wait to be sent and confirmed, or answered, over one connection. When a broker
 * accepts nothing any more, or nobody answers requests, the sending threads wait here. Otherwise the heap would fill.
 * Thread-safe.
 */
public final class SendRoom {
    /** 64 MiB; each message counts as at least one KiB, so about 65,000 small messages can be on their way. */
    private static final int TOTAL_KIB = 64 * 1024;

    // Fair, so that small messages do not overtake a large one for ever.
    private final Semaphore kib = new Semaphore(TOTAL_KIB, true);
    private final String fullAfterMillis;

    /** The room for messages. */
    SendRoom() {
        this("the broker has taken too little within %d ms (confirmTimeout) of what waits to be sent and confirmed");
    }

    private SendRoom(String fullAfterMillis) {
        this.fullAfterMillis = fullAfterMillis;
    }

    /** The room for requests, which stay until they are answered. */
    static SendRoom ofRequests() {
        return new SendRoom("too few of the requests that wait were answered within %d ms (requestTimeout)");
    }

    /**
     * Takes room for a message; blocks while there is none.
     *
     * @return to be given to {@link #leave}
     * @throws StompConnectionException if there is no room in time; the message was not sent
     */
    public int enter(int bytes, Duration timeout) {
        int wanted = Math.min(TOTAL_KIB, 1 + bytes / 1024);
        // First tries without the fair queue, which is cheaper while there is room; there nearly always is.
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

    /** Gives room back. For any thread. */
    public void leave(int taken) {
        kib.release(taken);
    }
}
