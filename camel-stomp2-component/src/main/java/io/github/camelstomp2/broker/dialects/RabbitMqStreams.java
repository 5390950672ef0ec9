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
package io.github.camelstomp2.broker.dialects;

import io.github.camelstomp2.protocol.StompHeaders;
import java.util.OptionalLong;

/** The position of a message in a stream of RabbitMQ, and the position where a subscription begins. */
final class RabbitMqStreams {
    static final String OFFSET = "x-stream-offset";

    private RabbitMqStreams() {}

    static OptionalLong offset(StompHeaders message) {
        String offset = message.get(OFFSET);
        try {
            return offset == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(offset));
        } catch (NumberFormatException e) {
            return OptionalLong.empty(); // the header of this name comes from the sender
        }
    }

    static void startAt(long offset, StompHeaders.Builder headers) {
        headers.set(OFFSET, "offset=" + offset);
    }
}
