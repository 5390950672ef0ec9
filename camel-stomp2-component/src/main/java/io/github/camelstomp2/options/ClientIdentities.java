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
package io.github.camelstomp2.options;

import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.broker.DjangoStompConventions;
import io.github.camelstomp2.client.options.Identity;

/**
 * The identities of consumers and producers. Only one connection at a time may have a client-id (ActiveMQ refuses the
 * second one), and durable subscriptions need one.
 */
public final class ClientIdentities {
    private ClientIdentities() {}

    /** The identity as the user wrote it. It distinguishes brokers and users, and not connections. */
    public static Identity ofEndpoint(Stomp2Configuration c) {
        return identity(c, c.getClientId(), null);
    }

    /**
     * The identity of consumers. By django-stomp's convention only a consumer with a durable subscription has the same
     * id again at the next connect.
     */
    public static Identity ofConsumers(Stomp2Configuration c) {
        if (!c.isDjangoStomp()) {
            return ofEndpoint(c);
        }
        boolean comesBack = c.getClientId() != null && (c.isDurable() || c.isSharedConnection());
        return comesBack ? fixed(c, durable(c)) : distinct(c, DjangoStompConventions.LISTENER);
    }

    /**
     * The identity of producers: without an id that consumers may need, unless producers and consumers share a
     * connection.
     */
    public static Identity ofProducers(Stomp2Configuration c) {
        if (c.isSharedConnection()) {
            return ofConsumers(c);
        }
        return c.isDjangoStomp() ? distinct(c, DjangoStompConventions.PUBLISHER) : fixed(c, null);
    }

    /** The client-id under which the broker keeps a durable subscription; {@code null} if there is none. */
    static String durable(Stomp2Configuration c) {
        return c.isDjangoStomp() && c.getClientId() != null
                ? c.getClientId() + DjangoStompConventions.LISTENER
                : c.getClientId();
    }

    private static Identity fixed(Stomp2Configuration c, String clientId) {
        return identity(c, clientId, null);
    }

    private static Identity distinct(Stomp2Configuration c, String suffix) {
        return identity(c, c.getClientId(), suffix);
    }

    private static Identity identity(Stomp2Configuration c, String clientId, String distinct) {
        return new Identity(
                OptionsInForce.username(c),
                OptionsInForce.password(c),
                clientId,
                c.getHost(),
                distinct,
                c.getCredentials() == null ? null : new BeanLogins(c.getCredentials()));
    }
}
