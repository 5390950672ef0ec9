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

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Chooses the {@code correlation-id} of requests, by which replies are matched. Not thread-safe. */
final class RequestIds {
    /** The longest correlation id that AMQP brokers accept. */
    private static final int MAX_OCTETS = 255;

    private static final int REMEMBERED = 1_000;

    private final String prefix = UUID.randomUUID() + "-";

    /**
     * Hash codes of the ids that came with a message and were used for a request. A message that asks several services
     * has the same id for all of them. If the id were used again, a second reply of the first service (sent when its
     * broker delivers twice) would be taken for the reply of the second one. When two ids have the same hash code, a
     * new id is generated without need, which does no harm.
     */
    private final Set<Integer> carriedLately = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    private long last;

    /**
     * @param wanted the id that the message has, or {@code null}
     * @param carried whether the id came with a received message
     * @param taken whether another waiting request has an id
     */
    String choose(@Nullable String wanted, boolean carried, Predicate<String> taken) {
        boolean usable = wanted != null
                && survivesTheWire(wanted)
                && !taken.test(wanted)
                && (!carried || carriedLately.add(wanted.hashCode()));
        return wanted != null && usable ? wanted : prefix + ++last;
    }

    /** Whether the id arrives unchanged: STOMP 1.0 removes white space, AMQP has a limit. */
    private static boolean survivesTheWire(String id) {
        return !id.isEmpty() && id.equals(id.strip()) && id.getBytes(StandardCharsets.UTF_8).length <= MAX_OCTETS;
    }
}
