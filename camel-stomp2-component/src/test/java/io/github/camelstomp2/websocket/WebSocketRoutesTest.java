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

import io.github.camelstomp2.websocket.ScriptedWebSocket.Frame;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes whose broker speaks STOMP over WebSocket. */
class WebSocketRoutesTest extends WebSocketTestSupport {
    // ---- sending

    @Test
    void sendsAreConfirmedEachInAMessageOfItsOwn() throws Exception {
        CompletableFuture<Object> first = send("stomp2:queue/orders", "one");
        WebSocketConnection connection = server.handshake("RabbitMQ/3.10.8");
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
        WebSocketConnection connection = server.handshake("ActiveMQ/6.1.7");

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
        WebSocketConnection connection = server.handshake("ActiveMQ/6.1.7");
        Frame first = connection.next();
        assertThat(first.last()).isFalse();

        connection.close(1009, "Text message too large: 70,044 > 65,536");

        assertThat(catchThrowable(() -> sent.get(20, TimeUnit.SECONDS)))
                .hasStackTraceContaining("1009")
                .hasStackTraceContaining("webSocketMaxMessage")
                .hasStackTraceContaining("too large");
    }

    /** Over TCP only its queue could be the reason; here it may be a header, for RabbitMQ says nothing at all. */
    @Test
    void aShortSendAtWhichRabbitMqClosesIsGivenUpAfterTwoEndsAlone() {
        CompletableFuture<Object> sent = send("stomp2:queue/orders", "x");
        for (int i = 0; i < 4; i++) {
            WebSocketConnection connection = server.handshake("RabbitMQ/4.3.6");
            connection.expectMessage("SEND");
            connection.close();
        }

        assertThat(catchThrowable(() -> sent.get(20, TimeUnit.SECONDS)))
                .hasStackTraceContaining("the connection ended 2 times while nothing but this message (1 bytes)");
    }

    @Test
    void compressionIsOfferedWhenAskedForAndUsedWhenAgreedUpon() throws Exception {
        CompletableFuture<Object> sent =
                send("stomp2:queue/orders?webSocketCompression=true", "compress me ".repeat(100));
        WebSocketConnection connection = server.accept();
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
        return WebSocketConnection.header(new Frame(1, true, 0, java.util.Arrays.copyOf(text, length)), "receipt");
    }

    // ---- consuming

    @Test
    void messagesAreConsumedAndAcknowledged() throws Exception {
        MockEndpoint received = consume("stomp2:queue/orders");
        received.expectedBodiesReceived("hello");
        WebSocketConnection connection = server.handshake("RabbitMQ/3.10.8");
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
        WebSocketConnection connection = server.handshake("RabbitMQ/3.10.8");
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
        WebSocketConnection connection = server.handshake("RabbitMQ/3.10.8");
        connection.receiptFor(connection.expectMessage("SUBSCRIBE"));

        connection.send(masked ? 0x81 : 0xF1, "x".getBytes(), masked);

        connection.expectEnd();
        server.handshake("RabbitMQ/3.10.8").expectMessage("SUBSCRIBE");
    }

    @Test
    void whereHeartBeatsAreOffPingsAreSentAndASilentServerIsTakenForDead() throws Exception {
        consume("stomp2:queue/orders?incomingHeartbeat=200&heartbeatTolerance=2");
        WebSocketConnection connection = server.handshake("RabbitMQ/3.10.8");
        connection.receiptFor(connection.expectMessage("SUBSCRIBE"));

        for (int i = 0; i < 10; i++) {
            assertThat(connection.next().opcode()).isEqualTo(ScriptedWebSocket.PING);
            connection.send(ScriptedWebSocket.PONG, true, new byte[0]);
        }

        connection.expectEnd();
        server.handshake("RabbitMQ/3.10.8").expectMessage("SUBSCRIBE");
    }

    // ---- RabbitMQ

    private WebSocketConnection rabbitMq(String heartBeatOfClient) {
        WebSocketConnection connection = server.accept();
        connection.agree();
        assertThat(WebSocketConnection.header(connection.expectMessage("CONNECT"), "heart-beat"))
                .isEqualTo(heartBeatOfClient);
        connection.text("CONNECTED\nversion:1.2\nheart-beat:1000,10000\nserver:RabbitMQ/3.10.8\n\n\0");
        return connection;
    }

    /** Nothing comes of them: they are no sign of life. */
    @Test
    void aServerThatWritesEmptyFragmentsWithoutEndIsTakenForDead() throws Exception {
        consume("stomp2:queue/orders?incomingHeartbeat=200&heartbeatTolerance=2");
        WebSocketConnection connection = server.handshake("RabbitMQ/3.10.8");
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

    /** They can make it end the connection while messages are sent. */
    @Test
    void rabbitMqIsPromisedNoHeartBeatsAsSoonAsItIsKnown() throws Exception {
        CompletableFuture<Object> sent = send("stomp2:queue/orders?incomingHeartbeat=10000", "one");
        WebSocketConnection unknown = rabbitMq("10000,10000");

        WebSocketConnection known = rabbitMq("0,10000");

        known.receiptFor(known.expectMessage("SEND"));
        sent.get(20, TimeUnit.SECONDS);
        assertThat(unknown.expectClose().opcode()).isEqualTo(ScriptedWebSocket.CLOSE);
        known.close();
        rabbitMq("0,10000");
    }

    @Test
    void rabbitMqThatIsNamedIsPromisedNoHeartBeatsFromTheBeginning() throws Exception {
        CompletableFuture<Object> sent = send("stomp2:queue/orders?incomingHeartbeat=10000&broker=rabbitmq", "one");
        WebSocketConnection connection = rabbitMq("0,10000");

        connection.receiptFor(connection.expectMessage("SEND"));

        sent.get(20, TimeUnit.SECONDS);
    }
}
