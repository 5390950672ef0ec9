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
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.session.ConnectRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a connection says in CONNECT. What a broker expects there depends on its kind, which it tells only afterwards: which
 * virtual host, and on RabbitMQ escapes that the specification does not have. Event loop only.
 */
final class ConnectRequests {
    private final StompClientOptions options;
    private final NettyTransport transport;

    /** For what the broker of the last CONNECT was taken: what is known of it may have changed meanwhile. */
    private BrokerDialect tried = BrokerDialects.GENERIC;

    /** For what it is taken at the next CONNECT, by a sign that is no proof; {@code null}: nothing. */
    private @Nullable BrokerDialect suspect;

    ConnectRequests(StompClientOptions options, NettyTransport transport) {
        this.options = options;
        this.transport = transport;
    }

    /** The next CONNECT to this broker. */
    ConnectRequest to(BrokerAddress address) {
        Identity identity = options.identity();
        ProtocolOptions protocol = options.protocol();
        tried = expectedDialect(address);
        return new ConnectRequest(
                protocol.versions(),
                tried.connectValue(virtualHost(address, tried)),
                written(identity.login()),
                written(identity.passcode()),
                written(identity.nextClientId()),
                protocol.heartBeat(),
                written(protocol.connectHeaders(), tried));
    }

    private String virtualHost(BrokerAddress address, BrokerDialect dialect) {
        String host = options.identity().host();
        return host == null ? dialect.defaultVirtualHost(address.host()) : host;
    }

    private @Nullable String written(@Nullable String value) {
        return value == null ? null : tried.connectValue(value);
    }

    private static StompHeaders written(StompHeaders headers, BrokerDialect dialect) {
        StompHeaders.Builder written = new StompHeaders.Builder(headers.size());
        headers.forEach((name, value) -> written.add(name, dialect.connectValue(value)));
        return written.build();
    }

    /** The dialect that the user named, or what is known of this broker before it has said CONNECTED. */
    private BrokerDialect expectedDialect(BrokerAddress address) {
        BrokerDialect named = options.protocol().dialect();
        if (named != null) {
            return named;
        }
        return suspect == null ? transport.guess(address) : suspect;
    }

    /**
     * Whether an attempt failed because the broker turned out to be, or may be, of a kind that wants another CONNECT than
     * was guessed, so that it is worth asking again at once.
     *
     * @param asked whether CONNECT was written
     */
    boolean learnsFrom(StompException cause, boolean asked, BrokerAddress address) {
        suspect = null;
        if (options.protocol().dialect() != null) {
            return false;
        }
        if (cause instanceof StompBrokerException refusal) {
            return learnsFrom(refusal, address);
        }
        // RabbitMQ closes the connection at a backslash that begins no escape, without a word. What cannot be written
        // without escapes can be for it alone.
        boolean sign = asked || cause instanceof StompInvalidFrameException;
        if (sign && isWrittenOtherwise(BrokerDialects.RABBITMQ)) {
            suspect = BrokerDialects.RABBITMQ;
        }
        return suspect != null;
    }

    private boolean learnsFrom(StompBrokerException refusal, BrokerAddress address) {
        BrokerDialect ofHost = BrokerDialects.ofRefusedVirtualHost(refusal);
        BrokerDialect teller = ofHost == null ? BrokerDialects.ofRefusedLogin(refusal) : ofHost;
        if (teller == null) {
            // Whatever was thought of it before, it may want what the specification says.
            if (isWrittenOtherwise(BrokerDialects.GENERIC)) {
                transport.learn(address, BrokerDialects.GENERIC);
            }
            return false;
        }
        boolean another = isWrittenOtherwise(teller)
                || (ofHost != null && !virtualHost(address, teller).equals(virtualHost(address, tried)));
        if (another) {
            transport.learn(address, teller);
        }
        return another;
    }

    /** Whether what the user says would stand in CONNECT in another way than it did. */
    private boolean isWrittenOtherwise(BrokerDialect dialect) {
        Identity identity = options.identity();
        StompHeaders.Builder said = StompHeaders.builder()
                .addIfSet(StompHeaderNames.HOST, identity.host())
                .addIfSet(StompHeaderNames.LOGIN, identity.login())
                .addIfSet(StompHeaderNames.PASSCODE, identity.passcode())
                .addIfSet(StompHeaderNames.CLIENT_ID, identity.clientId());
        options.protocol().connectHeaders().forEach(said::add);
        StompHeaders all = said.build();
        return !written(all, tried).equals(written(all, dialect));
    }
}
