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

import io.netty.channel.Channel;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/** How far an attempt to connect has come, in words for the one that took too long. Event loop only. */
public final class ConnectStage {
    private ConnectStage() {}

    /**
     * What is waited for, to be put behind a sentence; empty: for CONNECTED.
     *
     * @param channel {@code null}: there is none yet
     */
    public static String of(@Nullable Channel channel) {
        if (channel == null) {
            return "; the bean of the option credentials, or the files of sslContextParameters, have not answered";
        }
        ProxyHandler proxy = channel.pipeline().get(ProxyHandler.class);
        if (!channel.isActive()) {
            return proxy == null ? "; there is no TCP connection" : "; there is no TCP connection to the proxy";
        }
        if (proxy != null && !proxy.isConnected()) {
            return "; the proxy has not opened the way to it";
        }
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls == null || tls.handshakeFuture().isDone()
                ? ""
                : "; it has not answered the TLS handshake: is the port one for TLS?";
    }
}
