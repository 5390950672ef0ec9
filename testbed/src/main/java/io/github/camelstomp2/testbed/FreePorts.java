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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Finds ports that are free now and that no other program takes while a broker is down.
 *
 * <p>They are below the range from which the operating system takes the local ports of outgoing connections. A port
 * inside that range may be taken while a broker restarts. Worse, a client that keeps trying to connect to it may become
 * connected to itself.
 *
 * <p>JVMs that run at the same time (forks, modules, builds of one user) get different ports: see {@link PortBlocks}.
 */
public final class FreePorts {

    private static final PortBlocks PORTS = new PortBlocks(12_000, 80, 250);

    static final int BACKLOG = 200;
    private static final int ATTEMPTS = 1_000;

    private FreePorts() {}

    /** A port on the loopback address on which no program listens, and which this JVM has not returned for a long time. */
    public static int next() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = PORTS.next();
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port: " + ATTEMPTS + " are in use");
    }

    /** A listener on a port of {@link #next()}. */
    static ServerSocket listen() throws IOException {
        return listen(next());
    }

    /** A listener on this port of the loopback address. */
    static ServerSocket listen(int port) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(loopback(port), BACKLOG);
            return listener;
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static boolean isFree(int port) {
        try (ServerSocket listener = listen(port)) {
            return listener.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
