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
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.proxy.ProxyConnectionEvent;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * Stands behind Netty's proxy handler. Holds back {@code channelActive} until the proxy has opened the way to the broker, so
 * that neither TLS nor STOMP begins before, and says in words why it has not. Event loop only.
 */
final class ProxyGate extends ChannelInboundHandlerAdapter {
    private final BrokerAddress broker;
    private final ProxyOptions proxy;

    ProxyGate(BrokerAddress broker, ProxyOptions proxy) {
        this.broker = broker;
        this.proxy = proxy;
    }

    /** What asks the proxy. Its own time limit is off: that of the attempt ends it too. */
    static ProxyHandler handler(ProxyOptions proxy, InetSocketAddress address) {
        ProxyHandler handler = proxy.type() == ProxyOptions.Type.HTTP ? http(proxy, address) : socks(proxy, address);
        handler.setConnectTimeoutMillis(0);
        return handler;
    }

    private static ProxyHandler http(ProxyOptions proxy, InetSocketAddress address) {
        return proxy.username() == null
                ? new HttpProxyHandler(address)
                : new HttpProxyHandler(address, proxy.username(), Objects.requireNonNull(proxy.password()));
    }

    private static ProxyHandler socks(ProxyOptions proxy, InetSocketAddress address) {
        return proxy.username() == null
                ? new Socks5ProxyHandler(address)
                : new Socks5ProxyHandler(address, proxy.username(), proxy.password());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // That of the way to the proxy.
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ProxyConnectionEvent) {
            ctx.fireChannelActive();
            ctx.pipeline().remove(this);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.fireExceptionCaught(new StompConnectionException(
                "connection to " + broker + " failed: the proxy " + proxy + " "
                        + (cause instanceof ProxyConnectException refusal
                                ? ProxyRefusal.words(proxy, refusal)
                                : "answered what is no answer of a proxy of this kind: " + ProxyRefusal.reason(cause)
                                        + "; see proxyType and proxyPort"),
                ProxyRefusal.withoutHeaders(cause)));
    }
}
