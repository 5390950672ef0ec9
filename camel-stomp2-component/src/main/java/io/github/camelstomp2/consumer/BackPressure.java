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

import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Limits how many messages wait in memory, for a broker that sends without waiting for acknowledgements. When too many
 * wait, reading from the socket pauses; when few are left, it continues. Messages are added on an event loop and taken
 * by worker threads.
 *
 * <p>While reading pauses, no event can come that would end the pause. Therefore the thread that pauses checks again
 * whether a pause is still needed, and changes are passed to the connection in order.
 */
final class BackPressure {
    private final int highWater;
    private final int lowWater;
    private final IntSupplier waiting;
    private final Consumer<Boolean> pause;
    private volatile boolean paused;

    /**
     * @param highWater with more waiting messages than this, reading pauses
     * @param lowWater with this many waiting messages or fewer, reading continues
     * @param waiting the number of waiting messages
     * @param pause pauses reading or lets it continue; must not block
     */
    BackPressure(int highWater, int lowWater, IntSupplier waiting, Consumer<Boolean> pause) {
        this.highWater = highWater;
        this.lowWater = lowWater;
        this.waiting = waiting;
        this.pause = pause;
    }

    /** Messages were added to the waiting ones. */
    void added() {
        if (!paused && waiting.getAsInt() > highWater) {
            set(true);
            // the workers may have taken all messages before they could see the pause, so this thread checks too
            taken();
        }
    }

    /** A waiting message was taken. */
    void taken() {
        if (paused && waiting.getAsInt() <= lowWater) {
            set(false);
        }
    }

    private synchronized void set(boolean wanted) {
        if (paused != wanted) {
            paused = wanted;
            pause.accept(wanted);
        }
    }
}
