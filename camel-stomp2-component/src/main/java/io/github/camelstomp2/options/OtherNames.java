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

import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.protocol.text.PrintableText;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.camel.util.StringHelper;

/** The options with two names: one that Camel hides in every version, and the one of STOMP frames. */
public enum OtherNames {
    USERNAME(
            "username",
            Stomp2Configuration::getUsername,
            Stomp2Configuration::setUsername,
            "login",
            Stomp2Configuration::getLogin,
            Stomp2Configuration::setLogin),
    PASSWORD(
            "password",
            Stomp2Configuration::getPassword,
            Stomp2Configuration::setPassword,
            "passcode",
            Stomp2Configuration::getPasscode,
            Stomp2Configuration::setPasscode);

    private final String masked;
    private final Function<Stomp2Configuration, String> maskedValue;
    private final BiConsumer<Stomp2Configuration, String> setMasked;
    private final String plain;
    private final Function<Stomp2Configuration, String> plainValue;
    private final BiConsumer<Stomp2Configuration, String> setPlain;

    OtherNames(
            String masked,
            Function<Stomp2Configuration, String> maskedValue,
            BiConsumer<Stomp2Configuration, String> setMasked,
            String plain,
            Function<Stomp2Configuration, String> plainValue,
            BiConsumer<Stomp2Configuration, String> setPlain) {
        this.masked = masked;
        this.maskedValue = maskedValue;
        this.setMasked = setMasked;
        this.plain = plain;
        this.plainValue = plainValue;
        this.setPlain = setPlain;
    }

    /** The option that is written like this in a URI, under either name; {@code null} for an option with one name. */
    static OtherNames named(String written) {
        String name = StringHelper.dashToCamelCase(written);
        for (OtherNames option : values()) {
            if (name.equalsIgnoreCase(option.plain) || name.equalsIgnoreCase(option.masked)) {
                return option;
            }
        }
        return null;
    }

    /**
     * Removes the component's value of an option that the endpoint sets itself, under either name. A credentials bean of the
     * endpoint replaces the user name and password of the component, and the other way round.
     *
     * @param parameters of the endpoint's URI
     */
    public static void override(Stomp2Configuration defaults, Map<String, Object> parameters) {
        for (String written : parameters.keySet()) {
            OtherNames option = named(written);
            if (option != null) {
                option.forget(defaults);
                defaults.setCredentials(null);
            } else if (written.equals("credentials")) {
                USERNAME.forget(defaults);
                PASSWORD.forget(defaults);
            }
        }
    }

    private void forget(Stomp2Configuration defaults) {
        setMasked.accept(defaults, null);
        setPlain.accept(defaults, null);
    }

    /** @throws IllegalArgumentException if both names have different values; its text does not contain them */
    static void check(Stomp2Configuration c) {
        for (OtherNames option : values()) {
            String one = option.maskedValue.apply(c);
            String other = option.plainValue.apply(c);
            if (one != null && other != null && !one.equals(other)) {
                throw differ(option.masked, option.plain);
            }
        }
        c.secretConnectHeaders().forEach((header, value) -> {
            Object other = c.connectHeaders().get(header);
            if (other != null && !String.valueOf(other).equals(String.valueOf(value))) {
                throw differ("secretConnectHeader." + header, "connectHeader." + header);
            }
        });
    }

    private static IllegalArgumentException differ(String one, String other) {
        return new IllegalArgumentException(PrintableText.of(one) + " and " + PrintableText.of(other)
                + " are two names of one option and have different values; set one of them");
    }
}
