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
package io.github.camelstomp2.springboot;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.actuate.endpoint.SanitizableData;

/** Which properties of the component hold secrets, in any spelling that Spring Boot takes. */
final class SecretProperties {
    private static final Pattern QUERY = Pattern.compile("\\?[^,)]*");
    private static final String BEGIN = "camelcomponentstomp2";

    /** Also of objects, such as a key store's password in ssl-context-parameters. */
    private static final Set<String> ENDS =
            Set.of("login", "passcode", "username", "password", "proxyusername", "proxypassword");

    /** The name of a header follows. */
    private static final Set<String> MAPS = Set.of("secretconnectheaders", "websocketheaders");

    private SecretProperties() {}

    /**
     * The same data where nothing is secret. Of addresses only the query is, where tokens for WebSocket are put.
     *
     * @param data its key is such as camel.component.stomp2.brokers.billing.password, or CAMEL_COMPONENT_STOMP2_PASSWORD
     */
    static SanitizableData hide(SanitizableData data) {
        String letters = data.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        if (!letters.startsWith(BEGIN)) {
            return data;
        }
        if (ENDS.stream().anyMatch(letters::endsWith) || MAPS.stream().anyMatch(letters::contains)) {
            return data.withSanitizedValue();
        }
        return letters.endsWith("brokerurl") && data.getValue() instanceof CharSequence address
                ? data.withValue(QUERY.matcher(address).replaceAll("?***"))
                : data;
    }
}
