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
package io.github.camelstomp2.broker;

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one kind of broker expects SUBSCRIBE and UNSUBSCRIBE. Stateless and thread-safe. */
public interface SubscribeRules {
    /** The destination of SUBSCRIBE as this broker expects it. */
    default String destination(SubscribeOptions options) {
        return options.destination();
    }

    /** The prefetch that the broker is told: how many messages may be delivered and unacknowledged at a time. */
    default int prefetch(SubscribeOptions options) {
        return options.prefetch();
    }

    /** Adds the headers of SUBSCRIBE beyond {@code id}, {@code destination} and {@code ack}. */
    void addSubscribeHeaders(SubscribeOptions options, StompHeaders.Builder headers);

    /** Adds the headers of an UNSUBSCRIBE with which the broker deletes a durable subscription. */
    default void addRemoveHeaders(SubscribeOptions options, StompHeaders.Builder headers) {}

    /** Whether that must be a second UNSUBSCRIBE, since the broker deletes only a subscription without a consumer. */
    default boolean removesWithSecondUnsubscribe() {
        return false;
    }

    /** The options that this broker cannot fulfil. */
    List<Limitation> limitations(SubscribeOptions options);

    /**
     * The queue that must exist before this subscription: the one to which the broker itself moves rejected messages,
     * which it would drop otherwise. {@code null} when there is none, or the broker creates it when needed.
     */
    default @Nullable SendOptions queueToDeclare(SubscribeOptions options) {
        return null;
    }

    /**
     * Adds headers with which the broker refuses a SUBSCRIBE to any queue, so that the refusal only shows whether the
     * queue exists.
     *
     * @param server the {@code server} header of CONNECTED
     * @return whether that is possible; if not, the SUBSCRIBE would deliver messages
     */
    default boolean addCheckHeaders(@Nullable String server, StompHeaders.Builder headers) {
        return false;
    }

    /** Whether the refusal of such a SUBSCRIBE shows that the queue exists. */
    default boolean saysQueueIsThere(StompBrokerException refusal) {
        return false;
    }

    /**
     * The headers of another subscription to the same destination that takes no message, but makes the broker deliver
     * waiting messages. For a broker that forgets to do so when it answers a SUBSCRIBE with a RECEIPT; {@code null} for
     * others.
     */
    default @Nullable StompHeaders wakingHeaders(SubscribeOptions options) {
        return null;
    }

    /** Adds the position at which a stream begins, instead of the one in the options. */
    default void startAt(long streamOffset, StompHeaders.Builder headers) {}

    /**
     * Adds the headers that SUBSCRIBE with {@code ack:auto} needs. To be called before {@link #addSubscribeHeaders}.
     */
    default void addAutoAckHeaders(StompHeaders.Builder headers) {}
}
