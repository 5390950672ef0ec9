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

import java.util.List;

/** Takes secrets out of what a server says: some repeat what they were told. */
public final class HiddenSecrets {
    /** Of a shorter one nothing would be hidden by taking it out of every word. */
    private static final int SHORTEST = 4;

    private HiddenSecrets() {}

    /** The text with {@code xxxxxx} in place of each secret. */
    public static String in(String text, List<String> secrets) {
        String hidden = text;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST) {
                hidden = hidden.replace(secret, "xxxxxx");
            }
        }
        return hidden;
    }
}
