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
package io.github.camelstomp2.client.link;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.Identity;
import io.github.camelstomp2.client.options.LoginSource;
import io.github.camelstomp2.client.options.ProtocolOptions;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.security.Prepared;
import io.github.camelstomp2.client.transport.NettyTransport;
import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.session.StompSession;
import io.github.camelstomp2.session.connect.ConnectRequest;
import io.github.camelstomp2.session.connect.Handshake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the CONNECT frames of a connection. What a broker expects in them depends on its kind, which it tells only in
 * CONNECTED: the virtual host, and on RabbitMQ escapes that the specification does not have. Event loop only.
 */
public final class ConnectRequests {
    private final StompClientOptions options;
    private final NettyTransport transport;

    /** The dialect that was assumed for the last CONNECT. What is known of the broker may have changed meanwhile. */
    private BrokerDialect tried = BrokerDialects.GENERIC;

    /** What the user's bean supplied for the last CONNECT; {@code null}: there is no bean. */
    private LoginSource.@Nullable Login asked;

    /** The dialect to assume for the next CONNECT, because of a sign that is not certain; {@code null}: none. */
    private @Nullable BrokerDialect suspect;

    /** Whether the last CONNECTED has shown which CONNECT to send. */
    private boolean learned;

    public ConnectRequests(StompClientOptions options, NettyTransport transport) {
        this.options = options;
        this.transport = transport;
    }

    /** The next CONNECT to this broker. */
    public ConnectRequest to(BrokerAddress address) {
        Identity identity = options.identity();
        ProtocolOptions protocol = options.protocol();
        tried = expectedDialect(address);
        learned = false;
        StompHeaders extra = written(protocol.connectHeaders(), tried);
        List<String> secrets = new ArrayList<>();
        extra.forEach((name, value) -> {
            if (protocol.secretHeaders().contains(name)) {
                secrets.add(value);
            }
        });
        return new ConnectRequest(
                protocol.versions(),
                tried.connectValue(virtualHost(address, tried)),
                written(identity.login()),
                written(identity.passcode()),
                written(identity.nextClientId()),
                heartBeat(address, tried),
                extra,
                secrets);
    }

    /** Puts what was asked anew into the CONNECT that is going to be written. */
    void authenticate(StompSession session, Prepared prepared) {
        LoginSource.Login login = prepared.login();
        asked = login;
        session.isBehind(prepared.webSocket(options.webSocket()).secrets());
        if (login != null) {
            session.authenticateAs(written(login.login()), written(login.passcode()));
        }
    }

    /** A WebSocket that carries no heart-beats is kept open by PING. */
    private HeartBeat heartBeat(BrokerAddress address, BrokerDialect dialect) {
        HeartBeat wanted = options.protocol().heartBeat();
        return address.isWebSocket() && dialect.failsOnHeartBeatsOverWebSocket()
                ? new HeartBeat(Duration.ZERO, wanted.incoming())
                : wanted;
    }

    /**
     * Whether CONNECTED shows that the broker should have been sent another CONNECT: then it is worth connecting again at
     * once, before anything is sent.
     */
    boolean learnsFrom(Handshake handshake, BrokerAddress address) {
        BrokerDialect spoken = BrokerDialects.ofServer(handshake.server());
        learned = options.protocol().dialect() == null
                && address.isWebSocket()
                && spoken.failsOnHeartBeatsOverWebSocket()
                && !handshake.heartBeat().outgoing().isZero();
        if (learned) {
            transport.learn(address, spoken);
        }
        return learned;
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

    /** The dialect that the user named, or what is known of this broker before CONNECTED. */
    private BrokerDialect expectedDialect(BrokerAddress address) {
        BrokerDialect named = options.protocol().dialect();
        if (named != null) {
            return named;
        }
        return suspect == null ? transport.guess(address) : suspect;
    }

    /**
     * Whether a failed attempt shows that the broker is, or may be, of a kind that expects another CONNECT. Then it is
     * worth connecting again at once.
     *
     * @param asked whether CONNECT was written
     */
    boolean learnsFrom(StompException cause, boolean asked, BrokerAddress address) {
        suspect = null;
        if (learned) {
            return true;
        }
        if (options.protocol().dialect() != null) {
            return false;
        }
        if (cause instanceof StompBrokerException refusal) {
            return learnsFrom(refusal, address);
        }
        // RabbitMQ closes the connection without an answer if a backslash begins no escape. And only RabbitMQ can
        // receive text that cannot be written without escapes.
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
            // It may expect the form of the specification, even if another one was assumed before.
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

    /** Whether the user's values are written in another way for this dialect than in the last CONNECT. */
    private boolean isWrittenOtherwise(BrokerDialect dialect) {
        Identity identity = options.identity();
        LoginSource.Login login = asked;
        StompHeaders.Builder said = StompHeaders.builder()
                .addIfSet(StompHeaderNames.HOST, identity.host())
                .addIfSet(StompHeaderNames.LOGIN, login == null ? identity.login() : login.login())
                .addIfSet(StompHeaderNames.PASSCODE, login == null ? identity.passcode() : login.passcode())
                .addIfSet(StompHeaderNames.CLIENT_ID, identity.clientId());
        options.protocol().connectHeaders().forEach(said::add);
        StompHeaders all = said.build();
        return !written(all, tried).equals(written(all, dialect));
    }
}
