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
package io.github.camelstomp2.session;

import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The subscriptions of one connection. An id that is made here is used once. */
final class SessionSubscriptions {
    private final Map<String, SessionSubscription> byId = new LinkedHashMap<>();
    private long last;

    /**
     * @param chosen the caller's id, or {@code null}
     * @throws StompInvalidFrameException if that id is in use: brokers end the connection for it
     */
    SessionSubscription add(@Nullable String chosen, String destination, AckMode ackMode, DeliverySink sink) {
        String id = chosen == null ? "s-" + ++last : chosen;
        if (byId.containsKey(id)) {
            throw new StompInvalidFrameException("another subscription of this connection has the id " + id
                    + "; give each subscriptionId once, or connections of their own");
        }
        SessionSubscription subscription = new SessionSubscription(id, destination, ackMode, sink);
        byId.put(subscription.id(), subscription);
        return subscription;
    }

    @Nullable
    SessionSubscription remove(String id) {
        SessionSubscription removed = byId.remove(id);
        if (removed != null) {
            removed.end();
        }
        return removed;
    }

    @Nullable
    SessionSubscription get(String id) {
        return byId.get(id);
    }

    /** Whether it has not ended. */
    boolean contains(SessionSubscription subscription) {
        return byId.get(subscription.id()) == subscription;
    }

    /**
     * To which subscription a MESSAGE belongs: the one that it names, else, in 1.0, one to its destination.
     *
     * @return {@code null} if it was on its way when its subscription ended
     * @throws StompProtocolException if it names none where it has to (1.1 and 1.2, "MESSAGE")
     */
    @Nullable
    SessionSubscription of(StompHeaders message, StompVersion version) {
        String id = message.get(StompHeaderNames.SUBSCRIPTION);
        if (id != null) {
            return byId.get(id);
        }
        if (version.namesSubscriptions()) {
            throw new StompProtocolException("MESSAGE without a subscription header");
        }
        String destination = message.get(StompHeaderNames.DESTINATION);
        return byId.values().stream()
                .filter(subscription -> subscription.destination().equals(destination))
                .findFirst()
                .orElse(null);
    }

    void clear() {
        byId.values().forEach(SessionSubscription::end);
        byId.clear();
    }
}
