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

import java.nio.charset.StandardCharsets;

/** Octets written by hand in tests. */
final class Octets {
    private Octets() {}

    /** One octet per character, so that any octet can be written as {@code \u00ff}; {@code ^@} is NUL. */
    static byte[] of(String text) {
        return text.replace("^@", "\0").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text in UTF-8; {@code ^@} is NUL. */
    static byte[] utf8(String text) {
        return text.replace("^@", "\0").getBytes(StandardCharsets.UTF_8);
    }

    /** One character per octet, NUL as {@code ^@}: to be compared with what is written by hand. */
    static String show(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1).replace("\0", "^@");
    }
}
