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
package io.github.camelstomp2.client.link;

import java.util.EnumSet;
import java.util.Set;

/**
 * The states of a {@link io.github.camelstomp2.client.StompConnection}. {@link #mayBecome} is the whole table of
 * transitions.
 */
public enum ConnectionState {
    /** Not started, or stopped. */
    STOPPED,
    /** It is trying to connect. */
    CONNECTING,
    /** A broker has answered CONNECTED. */
    CONNECTED,
    /** Disconnecting from a broker in order to connect to it again. */
    RENEWING,
    /** Waiting before the next attempt. */
    WAITING,
    /** Gave up: {@code reconnectMaxAttempts} is reached. A send or a poll makes it try again. */
    FAILED,
    /** Disconnecting. */
    STOPPING;

    /** Whether a connection may go from this state to that one. */
    public boolean mayBecome(ConnectionState next) {
        return followers().contains(next);
    }

    private Set<ConnectionState> followers() {
        return switch (this) {
            case STOPPED -> EnumSet.of(CONNECTING);
            case CONNECTING -> EnumSet.of(CONNECTING, CONNECTED, WAITING, FAILED, STOPPED);
            case CONNECTED -> EnumSet.of(RENEWING, WAITING, STOPPING);
            case RENEWING -> EnumSet.of(CONNECTING, STOPPING);
            case WAITING -> EnumSet.of(CONNECTING, STOPPED);
            case FAILED -> EnumSet.of(CONNECTING, WAITING, STOPPED);
            case STOPPING -> EnumSet.of(STOPPED);
        };
    }
}
