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

import java.util.EnumSet;
import java.util.Set;

/**
 * The states of a consumer. {@link #mayBecome} is the whole table of transitions. Whether there is a connection at the
 * moment is not a state of the consumer: that is {@link io.github.camelstomp2.client.link.ConnectionState}.
 */
public enum ConsumerState {
    /** Not started, or stopped: it has no connection. */
    STOPPED,
    /** It checks its options, begins to connect, and subscribes. Messages may already come. */
    STARTING,
    /** It is subscribed, or will be when there is a connection. */
    STARTED,
    /** Suspended, but messages that were delivered before are still processed. The subscription still exists. */
    DRAINING,
    /** Suspended, but some messages are in process. The subscription still exists, since their answers need it. */
    SUSPENDING,
    /** Suspended: the subscription has ended, the connection is kept. */
    SUSPENDED,
    /** The subscription and the connection are being ended. */
    STOPPING;

    /** Whether a consumer may go from this state to that one. */
    boolean mayBecome(ConsumerState next) {
        return followers().contains(next);
    }

    private Set<ConsumerState> followers() {
        return switch (this) {
            case STOPPED -> EnumSet.of(STARTING);
            case STARTING -> EnumSet.of(STARTED, STOPPING);
            case STARTED -> EnumSet.of(DRAINING, SUSPENDING, STOPPING);
            case DRAINING, SUSPENDING -> EnumSet.of(STARTED, SUSPENDED, STOPPING);
            case SUSPENDED -> EnumSet.of(STARTED, STOPPING);
            case STOPPING -> EnumSet.of(STOPPED);
        };
    }

    /**
     * The next state.
     *
     * @throws IllegalStateException naming both states, if the transition is not allowed
     */
    public ConsumerState then(ConsumerState next) {
        if (!mayBecome(next)) {
            throw new IllegalStateException("a consumer that is " + this + " cannot become " + next);
        }
        return next;
    }

    /** Whether all delivered messages will be processed. If not, reading on would only fill the queue. */
    boolean takesAll() {
        return this == STARTING || this == STARTED;
    }

    /** Whether the subscription ends when no message is in process. */
    public boolean endsWhenIdle() {
        return this == DRAINING || this == SUSPENDING;
    }
}
