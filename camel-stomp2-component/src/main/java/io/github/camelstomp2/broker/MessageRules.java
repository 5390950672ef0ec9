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

import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.text.EpochTime;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How to read the MESSAGE frames of one kind of broker. Stateless and thread-safe. */
public interface MessageRules {
    /** A destination in a message, translated to the form that SEND and SUBSCRIBE use. */
    default String readDestination(String written) {
        return written;
    }

    /**
     * The single queue or topic from which a message came, also when the subscription is to several.
     *
     * @param subscribed the subscription's destination as the component writes it
     * @param message the headers of its MESSAGE
     */
    default String source(String subscribed, StompHeaders message) {
        return DeadLetterName.source(subscribed, message.get(StompHeaderNames.DESTINATION));
    }

    /**
     * The queue for dead letters, named after the destination from which the messages came. It is one queue, even if
     * that destination is not.
     *
     * @param source see {@link #source}
     * @return {@code null} when the destination is a dead letter queue itself: there are no dead letters of dead
     *     letters
     */
    default @Nullable String deadLetterQueue(String source, String prefix) {
        return DeadLetterName.queue(source, prefix);
    }

    /** The position of a message in its stream; empty if it is not from a stream. */
    default OptionalLong streamOffset(StompHeaders message) {
        return OptionalLong.empty();
    }

    /**
     * How often a message may go back to its queue, as far as its subscription, its headers and the broker's version
     * show it.
     *
     * @param message the headers of its MESSAGE
     */
    default Returns returns(SubscribeOptions subscribed, StompHeaders message) {
        return Returns.UNLIMITED;
    }

    /**
     * Whether the broker may have a content of this message that STOMP does not carry, such as the map of a map message
     * of JMS. What came instead is nothing, or nothing that anybody can read.
     */
    default boolean mayLackContent(StompFrame message) {
        return false;
    }

    /** Whether this frame is not a message but marks the end of the queue while browsing. */
    default boolean isEndOfBrowsing(StompHeaders message) {
        return false;
    }

    /**
     * The address for replies to requests.
     *
     * @param unique a text that no other connection to any broker has
     * @param number how many addresses this connection had before
     */
    default ReplyAddress replyAddress(String unique, int number) {
        return ReplyAddress.named(Destinations.QUEUE + ReplyAddress.PREFIX + unique);
    }

    /**
     * The value of {@code reply-to} in a request, in a form that services of other protocols understand too.
     *
     * @param destination the destination of the subscription for replies
     */
    default String replyTo(String destination) {
        return destination;
    }

    /**
     * The id by which the sender of a message knows it; used in a reply to a message without {@code correlation-id}.
     */
    default @Nullable String idForSender(StompHeaders message) {
        return message.get(StompHeaderNames.MESSAGE_ID);
    }

    /** The id that the sender gave the message and that other protocols use; {@code null}: none. */
    default @Nullable String idOfSender(StompHeaders message) {
        return null;
    }

    /** Whether the MESSAGE frame says that this is a text message. */
    default boolean isTextMessage(StompHeaders message) {
        return false;
    }

    /**
     * When a message was sent, as its MESSAGE frame says.
     *
     * @return milliseconds since 1970-01-01T00:00Z, or 0 when it does not say
     */
    default long timestamp(StompHeaders message) {
        return EpochTime.parse(message.get(StompHeaderNames.TIMESTAMP), TimeUnit.MILLISECONDS);
    }

    /**
     * How often a message has gone back to its queue and may still go back, for brokers that count this and finally
     * remove the message from the queue.
     *
     * @param before how often it has gone back
     * @param left how often it may still go back
     * @param countsRefusals whether a NACK that gives it back counts too; the end of its connection always counts
     */
    public record Returns(int before, int left, boolean countsRefusals) {
        /** The broker does not count, or it is not known. */
        public static final Returns UNLIMITED = new Returns(0, Integer.MAX_VALUE, false);

        /** Whether a limit is known. */
        public boolean isLimited() {
            return left < Integer.MAX_VALUE;
        }

        /** Whether the queue removes the message if its connection ends before its answer. */
        public boolean isLastDelivery() {
            return left <= 0;
        }

        /** Whether the queue removes the message if a NACK gives it back. */
        public boolean dropsWhatIsGivenBack() {
            return countsRefusals && isLastDelivery();
        }
    }
}
