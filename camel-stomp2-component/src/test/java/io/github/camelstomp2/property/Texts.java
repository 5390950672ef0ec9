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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Names and values of headers. */
final class Texts {
    private static final String HOSTILE = "ab :\\nrc\t\n\r\0\u00fc\u20ac\uffff\ud83d\ude00";

    private Texts() {}

    /**
     * Any Strings, mostly short ones of few characters, each of which means something in a head: so lines repeat from
     * frame to frame, too.
     */
    static Arbitrary<String> any() {
        Arbitrary<String> hostile =
                Arbitraries.strings().withChars(HOSTILE.toCharArray()).ofMaxLength(6);
        return Arbitraries.frequencyOf(
                often(20, hostile),
                often(10, Arbitraries.of("destination", "message-id", "ack", "content-length", "version", "a\\nb", "")),
                often(6, Arbitraries.strings().all().ofMaxLength(12)),
                often(1, hostile.map(unit -> unit.repeat(700))));
    }

    private static Tuple2<Integer, Arbitrary<? extends String>> often(int times, Arbitrary<String> texts) {
        return Tuple.of(times, texts);
    }

    /** What is left of a text when all is taken out that a broker cannot write as it stands. */
    static String withoutEscapes(String text) {
        return wellFormed(text).replaceAll("[\n\r:]", "");
    }

    /** What is left of a text when all is taken out that a broker cannot write in this version. */
    static String representable(String text, StompVersion version) {
        return switch (version) {
            case V1_0 -> withoutEscapes(text).replaceAll("^[ \t]+|[ \t]+\\z", "");
            // A carriage return has no escape there; one at the end of a line belongs to the value.
            case V1_1, V1_2 -> wellFormed(text);
        };
    }

    private static String wellFormed(String text) {
        return text.replaceAll("[\0\\p{Cs}]", "");
    }
}
