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

import io.github.camelstomp2.broker.DjangoStompConventions;
import io.github.camelstomp2.client.Identity;

/**
 * As whom consumers and producers connect. A client-id is for one connection at a time (ActiveMQ refuses the second), and it
 * is durable subscriptions that need it.
 */
final class ClientIds {
    private ClientIds() {}

    /** As the user has it: what tells one broker and user from another, and no connection. */
    static Identity ofEndpoint(Stomp2Configuration c) {
        return new Identity(c.usernameInUse(), c.passwordInUse(), c.getClientId(), c.getHost());
    }

    /** By django-stomp's convention only who comes back to a durable subscription has the same id twice. */
    static Identity ofConsumers(Stomp2Configuration c) {
        if (!c.isDjangoStomp()) {
            return ofEndpoint(c);
        }
        boolean comesBack = c.getClientId() != null && (c.isDurable() || c.isSharedConnection());
        return comesBack ? fixed(c, durable(c)) : distinct(c, DjangoStompConventions.LISTENER);
    }

    /** Without an id that consumers may need, unless both are to share a connection. */
    static Identity ofProducers(Stomp2Configuration c) {
        if (c.isSharedConnection()) {
            return ofConsumers(c);
        }
        return c.isDjangoStomp() ? distinct(c, DjangoStompConventions.PUBLISHER) : fixed(c, null);
    }

    /** The client-id under which the broker keeps a durable subscription; {@code null} when there is none. */
    static String durable(Stomp2Configuration c) {
        return c.isDjangoStomp() && c.getClientId() != null
                ? c.getClientId() + DjangoStompConventions.LISTENER
                : c.getClientId();
    }

    private static Identity fixed(Stomp2Configuration c, String clientId) {
        return new Identity(c.usernameInUse(), c.passwordInUse(), clientId, c.getHost());
    }

    private static Identity distinct(Stomp2Configuration c, String suffix) {
        return new Identity(c.usernameInUse(), c.passwordInUse(), c.getClientId(), c.getHost(), suffix);
    }
}
