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
package io.github.camelstomp2.broker.dialects;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.protocol.StompBrokerException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All dialects, found by their names or by the {@code server} header. */
public final class BrokerDialects {
    public static final BrokerDialect ACTIVEMQ = new ActiveMqDialect();
    public static final BrokerDialect ARTEMIS = new ArtemisDialect();
    /** Its version is chosen later, by {@link BrokerDialect#inVersion}. */
    public static final BrokerDialect RABBITMQ = RabbitMqDialect.IN_NO_KNOWN_VERSION;

    public static final BrokerDialect GENERIC = new GenericDialect(RABBITMQ, ARTEMIS);

    public static final BrokerDialect VERTX = new VertxDialect(RABBITMQ, ARTEMIS);

    /** The simple broker of Spring, which does not say its name. */
    public static final BrokerDialect SPRING = new UnconfirmingDialect("spring", null, RABBITMQ, ARTEMIS);

    public static final BrokerDialect STOMP_JS = new UnconfirmingDialect("stomp-js", "STOMP-JS/", RABBITMQ, ARTEMIS);

    static final List<BrokerDialect> ALL = List.of(ACTIVEMQ, ARTEMIS, RABBITMQ, VERTX, SPRING, STOMP_JS, GENERIC);

    private BrokerDialects() {}

    /**
     * The dialect of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static BrokerDialect named(String name) {
        return ALL.stream()
                .filter(dialect -> dialect.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + name + "' is not a known broker; allowed are auto, "
                                + ALL.stream().map(BrokerDialect::name).collect(Collectors.joining(", "))));
    }

    /**
     * The dialect for the {@code server} header of CONNECTED; the generic dialect if the header is unknown or missing.
     */
    public static BrokerDialect ofServer(@Nullable String server) {
        return ALL.stream()
                .filter(dialect -> server != null && dialect.isServer(server))
                .findFirst()
                .orElse(GENERIC)
                .inVersion(server);
    }

    /**
     * As {@link #ofServer}, for a server that was reached over WebSocket.
     *
     * @param saysNothing whether it says nothing of itself in CONNECTED: of all servers seen, only Spring's does so
     */
    public static BrokerDialect overWebSocket(@Nullable String server, boolean saysNothing) {
        return saysNothing ? SPRING : ofServer(server);
    }

    /** This dialect, or the generic one if it is {@code null}. */
    public static BrokerDialect orGeneric(@Nullable BrokerDialect dialect) {
        return dialect == null ? GENERIC : dialect;
    }

    /** The dialect of a broker whose way to refuse a login is recognised, or {@code null}. */
    public static @Nullable BrokerDialect ofRefusedLogin(StompBrokerException error) {
        return ALL.stream()
                .filter(dialect -> dialect.refusesLogin(error))
                .findFirst()
                .orElse(null);
    }

    /**
     * The dialect of a broker that refused CONNECT because of its {@code host} header, or {@code null} if that was not
     * the reason.
     */
    public static @Nullable BrokerDialect ofRefusedVirtualHost(StompBrokerException error) {
        return ALL.stream()
                .filter(dialect -> dialect.refusesVirtualHost(error))
                .findFirst()
                .orElse(null);
    }
}
