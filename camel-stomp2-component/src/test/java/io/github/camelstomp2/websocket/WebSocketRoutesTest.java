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

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.websocket.ScriptedWebSocket.Connection;
import io.github.camelstomp2.websocket.ScriptedWebSocket.Frame;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes whose broker speaks STOMP over WebSocket. */
class WebSocketRoutesTest {
    private static final String SECRET = "t0p-s3cret";

    private ScriptedWebSocket server;
    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        server = new ScriptedWebSocket();
        context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(100);
        var configuration =
                context.getComponent("stomp2", Stomp2Component.class).getConfiguration();
        configuration.setBrokerURL(server.uri());
        configuration.setReconnectDelay(50);
        configuration.setReconnectMaxDelay(100);
        configuration.setIncomingHeartbeat(0); // no PING comes between
        context.start();
    }

    @AfterEach
    void stop() {
        server.close();
        context.stop();
    }

    private CompletableFuture<Object> send(String uri, Object body) {
        return template().asyncSendBody(uri, body);
    }

    private ProducerTemplate template() {
        return context.createProducerTemplate();
    }

    private MockEndpoint consume(String uri) throws Exception {
        MockEndpoint received = context.getEndpoint("mock:received", MockEndpoint.class);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to(received);
            }
        });
        return received;
    }

    private static String message(Frame subscribe, String body) {
        return "MESSAGE\nsubscription:" + Connection.header(subscribe, "id")
                + "\nmessage-id:1\nack:1\ndestination:/queue/orders\n\n" + body + "\0";
    }

    // ---- the request

    @Test
    void theRequestHasPathQueryAndHeadersOffersTheVersionsAndNamesNoOrigin() {
        send(
                "stomp2:queue/orders?brokerURL=RAW(" + server.uri() + "/a%20b?token=" + SECRET + "&x=1)"
                        + "&webSocketHeader.Authorization=RAW(Bearer " + SECRET + ")&webSocketHeader.X-Tenant=blue",
                "x");

        Connection connection = server.accept();

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
        Connection connection = server.accept();
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

    // ---- sending

    @Test
    void sendsAreConfirmedEachInAMessageOfItsOwn() throws Exception {
        CompletableFuture<Object> first = send("stomp2:queue/orders", "one");
        Connection connection = server.handshake("RabbitMQ/3.10.8");
        Frame one = connection.expectMessage("SEND");
        CompletableFuture<Object> second = send("stomp2:queue/orders", new byte[] {(byte) 0xff, 0});
        Frame two = connection.expectMessage("SEND");

        assertThat(one.opcode()).isEqualTo(ScriptedWebSocket.TEXT);
        assertThat(one.text()).endsWith("\n\none\0");
        assertThat(two.opcode()).isEqualTo(ScriptedWebSocket.BINARY);
        assertThat(first).isNotDone();
        connection.receiptFor(two);
        connection.receiptFor(one);
        first.get(20, TimeUnit.SECONDS);
        second.get(20, TimeUnit.SECONDS);
    }

    @Test
    void onActiveMqWhatIsNoUtf8FailsAtOnceAndTheConnectionStays() throws Exception {
        CompletableFuture<Object> refused = send("stomp2:queue/orders", new byte[] {(byte) 0xff});
        Connection connection = server.handshake("ActiveMQ/6.1.7");

        assertThat(catchThrowable(() -> refused.get(20, TimeUnit.SECONDS)))
                .hasStackTraceContaining("StompInvalidFrameException")
                .hasStackTraceContaining("no UTF-8");
        CompletableFuture<Object> sent = send("stomp2:queue/orders", "text");
        connection.receiptFor(connection.expectMessage("SEND"));
        sent.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aSendThatIsOverTheServersLimitEndsWithItsCloseCode() {
        CompletableFuture<Object> sent = send("stomp2:queue/orders?sendAttempts=1", "x".repeat(70_000));
        Connection connection = server.handshake("ActiveMQ/6.1.7");
        Frame first = connection.next();
        assertThat(first.last()).isFalse();

        connection.close(1009, "Text message too large: 70,044 > 65,536");

        assertThat(catchThrowable(() -> sent.get(20, TimeUnit.SECONDS)))
                .hasStackTraceContaining("1009")
                .hasStackTraceContaining("webSocketMaxMessage")
                .hasStackTraceContaining("too large");
    }

    @Test
    void compressionIsOfferedWhenAskedForAndUsedWhenAgreedUpon() throws Exception {
        CompletableFuture<Object> sent =
                send("stomp2:queue/orders?webSocketCompression=true", "compress me ".repeat(100));
        Connection connection = server.accept();
        assertThat(connection.headers()).containsEntry("Sec-WebSocket-Extensions", "permessage-deflate");
        connection.agree("Sec-WebSocket-Extensions: permessage-deflate");
        connection.expectMessage("CONNECT");
        connection.connected("server:RabbitMQ/3.10.8");

        Frame frame = connection.next();

        assertThat(frame.reserved()).isEqualTo(4);
        assertThat(frame.payload().length).isLessThan(400);
        connection.text("RECEIPT\nreceipt-id:" + receiptOf(frame) + "\n\n\0");
        sent.get(20, TimeUnit.SECONDS);
    }

    private static String receiptOf(Frame frame) throws Exception {
        byte[] text = new byte[10_000];
        var inflater = new java.util.zip.Inflater(true);
        inflater.setInput(frame.payload());
        int length = inflater.inflate(text);
        inflater.end();
        return Connection.header(new Frame(1, true, 0, java.util.Arrays.copyOf(text, length)), "receipt");
    }

    // ---- consuming

    @Test
    void messagesAreConsumedAndAcknowledged() throws Exception {
        MockEndpoint received = consume("stomp2:queue/orders");
        received.expectedBodiesReceived("hello");
        Connection connection = server.handshake("RabbitMQ/3.10.8");
        Frame subscribe = connection.expectMessage("SUBSCRIBE");
        connection.receiptFor(subscribe);

        connection.send(
                ScriptedWebSocket.BINARY,
                false,
                message(subscribe, "hello").substring(0, 50).getBytes());
        connection.send(ScriptedWebSocket.PING, true, new byte[] {1, 2});
        connection.send(
                ScriptedWebSocket.CONTINUATION,
                true,
                message(subscribe, "hello").substring(50).getBytes());

        assertThat(connection.next().opcode()).isEqualTo(ScriptedWebSocket.PONG);
        connection.expectMessage("ACK\nid:1\n");
        received.assertIsSatisfied();
    }

    @Test
    void aRouteThatStopsSaysGoodbyeAndClosesTheWebSocket() throws Exception {
        consume("stomp2:queue/orders");
        Connection connection = server.handshake("RabbitMQ/3.10.8");
        connection.receiptFor(connection.expectMessage("SUBSCRIBE"));

        context.getShutdownStrategy().setTimeout(10_000);
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(context::stop);
        Frame frame = connection.expectMessage("UNSUBSCRIBE");
        if (frame.text().contains("\nreceipt:")) {
            connection.receiptFor(frame);
        }
        connection.receiptFor(connection.expectMessage("DISCONNECT"));

        Frame close = connection.expectClose();
        assertThat(close.payload()).startsWith(1000 >> 8, 1000 & 0xFF);
        stopped.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatMasksOrSetsReservedBitsLosesTheConnectionAndGetsAnother(boolean masked) throws Exception {
        consume("stomp2:queue/orders");
        Connection connection = server.handshake("RabbitMQ/3.10.8");
        connection.receiptFor(connection.expectMessage("SUBSCRIBE"));

        connection.send(masked ? 0x81 : 0xF1, "x".getBytes(), masked);

        connection.expectEnd();
        server.handshake("RabbitMQ/3.10.8").expectMessage("SUBSCRIBE");
    }

    @Test
    void whereHeartBeatsAreOffPingsAreSentAndASilentServerIsTakenForDead() throws Exception {
        consume("stomp2:queue/orders?incomingHeartbeat=200&heartbeatTolerance=2");
        Connection connection = server.handshake("RabbitMQ/3.10.8");
        connection.receiptFor(connection.expectMessage("SUBSCRIBE"));

        for (int i = 0; i < 10; i++) {
            assertThat(connection.next().opcode()).isEqualTo(ScriptedWebSocket.PING);
            connection.send(ScriptedWebSocket.PONG, true, new byte[0]);
        }

        connection.expectEnd();
        server.handshake("RabbitMQ/3.10.8").expectMessage("SUBSCRIBE");
    }

    /** Nothing comes of them: they are no sign of life. */
    @Test
    void aServerThatWritesEmptyFragmentsWithoutEndIsTakenForDead() throws Exception {
        consume("stomp2:queue/orders?incomingHeartbeat=200&heartbeatTolerance=2");
        Connection connection = server.handshake("RabbitMQ/3.10.8");
        connection.receiptFor(connection.expectMessage("SUBSCRIBE"));
        connection.send(ScriptedWebSocket.TEXT, false, "MESSAGE\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(catchThrowable(() -> {
                    while (true) {
                        connection.send(ScriptedWebSocket.CONTINUATION, false, new byte[0]);
                    }
                }))
                .isInstanceOf(UncheckedIOException.class);

        server.handshake("RabbitMQ/3.10.8").expectMessage("SUBSCRIBE");
    }

    // ---- RabbitMQ

    private Connection rabbitMq(String heartBeatOfClient) {
        Connection connection = server.accept();
        connection.agree();
        assertThat(Connection.header(connection.expectMessage("CONNECT"), "heart-beat"))
                .isEqualTo(heartBeatOfClient);
        connection.text("CONNECTED\nversion:1.2\nheart-beat:1000,10000\nserver:RabbitMQ/3.10.8\n\n\0");
        return connection;
    }

    /** They can make it end the connection while messages are sent. */
    @Test
    void rabbitMqIsPromisedNoHeartBeatsAsSoonAsItIsKnown() throws Exception {
        CompletableFuture<Object> sent = send("stomp2:queue/orders?incomingHeartbeat=10000", "one");
        Connection unknown = rabbitMq("10000,10000");

        Connection known = rabbitMq("0,10000");

        known.receiptFor(known.expectMessage("SEND"));
        sent.get(20, TimeUnit.SECONDS);
        assertThat(unknown.expectClose().opcode()).isEqualTo(ScriptedWebSocket.CLOSE);
        known.close();
        rabbitMq("0,10000");
    }

    @Test
    void rabbitMqThatIsNamedIsPromisedNoHeartBeatsFromTheBeginning() throws Exception {
        CompletableFuture<Object> sent = send("stomp2:queue/orders?incomingHeartbeat=10000&broker=rabbitmq", "one");
        Connection connection = rabbitMq("0,10000");

        connection.receiptFor(connection.expectMessage("SEND"));

        sent.get(20, TimeUnit.SECONDS);
    }

    // ---- servers that do not confirm

    private Connection spring() {
        Connection connection = server.accept();
        connection.agree();
        connection.expectMessage("CONNECT");
        connection.connected("user-name:anna");
        return connection;
    }

    @Test
    void aServerThatSaysNothingOfItselfIsSpringsAndAConfirmedSendFailsBeforeItIsWritten() throws Exception {
        CompletableFuture<Object> confirmed = send("stomp2:app/orders", "one");
        Connection connection = spring();

        assertThat(catchThrowable(() -> confirmed.get(20, TimeUnit.SECONDS)))
                .hasStackTraceContaining("confirm=true is not possible on the broker spring")
                .hasStackTraceContaining("set confirm=false");
        send("stomp2:app/orders?confirm=false", "two").get(20, TimeUnit.SECONDS);
        Frame frame = connection.expectMessage("SEND\ndestination:/app/orders\n");
        assertThat(frame.text()).endsWith("\ntwo\0").doesNotContain("receipt:");
    }

    @Test
    void aTransactionFailsThereBeforeItIsWritten() {
        CompletableFuture<Object> sent = send("stomp2:app/orders?transacted=true", "one");
        spring();

        assertThat(catchThrowable(() -> sent.get(20, TimeUnit.SECONDS)))
                .hasStackTraceContaining("set transacted=false");
    }

    @Test
    void aConsumerWaitsForNoReceiptThere() throws Exception {
        MockEndpoint received = consume("stomp2:user/queue/answers?ackMode=auto");
        received.expectedBodiesReceived("hello");
        Connection connection = spring();
        Frame subscribe = connection.expectMessage("SUBSCRIBE");

        connection.text(message(subscribe, "hello"));

        received.assertIsSatisfied();
        assertThat(subscribe.text()).contains("\ndestination:/user/queue/answers\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&ackMode=client"})
    void aConsumerThatWouldAcknowledgeIsNotSubscribedThere(String ackMode) throws Exception {
        consume("stomp2:topic/prices?sharedConnection=true" + ackMode);
        Connection connection = spring();

        send("stomp2:app/orders?confirm=false", "behind it").get(20, TimeUnit.SECONDS);

        connection.expectMessage("SEND");
    }

    @Test
    void aNamedOneIsRefusedBeforeThereIsAConnection() {
        assertThat(catchThrowable(() -> consume("stomp2:topic/prices?broker=spring")))
                .hasStackTraceContaining("set ackMode=auto");
        assertThat(catchThrowable(() -> template().sendBody("stomp2:app/x?broker=stomp-js", "x")))
                .hasStackTraceContaining("set confirm=false");
    }

    @Test
    void anAddressOfAWebSocketMayStandBesideOthersInOneList() throws Exception {
        CompletableFuture<Object> sent = send(
                "stomp2:queue/orders?brokerURL=RAW(tcp://127.0.0.1:1," + server.uri() + ",wss://127.0.0.1:2/x)", "x");
        Connection connection = server.handshake("RabbitMQ/3.10.8");

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
