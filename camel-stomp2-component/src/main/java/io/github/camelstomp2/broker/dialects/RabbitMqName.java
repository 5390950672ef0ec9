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

import io.github.camelstomp2.broker.Destinations;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The names of RabbitMQ's queues, exchanges and routing keys in destinations. When it reads a destination, {@code %2F}
 * is a slash, and no other escape has a meaning. When it writes one, it writes the slash, the percent sign and all that
 * is not ASCII as {@code %XX}. Names outside of a destination, such as a routing key in an argument, have no escapes.
 */
final class RabbitMqName {
    private static final String SLASH = "%2F";
    private static final String REPLY_QUEUE = "/reply-queue/";

    /** The beginning of each name that the broker has chosen itself. */
    private static final String CHOSEN_BY_BROKER = "amq.gen-";

    private RabbitMqName() {}

    /** Whether it is a queue that the broker has named, and that only the connection of its requester can consume. */
    static boolean isOfPassingReplyQueue(String destination) {
        return destination.startsWith(REPLY_QUEUE + CHOSEN_BY_BROKER);
    }

    /** The name in a destination, in whichever way its slashes are written: {@code a/b} for {@code /queue/a%2Fb}. */
    static String of(String destination) {
        String name = Destinations.name(destination);
        return destination.startsWith(REPLY_QUEUE) ? name : name.replace(SLASH, "/");
    }

    /** The queue of a destination that is one by its form; {@code null}: it is none. */
    static @Nullable String queue(String destination) {
        boolean queue = Destinations.isQueue(destination)
                || destination.startsWith("/amq/queue/")
                || destination.startsWith(REPLY_QUEUE);
        return queue ? of(destination) : null;
    }

    /** The exchange that a destination names or stands for; {@code null}: none but the default one. */
    static @Nullable String exchange(String destination) {
        if (destination.startsWith(Destinations.TOPIC)) {
            return "amq.topic";
        }
        String[] segments = destination.split("/", 4);
        return segments.length > 2 && segments[0].isEmpty() && segments[1].equals("exchange")
                ? segments[2].replace(SLASH, "/")
                : null;
    }

    /** A name as it is written in a destination: {@code a%2Fb} for {@code a/b}. */
    static String inDestination(String name) {
        return name.replace("/", SLASH);
    }

    /** A destination as RabbitMQ reads it: {@code /queue/a%2Fb} for {@code /queue/a/b}, which it would refuse. */
    static String written(String destination) {
        int begin = Destinations.beginOfName(destination);
        if (destination.indexOf('/', begin) < 0 || destination.startsWith(REPLY_QUEUE)) {
            return destination;
        }
        return destination.substring(0, begin) + inDestination(destination.substring(begin));
    }

    /**
     * A destination that RabbitMQ wrote, in the form in which it can read it again: {@code /queue/50%} for {@code
     * /queue/50%25}. A destination that it cannot read in any form stays unchanged: a name that itself contains {@code
     * %2F}.
     */
    static String readable(String written) {
        if (written.indexOf('%') < 0) {
            return written;
        }
        String[] segments = written.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String name = decoded(segments[i]);
            if (name.contains(SLASH)) {
                return written;
            }
            segments[i] = inDestination(name);
        }
        return String.join("/", segments);
    }

    private static String decoded(String segment) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int i = 0;
        while (i < segment.length()) {
            int octet = segment.charAt(i) == '%' ? hex(segment, i + 1) : -1;
            if (octet >= 0) {
                octets.write(octet);
                i += 3;
            } else {
                int end = segment.offsetByCodePoints(i, 1);
                octets.writeBytes(segment.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return segment; // not valid UTF-8: there is no other form to write it
        }
    }

    /** The value of two hexadecimal digits, or -1. */
    private static int hex(String text, int index) {
        if (index + 2 > text.length()) {
            return -1;
        }
        int high = Character.digit(text.charAt(index), 16);
        int low = Character.digit(text.charAt(index + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
