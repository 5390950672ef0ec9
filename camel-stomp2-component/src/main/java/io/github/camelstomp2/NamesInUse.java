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
package io.github.camelstomp2;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.StompClientOptions;
import io.github.camelstomp2.protocol.PrintableText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names that only one consumer at a time can have, and which consumers of a component have them. So a second one hears
 * of it when it starts, and not by a broker that refuses it again and again. Thread-safe.
 */
final class NamesInUse {
    private static final Logger LOG = LoggerFactory.getLogger(Stomp2Consumer.class);
    private static final String OWN_NAMES = "; give each consumer its own, or leave it out";

    /** Where a name must be had once: among the connections to these brokers, on this connection, by this endpoint. */
    private record Name(Object where, String option, String value) {}

    private final Map<Name, Object> owners = new HashMap<>();

    /** What was said of a broker that is not known yet. */
    private final Set<String> said = new HashSet<>();

    /**
     * Takes the names of a consumer.
     *
     * @param owner to give them back
     * @throws IllegalArgumentException naming the option, if the broker is known to refuse it or the component has to
     */
    synchronized void take(Stomp2Endpoint endpoint, Object owner) {
        try {
            if (endpoint.getConfiguration().isSharedConnection()) {
                takeOfConnection(endpoint, owner);
            } else {
                takeClientId(endpoint, owner);
            }
        } catch (IllegalArgumentException e) {
            giveBack(owner);
            throw e;
        }
    }

    private void takeOfConnection(Stomp2Endpoint endpoint, Object owner) {
        Stomp2Configuration configuration = endpoint.getConfiguration();
        String id = configuration.getSubscriptionId();
        StompClientOptions connection = endpoint.producerOptions();
        // Of two endpoints with one id it is said when the second cannot be subscribed: the first may stop before.
        if (id != null && isTaken(new Name(endpoint, "subscriptionId", id), owner)) {
            throw new IllegalArgumentException("subscriptionId=" + PrintableText.of(id)
                    + " is the one of another consumer on the connection that both share (sharedConnection=true)"
                    + OWN_NAMES);
        }
        String durable = endpoint.options().durableTopicName(endpoint.getDestination());
        if (durable != null && isTaken(new Name(connection, "subscriptionName", durable), owner)) {
            refuseOrWarn(endpoint, "durable=true with subscriptionName=" + durable, "consumer");
        }
    }

    /** One that connects under another id each time has no id that could be taken. */
    private void takeClientId(Stomp2Endpoint endpoint, Object owner) {
        StompClientOptions options = endpoint.consumerOptions();
        String id = options.identity().clientId();
        Object where =
                List.of(options.brokers(), String.valueOf(options.identity().host()));
        if (id != null && options.identity().distinct() == null && isTaken(new Name(where, "clientId", id), owner)) {
            refuseOrWarn(endpoint, "clientId=" + id, "connection");
        }
    }

    private boolean isTaken(Name name, Object owner) {
        return owners.putIfAbsent(name, owner) != null;
    }

    private void refuseOrWarn(Stomp2Endpoint endpoint, String option, String what) {
        BrokerDialect broker = endpoint.clientOptions().protocol().dialect();
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
    synchronized void giveBack(Object owner) {
        owners.values().removeIf(holder -> holder == owner);
    }
}
