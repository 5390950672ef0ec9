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
package io.github.camelstomp2.producer;

import java.util.concurrent.atomic.AtomicInteger;

/** Decides whether the next continuation is expected to block, because an earlier one has blocked. Thread-safe. */
final class Wariness {
    /** This many quick continuations in a row end the expectation. */
    private static final int QUICK_ONES = 100;

    private final AtomicInteger left = new AtomicInteger();

    boolean isOn() {
        return left.get() > 0;
    }

    void oneHasBlocked() {
        left.set(QUICK_ONES);
    }

    void oneWasQuick() {
        left.decrementAndGet();
    }
}
