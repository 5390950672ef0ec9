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
import io.github.camelstomp2.client.options.WebSocketOptions;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.protocol.text.HiddenSecrets;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP request that asks for a WebSocket (RFC 6455, 4.1), and what came of it. Offers the sub-protocols of the STOMP
 * versions, the highest first: Artemis, Vert.x and Spring choose the first. Never none: ActiveMQ 6.1 would answer 500.
 */
final class WebSocketRequest extends WebSocketClientHandshaker13 {
    private static final String DEFLATE = "permessage-deflate";

    private static final long FORCE_CLOSE_MILLIS = 10_000;

    private final boolean offersCompression;
    private final boolean saysOrigin;
    private final List<String> secrets;
    private @Nullable WebSocketReader reader;
    private @Nullable Inflation inflation;

    WebSocketRequest(BrokerAddress address, List<StompVersion> versions, WebSocketOptions options) {
        super(
                URI.create((address.tls() ? "wss://" : "ws://") + "broker" + address.target()),
                WebSocketVersion.V13,
                subProtocols(versions),
                true,
                headers(address, options),
                Integer.MAX_VALUE,
                true,
                false,
                FORCE_CLOSE_MILLIS);
        offersCompression = options.compression();
        secrets = options.secrets();
        saysOrigin = IntStream.range(0, options.headers().size())
                .anyMatch(i -> options.headers().name(i).equalsIgnoreCase("Origin"));
    }

    private static String subProtocols(List<StompVersion> versions) {
        return versions.stream()
                .sorted(Comparator.reverseOrder())
                .map(version -> "v" + version.number().replace(".", "") + ".stomp")
                .collect(Collectors.joining(","));
    }

    private static HttpHeaders headers(BrokerAddress address, WebSocketOptions options) {
        HttpHeaders headers = new DefaultHttpHeaders();
        options.headers().forEach(headers::add);
        if (!headers.contains(HttpHeaderNames.HOST)) {
            headers.set(HttpHeaderNames.HOST, address.hostHeader());
        }
        if (options.compression()) {
            headers.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, DEFLATE);
        }
        return headers;
    }

    /**
     * Takes what the server says of extensions.
     *
     * @return what to compress with; {@code null}: nothing is compressed
     * @throws IllegalArgumentException if it is not what was offered
     */
    @Nullable
    Deflation extensions(HttpHeaders response) {
        List<String> agreed = response.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
        String all = String.join(",", agreed).strip();
        if (all.isEmpty()) {
            return null;
        }
        List<String> words = List.of(all.toLowerCase(java.util.Locale.ROOT).split("\\s*;\\s*"));
        if (!offersCompression || !words.get(0).equals(DEFLATE) || all.contains(",") || limitsClient(words)) {
            throw new IllegalArgumentException("an extension that was not offered");
        }
        inflation = new Inflation(words.contains("server_no_context_takeover"));
        return new Deflation();
    }

    /** A deflater of Java has one size of window. */
    private static boolean limitsClient(List<String> words) {
        return words.stream().anyMatch(word -> word.startsWith("client_max_window_bits"));
    }

    /** Without the Origin that Netty makes up: that is a browser's, and Spring refuses one that it does not know. */
    @Override
    protected FullHttpRequest newHandshakeRequest() {
        FullHttpRequest request = super.newHandshakeRequest();
        if (!saysOrigin) {
            request.headers().remove(HttpHeaderNames.ORIGIN);
        }
        return request;
    }

    @Override
    protected WebSocketFrameDecoder newWebsocketDecoder() {
        WebSocketReader made = new WebSocketReader(inflation);
        reader = made;
        return made;
    }

    /** What the server says, without the secrets of the request if it repeats them. */
    String withoutSecrets(String said) {
        return HiddenSecrets.in(said, secrets);
    }

    /** That of the WebSocket, once it is there. */
    WebSocketReader reader() {
        return Objects.requireNonNull(reader, "the WebSocket is there");
    }
}
