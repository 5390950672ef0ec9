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
package io.github.camelstomp2.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The request that opens a WebSocket, what of it the options say, and the answers to it. */
class WebSocketRequestTest extends WebSocketTestSupport {
    private static final String SECRET = "t0p-s3cret";

    @Test
    void theRequestHasPathQueryAndHeadersOffersTheVersionsAndNamesNoOrigin() {
        send(
                "stomp2:queue/orders?brokerURL=RAW(" + server.uri() + "/a%20b?token=" + SECRET + "&x=1)"
                        + "&webSocketHeader.Authorization=RAW(Bearer " + SECRET + ")&webSocketHeader.X-Tenant=blue",
                "x");

        WebSocketConnection connection = server.accept();

        assertThat(connection.requestLine()).isEqualTo("GET /stomp/a%20b?token=" + SECRET + "&x=1 HTTP/1.1");
        assertThat(connection.headers())
                .containsEntry("Host", "127.0.0.1:" + server.port())
                .containsEntry("Sec-WebSocket-Protocol", "v12.stomp,v11.stomp,v10.stomp")
                .containsEntry("Sec-WebSocket-Version", "13")
                .containsEntry("Authorization", "Bearer " + SECRET)
                .containsEntry("X-Tenant", "blue")
                .doesNotContainKeys("Origin", "Sec-WebSocket-Extensions");
    }

    @Test
    void anOriginIsSentWhenTheUserWantsOne() {
        send("stomp2:queue/orders?webSocketHeader.Origin=https://shop.example&version=1.1", "x");

        assertThat(server.accept().headers())
                .containsEntry("Origin", "https://shop.example")
                .containsEntry("Sec-WebSocket-Protocol", "v11.stomp");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "v10.stomp", "v12.stomp"})
    void aServerMayChooseAnySubProtocolOrNone(String chosen) throws Exception {
        CompletableFuture<Object> sent = send("stomp2:queue/orders", "x");
        WebSocketConnection connection = server.accept();
        connection.agreeOn(chosen);
        connection.expectMessage("CONNECT\naccept-version:");
        connection.connected("server:RabbitMQ/3.10.8");

        connection.receiptFor(connection.expectMessage("SEND"));

        sent.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 Unauthorized | webSocketHeader.Authorization",
                "403 Forbidden | webSocketHeader.Origin",
                "404 Not Found | nothing at this path",
                "500 Internal Server Error | its log says why",
                "200 OK | SockJS",
                "418 Teapot | a WebSocket needs 101"
            })
    void anotherStatusIsSaidWithWhatItMeans(String status, String meaning) {
        CompletableFuture<Object> sent = send(
                "stomp2:queue/orders?reconnectMaxAttempts=1&brokerURL=RAW(" + server.uri() + "?token=" + SECRET + ")",
                "x");

        server.withEach(connection -> connection.refuse(status));

        assertThat(catchThrowable(() -> sent.get(20, TimeUnit.SECONDS)))
                .hasStackTraceContaining("HTTP " + status)
                .hasStackTraceContaining(meaning)
                .hasStackTraceContaining("/stomp?***");
        assertThat(catchThrowable(sent::join).toString()
                        + catchThrowable(sent::join).getCause())
                .doesNotContain(SECRET);
    }

    @Test
    void aRedirectIsNotFollowed() {
        CompletableFuture<Object> sent = send("stomp2:queue/orders?reconnectMaxAttempts=1", "x");

        server.withEach(connection ->
                connection.refuse("302 Found", "Location: wss://elsewhere.example/stomp?token=" + SECRET + "\r\n"));

        Throwable thrown = catchThrowable(() -> sent.get(20, TimeUnit.SECONDS));
        assertThat(thrown)
                .hasStackTraceContaining("redirects are not followed")
                .hasStackTraceContaining("wss://elsewhere.example/stomp?***");
        assertThat(thrown.getCause().getMessage()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: d3Jvbmc=\r\n\r\n",
                "220 mail.example ESMTP\r\n\r\n",
                ""
            })
    void whatIsNoWebSocketServerIsRefused(String answer) {
        CompletableFuture<Object> sent = send("stomp2:queue/orders?reconnectMaxAttempts=1", "x");

        server.withEach(connection -> {
            connection.write(answer.getBytes(StandardCharsets.US_ASCII));
            if (answer.isEmpty()) {
                connection.close();
            }
        });

        assertThat(catchThrowable(() -> sent.get(20, TimeUnit.SECONDS)))
                .hasStackTraceContaining("no WebSocket at ws://");
    }

    @Test
    void anExtensionThatWasNotOfferedIsRefused() {
        CompletableFuture<Object> sent = send("stomp2:queue/orders?reconnectMaxAttempts=1", "x");

        server.withEach(connection -> connection.agree("Sec-WebSocket-Extensions: permessage-deflate"));

        assertThat(catchThrowable(() -> sent.get(20, TimeUnit.SECONDS)))
                .hasStackTraceContaining("an extension that was not offered");
    }

    @Test
    void anAddressOfAWebSocketMayStandBesideOthersInOneList() throws Exception {
        CompletableFuture<Object> sent = send(
                "stomp2:queue/orders?brokerURL=RAW(tcp://127.0.0.1:1," + server.uri() + ",wss://127.0.0.1:2/x)", "x");
        WebSocketConnection connection = server.handshake("RabbitMQ/3.10.8");

        connection.receiptFor(connection.expectMessage("SEND"));

        sent.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webSocketHeader.Sec-WebSocket-Key=x | the component itself sends",
                "webSocketHeader.Upgrade=x | the component itself sends",
                "webSocketHeader.a:b=x | not the name of an HTTP header",
                "webSocketHeader.X-Token=RAW(t0p\u00e9s3cret) | printable ASCII",
                "webSocketMaxMessage=-1 | at least 0",
                "webSocketMaxMessage=7 | at least 125",
                "webSocketFrames=json | allowed are auto, text, binary"
            })
    void whatCannotWorkIsRefusedWhenTheRouteStarts(String option, String why) {
        Throwable thrown = catchThrowable(() -> template().sendBody("stomp2:queue/orders?" + option, "x"));

        assertThat(thrown).hasStackTraceContaining(why);
        assertThat(org.assertj.core.util.Throwables.getRootCause(thrown).getMessage())
                .doesNotContain("s3cret");
    }
}
