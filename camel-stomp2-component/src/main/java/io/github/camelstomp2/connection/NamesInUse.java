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
package io.github.camelstomp2.connection;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.protocol.text.PrintableText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names that only one consumer at a time can have, and the consumers of a component that have them. So a second
 * consumer fails with a clear error when it starts, and not because a broker refuses it again and again. Thread-safe.
 */
public final class NamesInUse {
    private static final Logger LOG = LoggerFactory.getLogger(NamesInUse.class);
    private static final String OWN_NAMES = "; give each consumer its own, or leave it out";

    /**
     * Where a name must be unique: among the connections to these brokers, on this connection, or for this endpoint.
     */
    private record Name(Object where, String option, String value) {}

    private final Map<Name, Object> owners = new HashMap<>();

    /** The warnings that were logged for a broker that is not known yet. */
    private final Set<String> said = new HashSet<>();

    /**
     * Takes the names of a consumer.
     *
     * @param endpoint of the consumer
     * @param subscriptionId {@code null}: the consumer has none of its own
     * @param durableTopic the name of its durable subscription to a topic; {@code null}: it has none
     * @param owner the object with which the names are given back
     * @throws IllegalArgumentException naming the option, if the broker is known to refuse the name, or the component
     *     has to
     */
    public synchronized void take(
            Object endpoint, ConnectionOptions connection, String subscriptionId, String durableTopic, Object owner) {
        try {
            if (connection.shared()) {
                takeSubscriptionId(endpoint, subscriptionId, owner);
                takeDurableName(connection.producers(), durableTopic, owner);
            } else {
                takeClientId(connection.consumers(), owner);
            }
        } catch (IllegalArgumentException e) {
            giveBack(owner);
            throw e;
        }
    }

    private void takeSubscriptionId(Object endpoint, String id, Object owner) {
        // When two endpoints have the same id, the error comes when the second one subscribes, because the first may
        // stop before.
        if (id != null && isTaken(new Name(endpoint, "subscriptionId", id), owner)) {
            throw new IllegalArgumentException("subscriptionId=" + PrintableText.of(id)
                    + " is the one of another consumer on the connection that both share (sharedConnection=true)"
                    + OWN_NAMES);
        }
    }

    private void takeDurableName(StompClientOptions connection, String durable, Object owner) {
        if (durable != null && isTaken(new Name(connection, "subscriptionName", durable), owner)) {
            refuseOrWarn(connection, "durable=true with subscriptionName=" + durable, "consumer");
        }
    }

    /** A consumer with another client-id at each connect cannot collide. */
    private void takeClientId(StompClientOptions options, Object owner) {
        String id = options.identity().clientId();
        Object where =
                List.of(options.brokers(), String.valueOf(options.identity().host()));
        if (id != null && options.identity().distinct() == null && isTaken(new Name(where, "clientId", id), owner)) {
            refuseOrWarn(options, "clientId=" + id, "connection");
        }
    }

    private boolean isTaken(Name name, Object owner) {
        return owners.putIfAbsent(name, owner) != null;
    }

    private void refuseOrWarn(StompClientOptions connection, String option, String what) {
        BrokerDialect broker = connection.protocol().dialect();
        String sentence =
                PrintableText.of(option) + " is the one of more than one consumer, and ActiveMQ Classic takes one "
                        + what + " at a time with it";
        if (broker == null && said.add(sentence)) {
            LOG.warn(
                    "{}: should this broker be one, the others wait until the first has stopped{}",
                    sentence,
                    OWN_NAMES);
        } else if (broker != null && broker.wantsNamesOnce()) {
            throw new IllegalArgumentException(sentence + OWN_NAMES);
        }
    }

    /** Gives back the names of a consumer. */
    public synchronized void giveBack(Object owner) {
        owners.values().removeIf(holder -> holder == owner);
    }
}
