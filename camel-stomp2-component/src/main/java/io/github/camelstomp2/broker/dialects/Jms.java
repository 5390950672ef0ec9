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

import io.github.camelstomp2.broker.MessageOptions;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.protocol.StompHeaders;
import java.time.Duration;

/** The headers that ActiveMQ Classic and Artemis name in the same way, since both implement JMS. */
final class Jms {
    private static final String SCHEDULED_DELAY = "AMQ_SCHEDULED_DELAY";
    private static final String GROUP = "JMSXGroupID";
    private static final String EXPIRES = "expires";
    private static final String PRIORITY = "priority";

    private Jms() {}

    /** @param life the time to live, if the message has one, counted from when it was sent */
    static void addSendHeaders(SendOptions options, Duration life, StompHeaders.Builder headers) {
        MessageOptions message = options.message();
        if (message.priority() != null) {
            headers.addIfAbsent(PRIORITY, Integer.toString(message.priority()));
        }
        if (!message.timeToLive().isZero()) {
            headers.addIfAbsent(EXPIRES, Long.toString(options.atMillis() + life.toMillis()));
        }
        if (!message.deliveryDelay().isZero()) {
            headers.addIfAbsent(
                    SCHEDULED_DELAY, Long.toString(message.deliveryDelay().toMillis()));
        }
        if (message.group() != null) {
            headers.addIfAbsent(GROUP, message.group());
        }
    }
}
