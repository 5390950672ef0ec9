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
import java.util.Locale;

/** Which headers hold secrets, by their names. */
public final class SecretNames {
    /** Parts of such names, without what separates words in them. */
    private static final List<String> PARTS = List.of(
            "login",
            "passcode",
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "authoriz",
            "authent",
            "xauth",
            "cookie",
            "credential",
            "apikey",
            "accesskey",
            "privatekey",
            "signature",
            "sessionid");

    private SecretNames() {}

    /** Whether a header of this name, in any letter case, may hold what nobody should read in a log. */
    public static boolean isSecret(String header) {
        String name = header.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return PARTS.stream().anyMatch(name::contains);
    }
}
