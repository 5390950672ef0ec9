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
package io.github.camelstomp2.conformance;

import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One case of a file of vectors for one version, or for the time before CONNECTED. */
public sealed interface Vector {
    /** Where it stands and for which version it is. */
    Source source();

    /**
     * @param file the name of its file, without extension
     * @param title what it shows; with {@code version} unique in its file
     * @param version {@code null} before CONNECTED
     * @param rules what it holds, at least one; only those of its version
     */
    record Source(String file, String title, @Nullable StompVersion version, List<Rule> rules) {
        @Override
        public String toString() {
            return (version == null ? "before CONNECTED" : version.number()) + ", " + file + ": " + title;
        }
    }

    /** How reading ends once all octets were read. */
    enum Ending {
        /** Between two frames: the peer may close. */
        AT_REST,
        /** In the middle of a frame: more has to come, and the end of the connection here is an error. */
        WAITING,
        /** With an error, at whichever octet. */
        FATAL,
        /** With an error at the last octet, and not before it. */
        FATAL_AT_LAST_OCTET
    }

    /**
     * Octets of a broker.
     *
     * @param message a part of the error's text; empty unless it ends with one
     */
    record Read(
            Source source, StompLimits limits, byte[] octets, List<StompFrame> frames, Ending ending, String message)
            implements Vector {
        /** Whether it ends with an error. */
        public boolean isFatal() {
            return ending == Ending.FATAL || ending == Ending.FATAL_AT_LAST_OCTET;
        }

        @Override
        public String toString() {
            return source.toString();
        }
    }

    /**
     * A frame of a client.
     *
     * @param octets what is written, or {@code null} if it is refused
     * @param message a part of the refusal's text
     */
    record Written(Source source, StompFrame frame, byte @Nullable [] octets, String message) implements Vector {
        @Override
        public String toString() {
            return source.toString();
        }
    }
}
