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

import java.util.Set;

/** What a client may write in the first line of a frame. */
final class ClientCommand {

    private static final Set<String> CONNECTING = Set.of("CONNECT", "STOMP");
    private static final Set<String> OTHERS =
            Set.of("SEND", "SUBSCRIBE", "UNSUBSCRIBE", "ACK", "NACK", "BEGIN", "COMMIT", "ABORT", "DISCONNECT");

    private ClientCommand() {}

    /** Whether it opens a session. Such a frame is written before a version is agreed on. */
    static boolean connects(String command) {
        return CONNECTING.contains(command);
    }

    /** Whether this version has it. */
    static boolean isIn(String version, String command) {
        boolean known = connects(command) || OTHERS.contains(command);
        return known && !(command.equals("NACK") && version.equals("1.0"));
    }
}
