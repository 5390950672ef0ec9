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
import io.github.camelstomp2.client.options.BrokerList;
import io.github.camelstomp2.client.options.Identity;
import io.github.camelstomp2.client.options.ProtocolOptions;
import io.github.camelstomp2.client.options.ProxyOptions;
import io.github.camelstomp2.client.options.ReconnectPolicy;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.options.TlsOptions;
import io.github.camelstomp2.client.options.TlsSource;
import io.github.camelstomp2.client.options.WebSocketOptions;
import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Options of a client that is quick to reconnect and has no heart-beats, and what a test wants otherwise. */
public final class ClientSettings {
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(20);

    private final BrokerList brokers;
    private Identity identity = new Identity(null, null, null, null);
    private List<StompVersion> versions = List.of(StompVersion.V1_2, StompVersion.V1_1, StompVersion.V1_0);
    private BrokerDialect dialect;
    private HeartBeat heartBeat = HeartBeat.NONE;
    private double tolerance = 2;
    private StompHeaders connectHeaders = StompHeaders.EMPTY;
    private Duration connectTimeout = Duration.ofSeconds(30);
    private Duration reconnectDelay = RECONNECT_DELAY;
    private Duration reconnectMaxDelay = RECONNECT_DELAY;
    private double multiplier;
    private int maxAttempts = -1;
    private TlsOptions tls = new TlsOptions(null, true);
    private ProxyOptions proxy;
    private WebSocketOptions webSocket = WebSocketOptions.DEFAULT;

    public ClientSettings(String brokerUrl) {
        this.brokers = BrokerList.parse(brokerUrl);
    }

    public ClientSettings identity(Identity wanted) {
        this.identity = wanted;
        return this;
    }

    public ClientSettings versions(StompVersion... wanted) {
        this.versions = List.of(wanted);
        return this;
    }

    public ClientSettings dialect(BrokerDialect wanted) {
        this.dialect = wanted;
        return this;
    }

    public ClientSettings heartBeat(int outgoingMillis, int incomingMillis, double wantedTolerance) {
        this.heartBeat = new HeartBeat(Duration.ofMillis(outgoingMillis), Duration.ofMillis(incomingMillis));
        this.tolerance = wantedTolerance;
        return this;
    }

    public ClientSettings connectHeaders(StompHeaders wanted) {
        this.connectHeaders = wanted;
        return this;
    }

    public ClientSettings connectTimeout(Duration wanted) {
        this.connectTimeout = wanted;
        return this;
    }

    public ClientSettings reconnectDelay(Duration wanted) {
        this.reconnectDelay = wanted;
        this.reconnectMaxDelay = wanted;
        return this;
    }

    /** The second wait in a row, and the one after a refused login, are this long. */
    public ClientSettings laterReconnectDelay(Duration wanted) {
        this.reconnectMaxDelay = wanted;
        return this;
    }

    public ClientSettings reconnectDelays(Duration shortest, Duration longest, double growth) {
        this.reconnectDelay = shortest;
        this.reconnectMaxDelay = longest;
        this.multiplier = growth;
        return this;
    }

    /** Keys and trusted certificates are read from here. */
    public ClientSettings tls(TlsSource wanted) {
        this.tls = new TlsOptions(wanted, true);
        return this;
    }

    public ClientSettings proxy(ProxyOptions wanted) {
        this.proxy = wanted;
        return this;
    }

    public ClientSettings webSocket(WebSocketOptions wanted) {
        this.webSocket = wanted;
        return this;
    }

    public ClientSettings maxAttempts(int wanted) {
        this.maxAttempts = wanted;
        return this;
    }

    public StompClientOptions build() {
        return new StompClientOptions(
                brokers,
                identity,
                new ProtocolOptions(
                        versions, dialect, heartBeat, tolerance, connectHeaders, Set.of(), StompLimits.DEFAULT, 0),
                tls,
                proxy,
                connectTimeout,
                new ReconnectPolicy(
                        reconnectDelay,
                        reconnectMaxDelay,
                        multiplier > 0
                                ? multiplier
                                : Math.max(1, 2.0 * reconnectMaxDelay.toMillis() / reconnectDelay.toMillis()),
                        maxAttempts),
                webSocket);
    }
}
