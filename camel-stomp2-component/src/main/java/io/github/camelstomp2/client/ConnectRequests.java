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
package io.github.camelstomp2.client;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.BrokerDialects;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.session.ConnectRequest;

/**
 * What a connection says in CONNECT. The virtual host is the difficulty: what a broker expects depends on its kind, which
 * it tells only afterwards. Event loop only.
 */
final class ConnectRequests {
    private final StompClientOptions options;
    private final NettyTransport transport;

    /** The virtual host of the last CONNECT: what is known of the broker may have changed meanwhile. */
    private String triedHost = "";

    ConnectRequests(StompClientOptions options, NettyTransport transport) {
        this.options = options;
        this.transport = transport;
    }

    /** The next CONNECT to this broker. */
    ConnectRequest to(BrokerAddress address) {
        Identity identity = options.identity();
        ProtocolOptions protocol = options.protocol();
        triedHost = virtualHost(address);
        return new ConnectRequest(
                protocol.versions(),
                triedHost,
                identity.login(),
                identity.passcode(),
                identity.nextClientId(),
                protocol.heartBeat(),
                protocol.connectHeaders());
    }

    private String virtualHost(BrokerAddress address) {
        String host = options.identity().host();
        return host == null ? expectedDialect(address).defaultVirtualHost(address.host()) : host;
    }

    /** The dialect that the user named, or what is known of this broker before it has said CONNECTED. */
    private BrokerDialect expectedDialect(BrokerAddress address) {
        BrokerDialect named = options.protocol().dialect();
        return named == null ? transport.guess(address) : named;
    }

    /**
     * Whether the broker refused the virtual host because it turned out to be of a kind that wants another one than was
     * guessed, so that it is worth asking again at once: RabbitMQ takes no host name, and tells who it is only then.
     */
    boolean learnsFrom(StompBrokerException cause, BrokerAddress address) {
        if (options.identity().host() != null || options.protocol().dialect() != null) {
            return false;
        }
        BrokerDialect guess = BrokerDialects.ofRefusedVirtualHost(cause);
        if (guess == null || guess.defaultVirtualHost(address.host()).equals(triedHost)) {
            return false;
        }
        transport.learn(address, guess);
        return true;
    }
}
