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

import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one kind of broker expects SEND, and what its receipt means. Stateless and thread-safe. */
public interface SendRules {
    /** The destination of SEND as this broker expects it. */
    default String destination(SendOptions options) {
        return options.destination();
    }

    /** The options that this broker cannot fulfil. */
    List<Limitation> limitations(SendOptions options);

    /** Whether it answers SEND, SUBSCRIBE and COMMIT with a RECEIPT, and waits for acknowledgements. */
    default boolean confirms() {
        return true;
    }

    /**
     * What of a producer's options needs confirmations that do not come.
     *
     * @param confirm whether sends wait for the RECEIPT
     * @param transacted whether they stand in a transaction
     */
    default List<Limitation> confirmationLimits(boolean confirm, boolean transacted) {
        if (confirms() || !(confirm || transacted)) {
            return List.of();
        }
        return List.of(
                transacted
                        ? Limitation.fatal(
                                "transacted=true", "it has no transactions; set transacted=false and confirm=false")
                        : Limitation.fatal(
                                "confirm=true",
                                "it never says that it has a message, so that nobody can know; set confirm=false"));
    }

    /**
     * Whether a receipt of SEND only says that the broker has read it, and a message to a missing queue is lost all the
     * same. Then the component has to make sure that the queue exists before it acknowledges something because of the
     * receipt.
     */
    default boolean confirmsWithoutQueue() {
        return false;
    }

    /**
     * The queue that must exist for a message, where it is not certain. {@code null} where the receipt is enough, and
     * for other destinations than queues.
     */
    default @Nullable SendOptions queueOf(SendOptions message) {
        return null;
    }

    /**
     * Adds the headers of SEND beyond {@code destination}, the application's headers and {@code content-length}. The
     * header {@code persistent} is not in the specification, but all brokers that keep messages read it.
     */
    default void addSendHeaders(SendOptions options, StompHeaders.Builder headers) {
        if (options.message().persistent()) {
            headers.addIfAbsent(StompHeaderNames.PERSISTENT, "true");
        }
        if (options.queue().djangoStomp()) {
            DjangoStompConventions.addQueueArguments(destination(options), headers);
        }
    }

    /**
     * The destination of a reply.
     *
     * @param replyTo the value in the request
     * @param headers of the SEND; further headers that the reply needs are added
     */
    default String replyDestination(String replyTo, StompHeaders.Builder headers) {
        return replyTo;
    }

    /** Whether the broker makes a text message only of a SEND without {@code content-length}. */
    default boolean makesTextByMissingContentLength() {
        return false;
    }

    /** Adds the headers by which consumers know that a SEND without {@code content-length} is text. */
    default void addTextHeaders(StompHeaders.Builder headers) {}
}
