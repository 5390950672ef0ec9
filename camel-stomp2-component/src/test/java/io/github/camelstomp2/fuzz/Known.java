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
package io.github.camelstomp2.fuzz;

import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.session.Delivery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A MESSAGE that the broker sent, with what broker and user know of it. */
final class Known {
    /** What the user decided. */
    enum Answer {
        NONE,
        ACK,
        NACK,
        /** Acknowledged in a transaction, which decides. */
        IN_TRANSACTION
    }

    /** A subscription that the user asked for. */
    static final class Subscription {
        final String destination;
        final AckMode ackMode;

        /** {@code null} when SUBSCRIBE could not be written. */
        @Nullable
        String id;

        boolean ended;
        boolean endedByBroker;

        Subscription(String destination, AckMode ackMode) {
            this.destination = destination;
            this.ackMode = ackMode;
        }
    }

    final Subscription subscription;

    /** {@code null} when it came too late to reach the user. */
    final @Nullable Delivery delivery;

    /** The headers by which an ACK names it; empty when the broker forgot one of them. */
    final List<String> name;

    Answer answer = Answer.NONE;

    /** A frame that answers it was written. */
    boolean written;

    /** It was answered for good, by its own frame or by one that covers it. */
    boolean settled;

    Known(Subscription subscription, @Nullable Delivery delivery, StompFrame message, String version) {
        this.subscription = subscription;
        this.delivery = delivery;
        this.name = nameOf(message, version);
    }

    private static List<String> nameOf(StompFrame message, String version) {
        List<String> headers =
                switch (version) {
                    case "1.0" -> List.of("message-id");
                    case "1.1" -> List.of("message-id", "subscription");
                    default -> List.of("ack");
                };
        boolean complete = headers.stream().allMatch(message.headers()::contains);
        return complete ? headers.stream().map(message.headers()::get).toList() : List.of();
    }

    /** Whether the broker waits for its answer. */
    boolean isOwed() {
        return subscription.ackMode != AckMode.AUTO && !subscription.endedByBroker && !settled;
    }

    @Override
    public String toString() {
        return name + " of " + subscription.id + ", " + subscription.ackMode + ", answered " + answer
                + (settled ? ", settled" : "") + (subscription.ended ? ", ended" : "");
    }
}
