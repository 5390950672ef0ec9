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
package io.github.camelstomp2.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocket;

/**
 * A broker that does what the test says, byte by byte, and checks what the client writes, byte by byte.
 *
 * <pre>{@code
 * try (ScriptedBroker broker = ScriptedBroker.start()) {
 *     // … make the client connect to broker.port()
 *     ScriptedConnection connection = broker.accept();
 *     connection.handshake("1.2");
 *     WireFrame subscribe = connection.expectSubscribe();
 *     connection.sendMessage(subscribe.header("id"), "ack-1", Map.of(), "hello");
 *     assertThat(connection.expectFrame("ACK").header("id")).isEqualTo("ack-1");
 * }
 * }</pre>
 *
 * <p>Connections are taken one after the other with {@link #accept()}; until then a client that connects waits, as
 * with a broker that is busy. Meant for one test thread; all waits end with an error that shows what was received.
 */
public final class ScriptedBroker implements AutoCloseable {

    /** The time limit of waits that name no other: a machine that has other work may stand still for many seconds. */
    public static final Duration PATIENCE = Duration.ofSeconds(40);

    private final int port;
    private final SocketFactory factory;
    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
    private ServerSocket listener;

    private ScriptedBroker(int port, SocketFactory factory) {
        this.port = port;
        this.factory = factory;
        reopen();
    }

    /** A broker on a free port of the loopback address. */
    public static ScriptedBroker start() {
        return new ScriptedBroker(FreePorts.next(), FreePorts::listen);
    }

    /**
     * A broker that speaks TLS.
     *
     * @param identity the certificate it shows, from {@link TestCertificates}
     * @param demandClientCertificate whether clients must show one of the same authority
     */
    public static ScriptedBroker startTls(TestCertificates.Identity identity, boolean demandClientCertificate) {
        return new ScriptedBroker(FreePorts.next(), port -> {
            SSLServerSocket listener = (SSLServerSocket) TestCertificates.get()
                    .sslContext(identity)
                    .getServerSocketFactory()
                    .createServerSocket();
            listener.setReuseAddress(true);
            listener.setNeedClientAuth(demandClientCertificate);
            listener.bind(FreePorts.loopback(port), FreePorts.BACKLOG);
            return listener;
        });
    }

    /** The address it listens on. */
    public String host() {
        return "127.0.0.1";
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** The next connection that a client makes, within {@link #PATIENCE}. */
    public ScriptedConnection accept() {
        return accept(PATIENCE);
    }

    /**
     * The next connection that a client makes.
     *
     * @throws AssertionError if none comes in time
     */
    public ScriptedConnection accept(Duration timeout) {
        Socket socket = acceptWithin(timeout);
        if (socket == null) {
            throw new AssertionError("no connection within " + Poll.inWords(timeout) + " on port " + port);
        }
        ScriptedConnection connection = new ScriptedConnection(socket);
        opened.add(connection);
        return connection;
    }

    /**
     * Checks that no client connects for this long.
     *
     * @throws AssertionError if a client connects
     */
    public void expectNoConnection(Duration duration) {
        Socket socket = acceptWithin(duration);
        if (socket != null) {
            closeQuietly(socket);
            throw new AssertionError("a connection came within " + Poll.inWords(duration) + " on port " + port);
        }
    }

    /**
     * Answers all connections automatically from now on: CONNECTED (1.2) to CONNECT, and a RECEIPT to every request for
     * one.
     */
    public AutoResponder respondAutomatically() {
        return respondAutomatically("1.2", AutoResponder.Handler.NONE);
    }

    /**
     * Answers all connections automatically from now on.
     *
     * @param version the version that CONNECTED names
     * @param handler sees every frame first, on the thread of its connection
     */
    public AutoResponder respondAutomatically(String version, AutoResponder.Handler handler) {
        AutoResponder responder = new AutoResponder(listener, version, handler);
        opened.add(responder);
        return responder;
    }

    /** Stops listening: clients that connect are refused. Open connections stay. */
    public void refuse() {
        closeQuietly(listener);
    }

    /** Listens again, on the same port. */
    public void reopen() {
        try {
            listener = factory.listen(port);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    /** Closes the listener and all connections. */
    @Override
    public void close() {
        closeQuietly(listener);
        opened.forEach(ScriptedBroker::closeQuietly);
    }

    static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // closed in any case
        }
    }

    private Socket acceptWithin(Duration timeout) {
        try {
            listener.setSoTimeout((int) Math.max(1, timeout.toMillis()));
            Socket socket = listener.accept();
            socket.setTcpNoDelay(true);
            return socket;
        } catch (SocketTimeoutException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot accept on port " + port, e);
        }
    }

    private interface SocketFactory {
        ServerSocket listen(int port) throws IOException;
    }
}
