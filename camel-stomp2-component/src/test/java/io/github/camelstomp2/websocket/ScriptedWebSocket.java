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

import io.github.camelstomp2.testbed.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;

/**
 * A WebSocket server that does what the test says, frame by frame, and checks what a client must keep to: masked frames with
 * no reserved bits. It knows nothing of Netty or of the component. For one test thread.
 */
public final class ScriptedWebSocket implements AutoCloseable {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    static final int PATIENCE_MILLIS = 20_000;

    private final ServerSocket listener;
    private final List<WebSocketConnection> opened = new CopyOnWriteArrayList<>();

    /** One WebSocket frame. */
    public record Frame(int opcode, boolean last, int reserved, byte[] payload) {
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    public ScriptedWebSocket() {
        this(ServerSocketFactory.getDefault());
    }

    /** @param sockets of TLS, for {@code wss://} */
    ScriptedWebSocket(ServerSocketFactory sockets) {
        try {
            listener = sockets.createServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next()), 50);
            listener.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String uri() {
        return "ws://127.0.0.1:" + port() + "/stomp";
    }

    /** The next connection, with its request read. */
    public WebSocketConnection accept() {
        try {
            WebSocketConnection connection = new WebSocketConnection(listener.accept());
            opened.add(connection);
            connection.readRequest();
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException("no request for a WebSocket", e);
        }
    }

    /**
     * Does this with each connection, on a thread of its own. A client that gave up before a test's message was handed to
     * it comes again for that message.
     */
    void withEach(Consumer<WebSocketConnection> action) {
        Thread server = new Thread(
                () -> {
                    while (!listener.isClosed()) {
                        try {
                            action.accept(accept());
                        } catch (UncheckedIOException e) {
                            // It sent no request, or the test is over.
                        }
                    }
                },
                "scripted WebSocket");
        server.setDaemon(true);
        server.start();
    }

    /** The next connection, which becomes a WebSocket and speaks STOMP 1.2 with a server of this name. */
    public WebSocketConnection handshake(String server) {
        WebSocketConnection connection = accept();
        connection.agree();
        connection.expectMessage("CONNECT");
        connection.connected("server:" + server);
        return connection;
    }

    @Override
    public void close() {
        opened.forEach(WebSocketConnection::close);
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
