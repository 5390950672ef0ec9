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
package io.github.camelstomp2.session;

import java.util.EnumSet;
import java.util.Set;

/** The states of a session. {@link #mayBecome} is the whole table of transitions. */
public enum SessionState {
    /** Nothing was written yet. */
    NEW,
    /** CONNECT was written; only CONNECTED or ERROR may come. */
    CONNECTING,
    /** CONNECTED came: all frames may be sent. */
    CONNECTED,
    /** DISCONNECT was written: nothing may be sent any more. */
    DISCONNECTING,
    /** The session has ended. */
    CLOSED;

    /** Whether a session may go from this state to that one. Every state but CLOSED may end at any time. */
    public boolean mayBecome(SessionState next) {
        return followers().contains(next);
    }

    private Set<SessionState> followers() {
        return switch (this) {
            case NEW -> EnumSet.of(CONNECTING, CLOSED);
            case CONNECTING -> EnumSet.of(CONNECTED, CLOSED);
            case CONNECTED -> EnumSet.of(DISCONNECTING, CLOSED);
            case DISCONNECTING -> EnumSet.of(CLOSED);
            case CLOSED -> EnumSet.noneOf(SessionState.class);
        };
    }
}
