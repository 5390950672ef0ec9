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

import io.github.camelstomp2.broker.MessageRules.Returns;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import org.jspecify.annotations.Nullable;

/**
 * How often a message may go back to its queue. A quorum queue counts that in {@code x-delivery-count}. From 4.0 on it
 * drops or dead-letters the message after the 20th time, unless a policy has changed its {@code delivery-limit}.
 */
final class RabbitMqReturns {
    /** The default of {@code delivery-limit}. */
    static final int LIMIT = 20;

    private static final String COUNT = "x-delivery-count";

    private RabbitMqReturns() {}

    /**
     * @param quorum whether the queue is known to be a quorum queue; otherwise the count in a redelivered message shows
     *     it
     */
    static Returns of(RabbitMqVersion version, boolean quorum, StompHeaders message) {
        // At the first delivery a header of this name comes from the sender.
        int count = "true".equals(message.get(StompHeaderNames.REDELIVERED)) ? count(message.get(COUNT)) : 0;
        boolean limited = version.limitsReturns() || version == RabbitMqVersion.UNKNOWN;
        // A message that went back more often is in a queue with another limit, or without one.
        return limited && (quorum || count > 0) && count <= LIMIT
                ? new Returns(count, LIMIT - count, version != RabbitMqVersion.V4_3)
                : Returns.UNLIMITED;
    }

    private static int count(@Nullable String text) {
        try {
            return text == null ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
