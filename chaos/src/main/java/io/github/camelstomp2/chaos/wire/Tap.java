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
package io.github.camelstomp2.chaos.wire;

import io.github.camelstomp2.testbed.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Accepts connections of a client (or a {@code FaultProxy}), and passes frames on to a broker through interceptors. */
public final class Tap implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final AtomicInteger LINKS = new AtomicInteger();

    private final InetSocketAddress target;
    private final Supplier<List<Interceptor>> interceptors;
    private final ServerSocket listener;
    private final Set<TapLink> links = ConcurrentHashMap.newKeySet();

    /**
     * @param interceptors makes the interceptors of one connection, from the one next to the broker to the one next to
     *     the client
     */
    public Tap(String host, int port, Supplier<List<Interceptor>> interceptors) {
        this.target = new InetSocketAddress(host, port);
        this.interceptors = interceptors;
        try {
            this.listener = new ServerSocket();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next()), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::acceptAll, "tap-accept").start();
    }

    /** Where it listens, on the loopback address. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections to the broker are open. */
    public int open() {
        return links.size();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = listener.accept();
                // a slow broker must not delay the next connections
                daemon(() -> link(client), "tap-link").start();
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void link(Socket client) {
        Socket broker = new Socket();
        try {
            broker.connect(target, CONNECT_MILLIS);
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            TapLink link = new TapLink(LINKS.getAndIncrement(), client, broker, interceptors.get(), links::remove);
            links.add(link);
            link.start();
        } catch (IOException e) {
            TapLink.closeQuietly(client);
            TapLink.closeQuietly(broker);
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        links.forEach(TapLink::close);
    }
}
