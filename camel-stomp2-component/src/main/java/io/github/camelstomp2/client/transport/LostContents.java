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
package io.github.camelstomp2.client.transport;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the contents that were on their way when a connection ended and that may come again as another send. A
 * transaction is never written twice; but its consumed message is delivered again, to any consumer, and makes the same
 * transaction again. So all connections share this. Limited in number and time. Thread-safe.
 */
public final class LostContents {
    private static final int MOST = 4_096;

    /** If nothing was added for this long, the loss is over and sends need not be compared with it any more. */
    private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();

    private final Map<Long, LossHistory> histories = new LinkedHashMap<>();
    private volatile boolean empty = true;
    private long newest;

    public boolean isEmpty() {
        return empty;
    }

    public synchronized void put(long content, LossHistory history, long nowNanos) {
        newest = nowNanos;
        histories.remove(content);
        histories.put(content, history);
        if (histories.size() > MOST) {
            histories.remove(histories.keySet().iterator().next());
        }
        empty = false;
    }

    /** Removes and returns what is known of a content; the caller keeps it from now on. */
    public synchronized LossHistory take(long content, long nowNanos) {
        if (nowNanos - newest > KEPT_NANOS) {
            histories.clear();
        }
        LossHistory known = histories.remove(content);
        empty = histories.isEmpty();
        return known == null ? LossHistory.NONE : known;
    }
}
