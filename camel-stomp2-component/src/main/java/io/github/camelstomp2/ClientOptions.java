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
import io.github.camelstomp2.broker.BrokerDialects;
import io.github.camelstomp2.client.BrokerList;
import io.github.camelstomp2.client.Identity;
import io.github.camelstomp2.client.ProtocolOptions;
import io.github.camelstomp2.client.ReconnectPolicy;
import io.github.camelstomp2.client.StompClientOptions;
import io.github.camelstomp2.client.TlsOptions;
import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.protocol.HeartBeat;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;

/** Translates the configuration of an endpoint into that of the client. */
final class ClientOptions {
    private ClientOptions() {}

    /**
     * What is the same for consumers and producers.
     *
     * @param tls what {@code sslContextParameters} made, or {@code null} for the JVM's default
     * @throws IllegalArgumentException naming the option whose value is malformed
     */
    static StompClientOptions of(Stomp2Configuration c, SSLContext tls) {
        return of(c, ClientIds.ofEndpoint(c), tls);
    }

    /**
     * @param identity as whom to connect
     * @param tls what {@code sslContextParameters} made, or {@code null} for the JVM's default
     * @throws IllegalArgumentException naming the option whose value is malformed
     */
    static StompClientOptions of(Stomp2Configuration c, Identity identity, SSLContext tls) {
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
                        headers(c.connectHeadersInUse(), c.getCustomHeaders()),
                        StompLimits.of(c.getMaxFrameSize(), c.getMaxHeaders(), c.getMaxHeaderLength())),
                new TlsOptions(tls, c.isHostnameVerification()),
                Duration.ofMillis(c.getConnectTimeout()),
                new ReconnectPolicy(
                        Duration.ofMillis(c.getReconnectDelay()),
                        Duration.ofMillis(c.getReconnectMaxDelay()),
                        c.getReconnectBackoffMultiplier(),
                        c.getReconnectMaxAttempts()));
    }

    /** The highest of the versions that are offered. */
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

    /** The headers of both; where a name is in both, the first counts. */
    static StompHeaders headers(Map<String, Object> first, Properties second) {
        StompHeaders.Builder headers = StompHeaders.builder();
        first.forEach((name, value) -> headers.add(name, String.valueOf(value)));
        if (second != null) {
            second.stringPropertyNames().forEach(name -> headers.addIfAbsent(name, second.getProperty(name)));
        }
        return headers.build();
    }
}
