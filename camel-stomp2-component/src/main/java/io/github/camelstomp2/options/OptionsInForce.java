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

import io.github.camelstomp2.PayloadFormat;
import io.github.camelstomp2.Stomp2Configuration;
import java.util.HashMap;
import java.util.Map;

/** The values of options that have two names, or that depend on another option. */
public final class OptionsInForce {
    private OptionsInForce() {}

    /** {@code username} or {@code login}, whichever is set; {@code null} if neither is. */
    static String username(Stomp2Configuration c) {
        return c.getUsername() == null ? c.getLogin() : c.getUsername();
    }

    /** {@code password} or {@code passcode}, whichever is set; {@code null} if neither is. */
    static String password(Stomp2Configuration c) {
        return c.getPassword() == null ? c.getPasscode() : c.getPassword();
    }

    /** The headers of {@code connectHeaders} and {@code secretConnectHeaders} together. */
    static Map<String, Object> connectHeaders(Stomp2Configuration c) {
        Map<String, Object> both = new HashMap<>(c.connectHeaders());
        both.putAll(c.secretConnectHeaders());
        return both;
    }

    /** The effective {@code payload}: services that use django-stomp exchange JSON only. */
    public static PayloadFormat payload(Stomp2Configuration c) {
        return c.isDjangoStomp() && c.getPayload() == PayloadFormat.AUTO ? PayloadFormat.JSON : c.getPayload();
    }
}
