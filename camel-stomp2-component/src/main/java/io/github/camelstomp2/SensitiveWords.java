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
package io.github.camelstomp2;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.util.SensitiveUtils;

/** The names whose values Camel masks in routes and properties as they were written. */
final class SensitiveWords {
    private static final String PASSCODE = "passcode";

    private SensitiveWords() {}

    /** Puts {@code passcode} on the context's own list where it is no longer on Camel's: from 4.21 on. */
    static void add(CamelContext camel) {
        // Camel's list first: older versions have no other, and need none. Only this name: of the words on the
        // context's list
        // Camel masks no more than the first in each URI.
        if (!SensitiveUtils.containsSensitive(PASSCODE)) {
            ExtendedCamelContext context = camel.getCamelContextExtension();
            String words = context.getAdditionalSensitiveKeywords();
            if (words == null || words.isBlank()) {
                context.setAdditionalSensitiveKeywords(PASSCODE);
            } else if (!List.of(words.strip().split("\\s*,\\s*")).contains(PASSCODE)) {
                context.setAdditionalSensitiveKeywords(words + "," + PASSCODE);
            }
        }
    }
}
