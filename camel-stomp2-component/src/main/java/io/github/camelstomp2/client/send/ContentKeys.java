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
package io.github.camelstomp2.client.send;

import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes numbers that identify a content (a message or a transaction), so that it is recognised when it comes again as
 * another send. The work for a long body is limited.
 */
final class ContentKeys {
    /** This many octets at the beginning and at the end of a body are compared. */
    private static final int SAMPLE = 4_096;

    private ContentKeys() {}

    /**
     * The number that identifies a content.
     *
     * @param consumed the message from which the content was made, and from which it will be made again; {@code null}
     *     if it is not known
     */
    static long of(List<OutgoingMessage> messages, @Nullable StompFrame consumed) {
        long key = consumed == null ? 0 : keyOf(consumed);
        for (OutgoingMessage message : messages) {
            key = 31 * key + message.options().destination().hashCode();
            if (consumed == null) {
                key = 31 * (31 * key + message.headers().hashCode()) + sample(message.body());
            }
        }
        return key;
    }

    private static long keyOf(StompFrame consumed) {
        long key = sample(consumed.body());
        for (int i = 0; i < consumed.headers().size(); i++) {
            String name = consumed.headers().name(i);
            if (!StompHeaders.OF_ONE_DELIVERY.contains(name)) {
                key = 31 * (31 * key + name.hashCode())
                        + consumed.headers().value(i).hashCode();
            }
        }
        return key;
    }

    private static long sample(byte[] body) {
        int begin = Math.min(body.length, SAMPLE);
        int end = Math.max(begin, body.length - SAMPLE);
        return 31L * hash(body, 0, begin) + 31 * hash(body, end, body.length) + body.length;
    }

    private static int hash(byte[] body, int from, int to) {
        return ByteBuffer.wrap(body, from, to - from).hashCode();
    }
}
