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
package io.github.camelstomp2.client.subscription;

import io.github.camelstomp2.session.Delivery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * How far a consumer has read a stream, which the broker does not remember: the position behind the last message before
 * which all messages are answered. It outlives subscriptions and connections. Event loop only.
 */
public final class StreamPosition {
    private record Unanswered(Delivery delivery, long offset) {}

    private final Deque<Unanswered> unanswered = new ArrayDeque<>();
    private long next = -1;

    void delivered(Delivery delivery, long offset) {
        passAnswered();
        if (next < 0) {
            next = offset;
        }
        unanswered.add(new Unanswered(delivery, offset));
    }

    private void passAnswered() {
        while (!unanswered.isEmpty() && unanswered.element().delivery().isAnswered()) {
            next = unanswered.remove().offset() + 1;
        }
    }

    /** The next subscription delivers the unanswered messages again. */
    void subscriptionEnded() {
        passAnswered();
        if (!unanswered.isEmpty()) {
            next = unanswered.element().offset();
        }
        unanswered.clear();
    }

    /** The position at which to continue; empty before the first message. */
    OptionalLong next() {
        return next < 0 ? OptionalLong.empty() : OptionalLong.of(next);
    }
}
