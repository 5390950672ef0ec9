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
package io.github.camelstomp2.tools.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages as lines, which are shown on terminals too. */
class SavedMessageTest {
    @Test
    void aLineHasNoCharacterThatIsACommandForATerminal() {
        String text = "\u001b[31m \u007f \u009b31m \u0085 \\ \" Żółw 😀";
        SavedMessage message = new SavedMessage("/queue/a", Map.of("h\u009b", "v\u0090"), text, null);

        String line = message.line();

        assertThat(line.chars()).noneMatch(Character::isISOControl);
        assertThat(line).contains("Żółw 😀");
        assertThat(SavedMessage.parse(line)).isEqualTo(message);
    }
}
