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

import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What ended with a lost connection, and may come again as another send: a transaction is never written twice, but its
 * message is delivered again, to any of the consumers; so all connections share this. Bounded: in number, in time, and in
 * the work for a long body. Thread-safe.
 */
final class LostContents {
    private static final int MOST = 4_096;

    /** As long as nothing was added, the loss is over, and sends need not be compared with it any more. */
    private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();

    /** So much of a body, at its begin and at its end, tells it from others. */
    private static final int SAMPLE = 4_096;

    private final Map<Long, LossHistory> histories = new LinkedHashMap<>();
    private volatile boolean empty = true;
    private long newest;

    boolean isEmpty() {
        return empty;
    }

    synchronized void put(long content, LossHistory history, long nowNanos) {
        newest = nowNanos;
        histories.remove(content);
        histories.put(content, history);
        if (histories.size() > MOST) {
            histories.remove(histories.keySet().iterator().next());
        }
        empty = false;
    }

    /** What is known of it, which is up to the caller from now on. */
    synchronized LossHistory take(long content, long nowNanos) {
        if (nowNanos - newest > KEPT_NANOS) {
            histories.clear();
        }
        LossHistory known = histories.remove(content);
        empty = histories.isEmpty();
        return known == null ? LossHistory.NONE : known;
    }

    /**
     * By what a content is known again.
     *
     * @param consumed the message of which it was made, and will be made again; {@code null} if nobody said
     */
    static long key(List<OutgoingMessage> messages, @Nullable StompFrame consumed) {
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
