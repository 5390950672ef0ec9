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
package io.github.camelstomp2.codec;

import io.github.camelstomp2.protocol.StompProtocolException;

/**
 * A frame is over a limit. The catcher decides what follows: a MESSAGE can be skipped, any other frame is a fatal
 * error.
 */
final class OverLimitException extends StompProtocolException {
    private static final long serialVersionUID = 1L;

    private final String limit;

    /** @param limit the name of the limit */
    OverLimitException(String limit, String message) {
        super(message);
        this.limit = limit;
    }

    String limit() {
        return limit;
    }
}
