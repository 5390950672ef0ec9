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

import io.github.camelstomp2.session.Delivery;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are to take effect together, and with them the acknowledgement of the message on which they depend. How
 * far a broker keeps them together is said by its {@link io.github.camelstomp2.broker.BrokerDialect#transactionScope}; in
 * any case the acknowledgement does not take effect before all messages did.
 *
 * @param messages at least one
 * @param acknowledged what to acknowledge, by the connection on which it came; {@code null} for nothing
 * @param consumed the message of which all this was made: when that is delivered again, the same is to be expected;
 *     {@code null} if there is none
 * @param timeout for all of it, as {@link OutgoingMessage#timeout}
 */
public record OutgoingTransaction(
        List<OutgoingMessage> messages,
        @Nullable Delivery acknowledged,
        @Nullable Delivery consumed,
        Duration timeout) {

    /**
     * @throws IllegalArgumentException if there is no message
     */
    public OutgoingTransaction {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a transaction without a message");
        }
    }

    /** Made of what it acknowledges. */
    public OutgoingTransaction(List<OutgoingMessage> messages, @Nullable Delivery acknowledged, Duration timeout) {
        this(messages, acknowledged, acknowledged, timeout);
    }

    /** By what it is known when it comes again. */
    long content() {
        return LostContents.key(messages, consumed == null ? null : consumed.frame());
    }

    /** Where its messages go, each destination once. */
    String destinations() {
        return messages.stream()
                .map(message -> message.options().destination())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The one that most probably is over a limit. */
    OutgoingMessage largest() {
        return Collections.max(messages, Comparator.comparingInt(OutgoingMessage::length));
    }
}
