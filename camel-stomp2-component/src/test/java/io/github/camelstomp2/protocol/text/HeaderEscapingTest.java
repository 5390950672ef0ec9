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
package io.github.camelstomp2.protocol.text;

import static io.github.camelstomp2.protocol.text.HeaderEscaping.NONE;
import static io.github.camelstomp2.protocol.text.HeaderEscaping.UNDEFINED;
import static io.github.camelstomp2.protocol.text.HeaderEscaping.V1_1;
import static io.github.camelstomp2.protocol.text.HeaderEscaping.V1_2;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeaderEscapingTest {
    private static final Map<HeaderEscaping, Map<Character, Character>> ESCAPES = Map.of(
            NONE, Map.of(),
            V1_1, Map.of('\n', 'n', ':', 'c', '\\', '\\'),
            V1_2, Map.of('\n', 'n', ':', 'c', '\\', '\\', '\r', 'r'));

    @ParameterizedTest
    @EnumSource
    @Holds({Rule.ESCAPES_1_0, Rule.ESCAPES_1_1, Rule.ESCAPES_1_2})
    void escapesExactlyWhatItsVersionDefines(HeaderEscaping escaping) {
        for (int octet = Byte.MIN_VALUE; octet <= Byte.MAX_VALUE; octet++) {
            Character letter = ESCAPES.get(escaping).get((char) (octet & 0xff));
            assertThat(escaping.escape((byte) octet)).as("octet %d", octet).isEqualTo((byte)
                    (letter == null ? 0 : letter));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"V1_1", "V1_2"})
    @Holds({Rule.ESCAPES_1_1, Rule.ESCAPES_1_2, Rule.UNDEFINED_ESCAPE})
    void undoesExactlyWhatItsVersionDefines(HeaderEscaping escaping) {
        for (int letter = Byte.MIN_VALUE; letter <= Byte.MAX_VALUE; letter++) {
            int octet = UNDEFINED;
            for (var entry : ESCAPES.get(escaping).entrySet()) {
                if (entry.getValue() == (char) (letter & 0xff)) {
                    octet = entry.getKey();
                }
            }
            assertThat(escaping.unescape((byte) letter)).as("letter %d", letter).isEqualTo(octet);
        }
    }

    @Test
    void isActiveUnlessThereIsNone() {
        assertThat(HeaderEscaping.values()).filteredOn(HeaderEscaping::isActive).containsExactly(V1_1, V1_2);
    }

    @ParameterizedTest
    @EnumSource
    @Holds(Rule.NOT_REPRESENTABLE)
    void forbidsWhatWouldEndAFrameOrALineOrMoveTheColon(HeaderEscaping escaping) {
        for (int octet = Byte.MIN_VALUE; octet <= Byte.MAX_VALUE; octet++) {
            boolean inValue = octet == 0 || (octet == '\n' && escaping == NONE) || (octet == '\r' && escaping != V1_2);
            boolean inName = inValue || (octet == ':' && escaping == NONE);
            assertThat(escaping.forbids((byte) octet, false))
                    .as("octet %d", octet)
                    .isEqualTo(inValue);
            assertThat(escaping.forbids((byte) octet, true))
                    .as("octet %d", octet)
                    .isEqualTo(inName);
        }
    }
}
