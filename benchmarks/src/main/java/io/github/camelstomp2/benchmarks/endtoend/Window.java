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
package io.github.camelstomp2.benchmarks.endtoend;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * How many messages of one sending thread may be on their way. A thread that finds no room is woken when half of the
 * window is free. To wake it for each message would cost more than the message.
 */
final class Window {
    private final int size;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Thread sender;

    Window(int size) {
        this.size = size;
    }

    /** Takes the room for one message; only one thread may. */
    void enter() throws InterruptedException {
        if (isFull()) {
            awaitHalf();
        }
        underWay.incrementAndGet();
    }

    boolean isFull() {
        return underWay.get() >= size;
    }

    private void awaitHalf() throws InterruptedException {
        sender = Thread.currentThread();
        while (underWay.get() > size / 2) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        sender = null;
    }

    /** Gives back the room of this many messages, from any thread. */
    void leave(int messages) {
        int left = underWay.addAndGet(-messages);
        if (left <= size / 2 && left + messages > size / 2) {
            LockSupport.unpark(sender);
        }
    }
}
