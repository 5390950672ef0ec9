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
package io.github.camelstomp2.chaos.fault;

import io.github.camelstomp2.chaos.ledger.Fault;
import io.github.camelstomp2.chaos.ledger.Side;
import java.time.Duration;
import java.util.Random;

/** A kind of fault that can be injected. */
public interface Injection {
    /** A name for logs, such as {@code kill -9}. */
    String title();

    /** The connections that it concerns. */
    Side side();

    /** What is lost because of it. */
    default Fault.Effect effect() {
        return Fault.Effect.DISTURBS;
    }

    /** Whether the queue of this broker goes on meanwhile, by way of another broker. */
    default boolean spares(Arena arena) {
        return false;
    }

    /** How long it takes until a client can know of it. */
    default Duration unnoticed() {
        return Duration.ZERO;
    }

    /**
     * Causes the fault and ends it again: when this returns, the broker can be reached as before.
     *
     * @return since when it can be reached, on the clock of {@link System#nanoTime()}
     */
    long inject(Arena arena, Random random);
}
