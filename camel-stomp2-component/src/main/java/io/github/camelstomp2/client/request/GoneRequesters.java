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
package io.github.camelstomp2.client.request;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The queues for replies that have most probably ended with their requesters: each reply to one of them would end the connection
 * again. It is not certain, so it is forgotten after a time. Limited in number. Event loop only; the time is passed in.
 */
public final class GoneRequesters {
    private static final int MOST = 1_000;
    private static final Duration COUNTS = Duration.ofSeconds(30);

    /** Since when they are known, as values of {@link System#nanoTime}; the oldest first. */
    private final Map<String, Long> known = new LinkedHashMap<>();

    void add(String queue, long nowNanos) {
        known.remove(queue);
        known.put(queue, nowNanos);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }

    boolean contains(String queue, long nowNanos) {
        Long since = known.get(queue);
        if (since != null && nowNanos - since >= COUNTS.toNanos()) {
            known.remove(queue);
            return false;
        }
        return since != null;
    }
}
