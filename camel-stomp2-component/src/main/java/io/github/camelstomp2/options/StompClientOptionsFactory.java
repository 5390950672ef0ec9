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
import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Translates the configuration of an endpoint into the options of the client. */
public final class StompClientOptionsFactory {
    private StompClientOptionsFactory() {}

    /**
     * The options that are equal for consumers and producers.
     *
     * @param tls the reader of {@code sslContextParameters}, or {@code null}: the JVM's default
     * @throws IllegalArgumentException naming the option whose value is invalid
     */
    public static StompClientOptions of(Stomp2Configuration c, TlsSource tls) {
        return of(c, ClientIdentities.ofEndpoint(c), tls);
    }

    /**
     * @param identity the identity in CONNECT
     * @param tls the reader of {@code sslContextParameters}, or {@code null}: the JVM's default
     * @throws IllegalArgumentException naming the option whose value is invalid
     */
    public static StompClientOptions of(Stomp2Configuration c, Identity identity, TlsSource tls) {
        return new StompClientOptions(
                BrokerList.parse(c.getBrokerURL()),
                identity,
                new ProtocolOptions(
                        versions(c.getVersion()),
                        dialect(c.getBroker()),
                        new HeartBeat(
                                Duration.ofMillis(c.getOutgoingHeartbeat()),
                                Duration.ofMillis(c.getIncomingHeartbeat())),
                        c.getHeartbeatTolerance(),
                        headers(OptionsInForce.connectHeaders(c), c.getCustomHeaders()),
                        Set.copyOf(c.secretConnectHeaders().keySet()),
                        StompLimits.of(c.getMaxFrameSize(), c.getMaxHeaders(), c.getMaxHeaderLength()),
                        c.getMaxSendFrameSize()),
                new TlsOptions(tls, c.isHostnameVerification()),
                proxy(c),
                Duration.ofMillis(c.getConnectTimeout()),
                new ReconnectPolicy(
                        Duration.ofMillis(c.getReconnectDelay()),
                        Duration.ofMillis(c.getReconnectMaxDelay()),
                        c.getReconnectBackoffMultiplier(),
                        c.getReconnectMaxAttempts()),
                new WebSocketOptions(
                        headers(c.webSocketHeaders(), null),
                        WebSocketOptions.Frames.valueOf(c.getWebSocketFrames().name()),
                        c.getWebSocketMaxMessage(),
                        c.isWebSocketCompression()));
    }

    private static ProxyOptions proxy(Stomp2Configuration c) {
        if (c.getProxyHost() == null) {
            return null;
        }
        return new ProxyOptions(
                ProxyOptions.Type.valueOf(c.getProxyType().name()),
                c.getProxyHost().replaceAll("[\\[\\]]", ""),
                c.getProxyPort(),
                c.getProxyUsername(),
                c.getProxyPassword());
    }

    /** The highest of the offered versions. */
    static StompVersion newestVersion(Stomp2Configuration c) {
        return Collections.max(versions(c.getVersion()));
    }

    private static List<StompVersion> versions(String version) {
        try {
            return StompVersion.parseList(version);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("version=" + version + ": " + e.getMessage(), e);
        }
    }

    private static BrokerDialect dialect(String broker) {
        try {
            return broker.equals("auto") ? null : BrokerDialects.named(broker);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("broker=" + broker + ": " + e.getMessage(), e);
        }
    }

    /** The headers of both; if a name is in both, the first one counts. */
    public static StompHeaders headers(Map<String, Object> first, Properties second) {
        StompHeaders.Builder headers = StompHeaders.builder();
        first.forEach((name, value) -> headers.add(name, String.valueOf(value)));
        if (second != null) {
            second.stringPropertyNames().forEach(name -> headers.addIfAbsent(name, second.getProperty(name)));
        }
        return headers.build();
    }
}
