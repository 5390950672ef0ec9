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
package io.github.camelstomp2.chaos.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds deliveries that wait for their acknowledgement. */
public final class Unanswered implements Ledger.Reader {
    private final Map<Integer, Integer> linkByDelivery = new HashMap<>();
    private final Set<Integer> down = new HashSet<>();

    private Unanswered() {}

    /** How many of them are on connections that have not ended, so that the client has to answer them. */
    public static long onOpenConnections(Ledger ledger) {
        Unanswered unanswered = new Unanswered();
        ledger.read(unanswered);
        return unanswered.linkByDelivery.values().stream()
                .filter(link -> !unanswered.down.contains(link))
                .count();
    }

    @Override
    public void entry(EventKind kind, long nanos, int message, int delivery, int link) {
        switch (kind) {
            case MESSAGE_SEEN -> linkByDelivery.put(delivery, link);
            case ACK_SEEN -> linkByDelivery.remove(delivery);
            case LINK_DOWN -> down.add(link);
            default -> {
                // not needed for deliveries
            }
        }
    }
}
