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
package io.github.camelstomp2.broker;

import io.github.camelstomp2.protocol.StompBrokerException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All dialects, by name and by what a broker says of itself. */
public final class BrokerDialects {
    public static final BrokerDialect GENERIC = new GenericDialect();
    public static final BrokerDialect ACTIVEMQ = new ActiveMqDialect();
    public static final BrokerDialect ARTEMIS = new ArtemisDialect();
    public static final BrokerDialect RABBITMQ = new RabbitMqDialect();

    static final List<BrokerDialect> ALL = List.of(ACTIVEMQ, ARTEMIS, RABBITMQ, GENERIC);

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

    /** The dialect that the {@code server} header of CONNECTED tells; without a known one, the generic dialect. */
    public static BrokerDialect ofServer(@Nullable String server) {
        return ALL.stream()
                .filter(dialect -> server != null && dialect.isServer(server))
                .findFirst()
                .orElse(GENERIC);
    }

    /** This dialect, or the generic one as long as none is known. */
    public static BrokerDialect orGeneric(@Nullable BrokerDialect dialect) {
        return dialect == null ? GENERIC : dialect;
    }

    /** The dialect of a broker that refused a login in words of its own, or {@code null}. */
    public static @Nullable BrokerDialect ofRefusedLogin(StompBrokerException error) {
        return ALL.stream()
                .filter(dialect -> dialect.refusesLogin(error))
                .findFirst()
                .orElse(null);
    }

    /**
     * The dialect of a broker that refused CONNECT because of its {@code host} header, or {@code null} when that was not
     * the reason.
     */
    public static @Nullable BrokerDialect ofRefusedVirtualHost(StompBrokerException error) {
        return ALL.stream()
                .filter(dialect -> dialect.refusesVirtualHost(error))
                .findFirst()
                .orElse(null);
    }
}
