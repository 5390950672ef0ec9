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
package io.github.camelstomp2.client.security;

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.ProxyOptions;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.options.TlsMaterial;
import io.github.camelstomp2.client.transport.NettyTransport;
import io.netty.channel.ChannelPipeline;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.NoopAddressResolverGroup;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a pipeline, before whatever transport follows: the proxy, if there is one, then TLS. What follows sees
 * {@code channelActive} when the way through the proxy is open, and Netty's event of the TLS handshake after that.
 */
public final class Entrance {
    private final @Nullable ProxyOptions proxy;
    private final TlsHandlers tls;
    private final AddressResolverGroup<InetSocketAddress> resolver;

    public Entrance(StompClientOptions options, NettyTransport transport) {
        this.proxy = options.proxy();
        this.tls = new TlsHandlers(options, transport.openSsl());
        this.resolver = transport.resolver();
    }

    /** What resolves the name of the broker: nobody here, where it is the proxy's to do. */
    public AddressResolverGroup<?> resolver() {
        return proxy == null ? resolver : NoopAddressResolverGroup.INSTANCE;
    }

    /**
     * Adds proxy and TLS.
     *
     * @param material keys and certificates; {@code null}: the JVM's
     */
    public void addTo(ChannelPipeline pipeline, BrokerAddress broker, @Nullable TlsMaterial material) {
        if (proxy != null) {
            InetSocketAddress address = InetSocketAddress.createUnresolved(proxy.host(), proxy.port());
            pipeline.addLast("proxy-address", new ProxyConnector(broker, proxy, resolver))
                    .addLast("proxy", ProxyGate.handler(proxy, address))
                    .addLast("proxy-gate", new ProxyGate(broker, proxy));
        }
        if (broker.tls()) {
            pipeline.addLast("tls", tls.handler(pipeline.channel().alloc(), broker, material));
        }
    }
}
