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
import io.github.camelstomp2.protocol.StompConnectionException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the name of the proxy when Netty's proxy handler connects to it, and says of a failure that it is the proxy that
 * was not reached. Event loop only.
 */
final class ProxyConnector extends ChannelOutboundHandlerAdapter {
    private final BrokerAddress broker;
    private final ProxyOptions proxy;
    private final AddressResolverGroup<InetSocketAddress> resolver;

    ProxyConnector(BrokerAddress broker, ProxyOptions proxy, AddressResolverGroup<InetSocketAddress> resolver) {
        this.broker = broker;
        this.proxy = proxy;
        this.resolver = resolver;
    }

    @Override
    public void connect(
            ChannelHandlerContext ctx, SocketAddress remote, @Nullable SocketAddress local, ChannelPromise connected) {
        resolver.getResolver(ctx.executor()).resolve(remote).addListener(resolved -> {
            if (!resolved.isSuccess()) {
                fail(connected, resolved.cause());
                return;
            }
            ChannelPromise attempt = ctx.newPromise();
            attempt.addListener(done -> {
                if (done.isSuccess()) {
                    connected.trySuccess();
                } else {
                    fail(connected, done.cause());
                }
            });
            ctx.connect((SocketAddress) resolved.getNow(), local, attempt);
        });
    }

    private void fail(ChannelPromise connected, Throwable cause) {
        String words = cause instanceof UnknownHostException ? "unknown host" : String.valueOf(cause.getMessage());
        connected.tryFailure(new StompConnectionException(
                "connection to " + broker + " failed: the proxy " + proxy + " was not reached: " + words
                        + " (proxyHost, proxyPort)",
                cause));
    }
}
