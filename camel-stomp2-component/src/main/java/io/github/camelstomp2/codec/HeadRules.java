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
package io.github.camelstomp2.codec;

import io.github.camelstomp2.protocol.HeaderEscaping;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import org.jspecify.annotations.Nullable;

/**
 * How the head of a frame is to be read: what {@link StompVersion} says once it is known, and before that what suits any
 * of them.
 *
 * <p>Before CONNECTED a broker may refuse with an ERROR whose version nobody knows. RabbitMQ escapes it as in 1.2,
 * ActiveMQ not at all, and its {@code version} header, if any, lists what the broker supports rather than what it used.
 * So the escapes of 1.2 are read where they are valid, and a text that is not is taken as it stands: such a text is only
 * shown to people, and losing the reason of a refused login would be worse than a stray backslash in it.
 */
final class HeadRules {
    private final @Nullable StompVersion version;

    private HeadRules(@Nullable StompVersion version) {
        this.version = version;
    }

    /** The rules until CONNECTED names a version. */
    static HeadRules beforeConnected() {
        return new HeadRules(null);
    }

    /** The rules of a session. */
    static HeadRules of(StompVersion version) {
        return new HeadRules(version);
    }

    /** Whether the peer has not proved to be a broker yet. */
    boolean areBeforeConnected() {
        return version == null;
    }

    /** Before CONNECTED that is accepted, and called to account by {@link HeadParser#sawCarriageReturn()}. */
    boolean endLinesWithCarriageReturn() {
        return version == null || version.endsLinesWithCarriageReturn();
    }

    boolean trimHeaders() {
        return version != null && version.trimsHeaders();
    }

    HeaderEscaping escapingOf(StompCommand command) {
        return (version == null ? StompVersion.V1_2 : version).escapingOf(command);
    }

    /** Whether a text with an escape that is not defined is taken as it stands, instead of being fatal. */
    boolean tolerateUndefinedEscapes() {
        return version == null;
    }

    /**
     * Refuses what a broker must not send now (1.2, "Connecting").
     *
     * @throws StompProtocolException before CONNECTED: for all but CONNECTED and ERROR; afterwards: for CONNECTED
     */
    void check(StompCommand command) {
        if (version == null && command != StompCommand.CONNECTED && command != StompCommand.ERROR) {
            throw new StompProtocolException(command + " before CONNECTED");
        }
        if (version != null && command == StompCommand.CONNECTED) {
            throw new StompProtocolException("a second CONNECTED in one session");
        }
    }
}
