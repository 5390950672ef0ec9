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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Runs asynchronous tasks one after the other. A task may end on any thread, also before its call returns. */
final class OneAtATime {
    private final Deque<Consumer<Runnable>> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean looping;

    /** @param work receives an action that it must run once, when it has ended */
    void add(Consumer<Runnable> work) {
        synchronized (this) {
            waiting.add(work);
        }
        goOn();
    }

    private void ended() {
        synchronized (this) {
            busy = false;
        }
        goOn();
    }

    /** One thread loops, so that the stack does not grow when many tasks end at once. */
    private void goOn() {
        synchronized (this) {
            if (looping) {
                return;
            }
            looping = true;
        }
        for (Consumer<Runnable> next = next(); next != null; next = next()) {
            next.accept(this::ended);
        }
    }

    private synchronized Consumer<Runnable> next() {
        Consumer<Runnable> next = busy ? null : waiting.poll();
        busy |= next != null;
        looping = next != null;
        return next;
    }
}
