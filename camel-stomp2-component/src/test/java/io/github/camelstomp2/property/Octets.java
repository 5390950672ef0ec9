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
package io.github.camelstomp2.property;

import io.github.camelstomp2.protocol.StompVersion;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Octets written by hand. */
final class Octets {
    private Octets() {}

    static byte[] of(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /** A CONNECTED and these. */
    static byte[] inSession(StompVersion version, String ascii) {
        String header = version == StompVersion.V1_0 ? "" : "version:" + version.number() + "\n";
        return of("CONNECTED\n" + header + "\n\0" + ascii);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
