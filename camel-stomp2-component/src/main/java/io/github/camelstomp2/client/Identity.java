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
package io.github.camelstomp2.client;

import org.jspecify.annotations.Nullable;

/**
 * As whom to connect. {@code null} leaves the header out, an empty text sends it empty.
 *
 * @param host the virtual host; {@code null}: what the broker's dialect takes as default
 */
public record Identity(
        @Nullable String login, @Nullable String passcode, @Nullable String clientId, @Nullable String host) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Identity[clientId=" + clientId + ", host=" + host + "]";
    }
}
