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

/** The subscriptions of one connection. A generated id is used only once. */
final class SessionSubscriptions {
    private final Map<String, ReceivingSubscription> byId = new LinkedHashMap<>();
    private long last;

    /**
     * @param chosen the caller's id; {@code null}: an id is generated
     * @throws StompInvalidFrameException if that id is in use: a broker would close the connection
     */
    ReceivingSubscription add(@Nullable String chosen, String destination, AckMode ackMode, DeliverySink sink) {
        String id = chosen == null ? "s-" + ++last : chosen;
        if (byId.containsKey(id)) {
            throw new StompInvalidFrameException("another subscription of this connection has the id " + id
                    + "; give each subscriptionId once, or connections of their own");
        }
        ReceivingSubscription subscription = new ReceivingSubscription(id, destination, ackMode, sink);
        byId.put(subscription.id(), subscription);
        return subscription;
    }

    @Nullable
    ReceivingSubscription remove(String id) {
        ReceivingSubscription removed = byId.remove(id);
        if (removed != null) {
            removed.end();
        }
        return removed;
    }

    @Nullable
    ReceivingSubscription get(String id) {
        return byId.get(id);
    }

    /** Whether the subscription has not ended. */
    boolean contains(SessionSubscription subscription) {
        return byId.get(subscription.id()) == subscription;
    }

    /**
     * The subscription to which a MESSAGE belongs: the one that it names, or in 1.0 otherwise one to its destination.
     *
     * @return {@code null} if the message was on its way when its subscription ended
     * @throws StompProtocolException if the message names no subscription although its version requires one (1.1 and
     *     1.2, "MESSAGE")
     */
    @Nullable
    ReceivingSubscription of(StompHeaders message, StompVersion version) {
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
        byId.values().forEach(ReceivingSubscription::end);
        byId.clear();
    }
}
