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
 * The root of all exceptions of the STOMP client. It is unchecked, since most of them are passed to callbacks and not
 * thrown.
 */
public class StompException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StompException(String message) {
        super(message);
    }

    public StompException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What happened, in a sentence; never {@code null}. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /**
     * Whether a server has answered, and does not want what it was asked for. As the end of an attempt to connect: to ask again
     * soon would only get an account locked.
     */
    public boolean isRefusal() {
        return false;
    }
}
