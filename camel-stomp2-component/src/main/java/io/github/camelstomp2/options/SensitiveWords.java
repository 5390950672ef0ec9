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
package io.github.camelstomp2.options;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.util.SensitiveUtils;

/** The names whose values Camel hides where it shows routes and properties as they were written. */
public final class SensitiveWords {
    private static final String PASSCODE = "passcode";

    private SensitiveWords() {}

    /** Adds {@code passcode} to the context's own list if Camel's list does not contain it (from 4.21 on). */
    public static void add(CamelContext camel) {
        // Camel's list is checked first, since older versions have no other list and need none. Only this one name is
        // added: of the words on the context's list Camel hides only the first in each URI.
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
