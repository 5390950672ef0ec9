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
package io.github.camelstomp2.client.websocket;

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.ProtocolOptions;
import io.github.camelstomp2.client.options.WebSocketOptions;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpClientCodec;

/** Puts the handlers of WebSocket into the pipeline of a link. */
public final class WebSocketPipeline {
    private static final int MAX_STATUS_LINE = 4 * 1024;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final int MAX_CHUNK = 8 * 1024;

    private WebSocketPipeline() {}

    /** Adds them, between TLS, if there is any, and the STOMP codec that is added next. */
    public static void add(
            ChannelPipeline pipeline, BrokerAddress address, ProtocolOptions protocol, WebSocketOptions options) {
        WebSocketWriter writer = new WebSocketWriter(options);
        WebSocketRequest request = new WebSocketRequest(address, protocol.versions(), options);
        pipeline.addLast("http", new HttpClientCodec(MAX_STATUS_LINE, MAX_HEADERS, MAX_CHUNK))
                .addLast("web-socket-handshake", new WebSocketHandshake(address, request, writer))
                .addLast("web-socket", writer)
                .addLast("web-socket-pings", new WebSocketPings(protocol.heartBeat(), protocol.heartbeatTolerance()));
    }

    /** Adds what stands behind the STOMP codec. */
    public static void addBehind(ChannelPipeline pipeline, BrokerAddress address) {
        pipeline.addLast("changed-contents", new ChangedContents(address));
    }

    /** Whether a pipeline is that of a WebSocket. */
    public static boolean isIn(ChannelPipeline pipeline) {
        return pipeline.get(WebSocketWriter.class) != null;
    }
}
