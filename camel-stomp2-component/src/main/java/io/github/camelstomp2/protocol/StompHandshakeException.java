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

/** A server answered the request for a WebSocket with another HTTP status than 101. */
public class StompHandshakeException extends StompConnectionException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status of the HTTP response */
    public StompHandshakeException(String message, int status) {
        super(message);
        this.status = status;
    }

    /** The status of the HTTP response, such as 404. */
    public int status() {
        return status;
    }

    @Override
    public boolean isRefusal() {
        return status == 401 || status == 403;
    }
}
