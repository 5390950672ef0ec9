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
package io.github.camelstomp2.access;

import io.github.camelstomp2.testbed.FreePorts;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.littleshoot.proxy.HttpFilters;
import org.littleshoot.proxy.HttpFiltersAdapter;
import org.littleshoot.proxy.HttpFiltersSourceAdapter;
import org.littleshoot.proxy.HttpProxyServer;
import org.littleshoot.proxy.HttpProxyServerBootstrap;
import org.littleshoot.proxy.ProxyAuthenticator;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;

/** LittleProxy on the loopback address, with names of brokers that only it knows. */
final class HttpProxy implements AutoCloseable {
    private final int port = FreePorts.next();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpProxyServer server;
    private volatile HttpResponseStatus refusal;

    /**
     * @param brokers names, with the port of the loopback address that is behind them
     * @param login {@code user:password}; {@code null}: everybody is let in
     */
    HttpProxy(Map<String, Integer> brokers, String login) {
        HttpProxyServerBootstrap bootstrap = DefaultHttpProxyServer.bootstrap()
                .withAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .withServerResolver((host, asPort) -> {
                    if (!brokers.containsKey(host)) {
                        throw new UnknownHostException(host);
                    }
                    return new InetSocketAddress(InetAddress.getLoopbackAddress(), brokers.get(host));
                })
                .withFiltersSource(new HttpFiltersSourceAdapter() {
                    @Override
                    public HttpFilters filterRequest(HttpRequest request, ChannelHandlerContext ctx) {
                        return filters(request);
                    }
                });
        if (login != null) {
            bootstrap.withProxyAuthenticator(new ProxyAuthenticator() {
                @Override
                public boolean authenticate(String username, String password) {
                    return login.equals(username + ":" + password);
                }

                @Override
                public String getRealm() {
                    return "test";
                }
            });
        }
        server = bootstrap.start();
    }

    private HttpFilters filters(HttpRequest asking) {
        return new HttpFiltersAdapter(asking) {
            @Override
            public HttpResponse clientToProxyRequest(HttpObject part) {
                asked.add(asking.method() + " " + asking.uri());
                HttpResponseStatus no = refusal;
                if (no == null) {
                    return null;
                }
                HttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, no);
                answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
                return answer;
            }
        };
    }

    int port() {
        return port;
    }

    /** From now on it answers this. */
    void refuseWith(HttpResponseStatus status) {
        refusal = status;
    }

    /** Methods and addresses that clients asked it for. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.abort();
    }
}
