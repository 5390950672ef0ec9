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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One connection through a {@link Tap}. */
final class TapLink implements Wire {
    private static final int READ_OCTETS = 1 << 16;

    private final int number;
    private final Socket client;
    private final Socket broker;
    private final FrameWriter toClient;
    private final FrameWriter toBroker;
    private final List<Interceptor> interceptors;
    private final Consumer<TapLink> whenEnded;
    private final AtomicBoolean ended = new AtomicBoolean();

    TapLink(int number, Socket client, Socket broker, List<Interceptor> interceptors, Consumer<TapLink> whenEnded)
            throws IOException {
        this.number = number;
        this.client = client;
        this.broker = broker;
        this.toClient = new FrameWriter(client.getOutputStream());
        this.toBroker = new FrameWriter(broker.getOutputStream());
        this.interceptors = interceptors;
        this.whenEnded = whenEnded;
    }

    void start() {
        pump("tap-to-broker-" + number, client, frame -> fromClient(interceptors.size() - 1, frame));
        pump("tap-to-client-" + number, broker, frame -> fromBroker(0, frame));
    }

    private void pump(String name, Socket from, Consumer<Frame> receiver) {
        Thread thread = new Thread(() -> pump(from, receiver), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(Socket from, Consumer<Frame> receiver) {
        FrameScanner scanner = new FrameScanner();
        byte[] octets = new byte[READ_OCTETS];
        try {
            InputStream input = from.getInputStream();
            for (int length = input.read(octets); length >= 0; length = input.read(octets)) {
                scanner.read(octets, length, receiver);
                flush();
            }
        } catch (IOException | UncheckedIOException e) {
            // counts as the end of the stream
        } finally {
            close();
        }
    }

    // ---- the chain of interceptors; the first one is next to the broker

    private void fromClient(int index, Frame frame) {
        if (index < 0) {
            toBroker(frame);
        } else {
            interceptors.get(index).fromClient(frame, at(index));
        }
    }

    private void fromBroker(int index, Frame frame) {
        if (index == interceptors.size()) {
            toClient(frame);
        } else {
            interceptors.get(index).fromBroker(frame, at(index));
        }
    }

    /** The connection as the interceptor at this place sees it. */
    private Wire at(int index) {
        return new Wire() {
            @Override
            public int link() {
                return number;
            }

            @Override
            public void toBroker(Frame frame) {
                fromClient(index - 1, frame);
            }

            @Override
            public void toClient(Frame frame) {
                fromBroker(index + 1, frame);
            }

            @Override
            public void flush() {
                TapLink.this.flush();
            }
        };
    }

    @Override
    public int link() {
        return number;
    }

    @Override
    public void toBroker(Frame frame) {
        toBroker.write(frame);
    }

    @Override
    public void toClient(Frame frame) {
        toClient.write(frame);
    }

    @Override
    public void flush() {
        toBroker.flush();
        toClient.flush();
    }

    void close() {
        closeQuietly(client);
        closeQuietly(broker);
        if (ended.compareAndSet(false, true)) {
            for (int i = 0; i < interceptors.size(); i++) {
                interceptors.get(i).ended(at(i));
            }
            whenEnded.accept(this);
        }
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // the connection is not used any more
        }
    }
}
