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
import io.github.camelstomp2.protocol.StompHandshakeException;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.util.function.UnaryOperator;

/** Says what an HTTP status means that is not 101. */
final class HandshakeRefusal {
    private HandshakeRefusal() {}

    /**
     * The exception that a user sees.
     *
     * @param shown what may be shown of the server's words
     */
    static StompHandshakeException of(BrokerAddress address, HttpResponse response, UnaryOperator<String> shown) {
        int status = response.status().code();
        return new StompHandshakeException(
                "no WebSocket at " + address + ": HTTP " + status + " "
                        + PrintableText.of(shown.apply(response.status().reasonPhrase())) + "; "
                        + meaning(status, response),
                status);
    }

    private static String meaning(int status, HttpResponse response) {
        return switch (status) {
            case 200 ->
                "this is a web page, not a WebSocket; the path in brokerURL may be that of SockJS: add /websocket";
            case 400 -> "the server does not take the request; the path in brokerURL may be wrong";
            case 401 ->
                "it wants a login in the HTTP request: webSocketHeader.Authorization or webSocketHeader.Cookie, or headers of the"
                        + " bean of credentials";
            case 403 ->
                "it lets nobody in from there: webSocketHeader.Origin, a missing token, or no right to this path";
            case 404 -> "there is nothing at this path; RabbitMQ has /ws, Spring the path of its endpoint";
            case 500 -> "the server failed; its log says why";
            case 502, 503, 504 -> "what stands before the server does not reach it, or it is not ready";
            default -> status / 100 == 3 ? redirect(response) : "a WebSocket needs 101";
        };
    }

    private static String redirect(HttpResponse response) {
        String location = response.headers().get(HttpHeaderNames.LOCATION);
        String where = location == null
                ? "elsewhere"
                : PrintableText.of(location.replaceAll("(?s)[?#].*", "?***").replaceAll("//[^/]*@", "//"));
        return "redirects are not followed, since they would take the credentials along: it points to " + where
                + "; write that into brokerURL, if it is right";
    }
}
