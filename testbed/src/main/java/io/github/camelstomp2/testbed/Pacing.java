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
package io.github.camelstomp2.testbed;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Short pauses that separate TCP segments, and the abrupt end of a connection. */
final class Pacing {

    static final Duration BETWEEN_SEGMENTS = Duration.ofMillis(5);
    static final Duration BETWEEN_BYTES = Duration.ofNanos(200_000);

    private Pacing() {}

    static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    /** Closes so that the peer gets a reset instead of an end of stream. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // already closed
        }
        ScriptedBroker.closeQuietly(socket);
    }
}
