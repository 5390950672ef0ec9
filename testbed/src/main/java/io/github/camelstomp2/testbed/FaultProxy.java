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
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A TCP proxy in front of a broker that breaks the network on demand, for each direction by itself.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.to(broker.host(), broker.port())) {
 *     // … make the client connect to proxy.port()
 *     proxy.cutAfter(Direction.TO_CLIENT, 10);
 * }
 * }</pre>
 *
 * <p>A rule holds for all connections, those open and those to come, until the next call for its direction. Methods
 * may be called from any thread. The threads of the proxy are daemons.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    private final InetSocketAddress target;
    private final int port = FreePorts.next();
    private final Map<Direction, FaultGate> gates = new EnumMap<>(Direction.class);
    private final Set<ProxyLink> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Map<Direction, Consumer<byte[]>> watchers = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private ServerSocket listener;
    private Thread accepting;

    private FaultProxy(InetSocketAddress target) {
        this.target = target;
        for (Direction direction : Direction.values()) {
            gates.put(direction, new FaultGate());
        }
        accept();
    }

    /** A proxy on a free port of the loopback address that passes everything on. */
    public static FaultProxy to(String host, int port) {
        return new FaultProxy(new InetSocketAddress(host, port));
    }

    /** The address it listens on. */
    public String host() {
        return "127.0.0.1";
    }

    /** The port it listens on; the same after {@link #refuse()} and {@link #accept()}. */
    public int port() {
        return port;
    }

    // ---- rules

    /** Everything passes, both ways. Bytes held back before come first. */
    public void pass() {
        all(new FaultRule.Pass());
    }

    /** Everything passes. */
    public void pass(Direction direction) {
        gate(direction).follow(new FaultRule.Pass());
    }

    /** Bytes arrive this much later. The number of bytes per second stays the same. */
    public void delay(Direction direction, Duration time) {
        gate(direction).follow(new FaultRule.Delay(time));
    }

    /** On each connection at most this many bytes pass, then none during the interval. */
    public void trickle(Direction direction, int bytes, Duration interval) {
        if (bytes < 1) {
            throw new IllegalArgumentException("at least one byte at a time");
        }
        gate(direction).follow(new FaultRule.Trickle(bytes, interval));
    }

    /** No byte passes until the next rule. None is lost: the sender has to wait when the buffers are full. */
    public void hold(Direction direction) {
        gate(direction).follow(new FaultRule.Hold());
    }

    /** Bytes are read and thrown away. Connections stay open. */
    public void blackhole(Direction direction) {
        gate(direction).follow(new FaultRule.Blackhole());
    }

    /**
     * Bytes of both directions are read and thrown away. Connections are accepted, even when the broker is not there,
     * and stay open: the behaviour of a standby broker that accepts without serving.
     */
    public void blackhole() {
        all(new FaultRule.Blackhole());
    }

    /**
     * Lets exactly this many further bytes pass, counted from now over all connections, and then closes both directions
     * of the connection that carried the last one. This happens once; all bytes pass before and after.
     *
     * @param bytes at least 1
     */
    public void cutAfter(Direction direction, long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("to cut at once, use closeAll()");
        }
        gate(direction).cutAfter(bytes);
    }

    // ---- connections

    /** Closes all open connections in an orderly way. */
    public void closeAll() {
        links.forEach(ProxyLink::close);
    }

    /** Resets all open connections: clients get an RST. */
    public void resetAll() {
        links.forEach(ProxyLink::reset);
    }

    /** Stops listening: clients that connect are refused. Open connections stay. */
    public synchronized void refuse() {
        ScriptedBroker.closeQuietly(listener);
        try {
            // While the thread is in accept(), the operating system continues to accept connections.
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Listens again on the same port; does nothing if it does already. */
    public synchronized void accept() {
        if (listener != null && !listener.isClosed()) {
            return;
        }
        try {
            listener = FreePorts.listen(port);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
        ServerSocket current = listener;
        accepting = new Thread(() -> acceptAll(current), "testbed-proxy-accept");
        accepting.setDaemon(true);
        accepting.start();
    }

    /** Stops listening and resets all connections. */
    @Override
    public void close() {
        closed = true;
        refuse();
        resetAll();
        // releases a thread that still waits for a rule to end
        pass();
    }

    // ---- counts

    /** How many connections clients have made. */
    public int accepted() {
        return accepted.get();
    }

    /** How many connections are open on the clients' side. */
    public int open() {
        return (int) links.stream().filter(ProxyLink::isOpen).count();
    }

    /**
     * Shows the watcher all bytes that pass in this direction from now on, in pieces of any size, just before they are
     * sent on. Called on a thread of the connection, which waits for the watcher.
     */
    public void watch(Direction direction, Consumer<byte[]> watcher) {
        watchers.put(direction, watcher);
    }

    /** How many bytes have passed in this direction; thrown away bytes are not counted. */
    public long bytes(Direction direction) {
        return gate(direction).passed();
    }

    FaultGate gate(Direction direction) {
        return gates.get(direction);
    }

    void passes(Direction direction, byte[] bytes, int offset, int length) {
        Consumer<byte[]> watcher = watchers.get(direction);
        if (watcher != null) {
            watcher.accept(Arrays.copyOfRange(bytes, offset, offset + length));
        }
    }

    void forget(ProxyLink link) {
        links.remove(link);
    }

    private void all(FaultRule rule) {
        gates.values().forEach(gate -> gate.follow(rule));
    }

    private void acceptAll(ServerSocket current) {
        try {
            while (true) {
                Socket client = current.accept();
                client.setTcpNoDelay(true);
                accepted.incrementAndGet();
                link(client);
            }
        } catch (IOException e) {
            // the listener was closed
        }
    }

    private void link(Socket client) {
        Socket broker = new Socket();
        try {
            broker.connect(target, CONNECT_TIMEOUT_MILLIS);
            broker.setTcpNoDelay(true);
        } catch (IOException e) {
            if (!gate(Direction.TO_BROKER).isBlackhole()) {
                Pacing.reset(client);
                return;
            }
            broker = null;
        }
        ProxyLink link = new ProxyLink(this, client, broker);
        links.add(link);
        link.start();
        if (closed) {
            link.reset();
        }
    }
}
