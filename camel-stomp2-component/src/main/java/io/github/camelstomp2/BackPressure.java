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

import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Holds up a broker that waits for no acknowledgement: too many messages that wait pause the reading, few let it go on.
 * Messages are added on an event loop and taken by worker threads.
 *
 * <p>A pause that nobody ends would be for ever, since without reading nothing comes that could end it. Therefore one
 * that begins looks again whether it is still wanted, and what is said to the connection is said in order.
 */
final class BackPressure {
    private final int highWater;
    private final int lowWater;
    private final IntSupplier waiting;
    private final Consumer<Boolean> pause;
    private volatile boolean paused;

    /**
     * @param highWater with more messages than this the reading is paused
     * @param lowWater with this many, or fewer, it goes on
     * @param waiting how many messages wait
     * @param pause pauses the reading or lets it go on; must not block
     */
    BackPressure(int highWater, int lowWater, IntSupplier waiting, Consumer<Boolean> pause) {
        this.highWater = highWater;
        this.lowWater = lowWater;
        this.waiting = waiting;
        this.pause = pause;
    }

    /** Messages were added to those that wait. */
    void added() {
        if (!paused && waiting.getAsInt() > highWater) {
            set(true);
            taken(); // by those who took the messages before they could see the pause
        }
    }

    /** A message was taken from those that wait. */
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
