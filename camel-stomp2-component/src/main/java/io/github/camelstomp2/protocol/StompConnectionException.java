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
package io.github.camelstomp2.protocol;

import org.jspecify.annotations.Nullable;

/**
 * There is no connection to a broker: it could not be made, was lost, or was closed. Either nothing was sent, or what
 * was sent needed no confirmation.
 */
public class StompConnectionException extends StompException {
    private static final long serialVersionUID = 1L;

    public StompConnectionException(String message) {
        super(message);
    }

    public StompConnectionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
