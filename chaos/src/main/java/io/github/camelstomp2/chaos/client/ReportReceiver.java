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
package io.github.camelstomp2.chaos.client;

import io.github.camelstomp2.chaos.ledger.EventKind;
import io.github.camelstomp2.chaos.ledger.Ledger;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/** Writes the reports of a client in another process into the ledger. */
public final class ReportReceiver implements AutoCloseable {
    private final ServerSocket listener;
    private final Ledger ledger;
    private final Thread reader;

    public ReportReceiver(Ledger ledger) {
        this.ledger = ledger;
        try {
            this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader = new Thread(this::read, "report-receiver");
        reader.setDaemon(true);
        reader.start();
    }

    /** Where it listens, on the loopback address. */
    public int port() {
        return listener.getLocalPort();
    }

    private void read() {
        byte[] octets = new byte[Reports.ENTRY_OCTETS];
        ByteBuffer entry = ByteBuffer.wrap(octets);
        try (Socket socket = listener.accept();
                DataInputStream input =
                        new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16))) {
            while (true) {
                input.readFully(octets);
                entry.clear();
                ledger.add(EventKind.of(entry.get()), entry.getLong(), entry.getInt(), entry.getInt(), -1);
            }
        } catch (EOFException e) {
            // the client is gone
        } catch (IOException e) {
            // closed, or the client was killed
        }
    }

    /** Waits until the client, which was told to end, has ended, and all its reports are in the ledger. */
    public void awaitEnd() throws InterruptedException {
        reader.join();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
