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

import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.protocol.text.HeaderEscaping;
import org.jspecify.annotations.Nullable;

/**
 * The rules for reading the head of a frame. When the version is known they are those of {@link StompVersion}; before
 * that they accept every version.
 *
 * <p>Before CONNECTED a broker may send an ERROR whose version is not known. RabbitMQ escapes its headers as in 1.2,
 * ActiveMQ not at all, and its {@code version} header, if there is one, lists the versions that the broker supports,
 * not the one that it used. So valid escapes of 1.2 are decoded, and text with an invalid escape is kept unchanged: it
 * is only shown to people, and the reason of a refused login is more useful with a needless backslash than not at all.
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

    /** The rules after CONNECTED. */
    static HeadRules of(StompVersion version) {
        return new HeadRules(version);
    }

    /** Whether CONNECTED has not been read yet, so that the peer may not be a STOMP broker. */
    boolean areBeforeConnected() {
        return version == null;
    }

    /**
     * Whether a line may end with CR LF. Before CONNECTED it always may; {@link HeadParser#sawCarriageReturn()} lets
     * the version decide later.
     */
    boolean endLinesWithCarriageReturn() {
        return version == null || version.endsLinesWithCarriageReturn();
    }

    boolean trimHeaders() {
        return version != null && version.trimsHeaders();
    }

    HeaderEscaping escapingOf(StompCommand command) {
        return (version == null ? StompVersion.V1_2 : version).escapingOf(command);
    }

    /** Whether text with an undefined escape is kept unchanged. If not, it is a fatal error. */
    boolean tolerateUndefinedEscapes() {
        return version == null;
    }

    /**
     * Refuses a command that a broker must not send at this moment (1.2, "Connecting").
     *
     * @throws StompProtocolException before CONNECTED: for all commands but CONNECTED and ERROR; afterwards: for
     *     CONNECTED
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
