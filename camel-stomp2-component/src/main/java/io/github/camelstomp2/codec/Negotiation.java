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

import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.protocol.text.WhiteSpace;

/**
 * Applies the version that CONNECTED names (1.2, "Protocol Negotiation"). The version is known only after CONNECTED was
 * read, so its rules are applied to CONNECTED afterwards.
 */
final class Negotiation {
    private Negotiation() {}

    /**
     * The version of the session.
     *
     * @param sawCarriageReturn whether lines of CONNECTED ended with CR LF
     * @throws StompProtocolException if the version is unknown or does not allow such lines
     */
    static StompVersion versionOf(StompFrame connected, boolean sawCarriageReturn) {
        StompVersion version = StompVersion.negotiated(connected.headers().get(StompHeaderNames.VERSION));
        if (sawCarriageReturn && !version.endsLinesWithCarriageReturn()) {
            throw new StompProtocolException(
                    "CONNECTED ends lines with CR LF, which STOMP " + version.number() + " does not allow");
        }
        return version;
    }

    /**
     * CONNECTED with its headers as this version defines them.
     *
     * @throws StompProtocolException if a header name was white space only, or white space hid a header {@code version}
     *     that names another version
     */
    static StompFrame normalised(StompFrame connected, StompVersion version) {
        if (!version.trimsHeaders()) {
            return connected;
        }
        StompHeaders.Builder trimmed =
                new StompHeaders.Builder(connected.headers().size());
        connected.headers().forEach((name, value) -> trimmed.add(trimmedName(name), WhiteSpace.trim(value)));
        StompFrame result = new StompFrame(connected.command(), trimmed.build(), connected.body());
        if (StompVersion.negotiated(result.headers().get(StompHeaderNames.VERSION)) != version) {
            throw new StompProtocolException("CONNECTED has white space around the name of its version header");
        }
        return result;
    }

    private static String trimmedName(String name) {
        String trimmed = WhiteSpace.trim(name);
        if (trimmed.isEmpty()) {
            throw new StompProtocolException("a header line of CONNECTED has an empty name");
        }
        return trimmed;
    }
}
