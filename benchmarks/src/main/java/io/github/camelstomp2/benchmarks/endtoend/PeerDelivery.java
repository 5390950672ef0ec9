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
package io.github.camelstomp2.benchmarks.endtoend;

import java.io.IOException;
import java.net.Socket;

/**
 * Delivers messages to one subscription of the synthetic peer without end; they differ in their number only. If ACKs
 * are expected and the window is full, it waits until half of the window is acknowledged.
 */
final class PeerDelivery implements Runnable {
    private static final int DIGITS = 12;

    private final Socket socket;
    private final byte[] message;
    private final int idBack;
    private final int ackBack;
    private final boolean webSocket;
    private final boolean cumulative;
    private final boolean endless;
    private final Window window;
    private long acknowledged;

    /**
     * @param windowSize how many messages may be unacknowledged; 0: any number
     * @param webSocket whether each MESSAGE is a message of a WebSocket
     */
    PeerDelivery(
            Socket socket,
            String id,
            String destination,
            int size,
            int windowSize,
            boolean cumulative,
            boolean webSocket) {
        this.webSocket = webSocket;
        this.socket = socket;
        this.cumulative = cumulative;
        this.endless = windowSize == 0;
        this.window = new Window(windowSize);
        String digits = "0".repeat(DIGITS);
        String body = "\ncontent-length:" + size + "\n\n" + "x".repeat(size) + "\0";
        String tail = digits + body;
        String text = "MESSAGE\nsubscription:" + id + "\ndestination:" + destination
                + "\ncontent-type:text/plain\nmessage-id:" + digits + "\nack:" + tail;
        message = PeerOutput.octets(text);
        ackBack = tail.length();
        idBack = ackBack + DIGITS + "\nack:".length();
    }

    @Override
    public void run() {
        try {
            PeerOutput out = new PeerOutput(socket, webSocket);
            for (long number = 1; !socket.isClosed(); number++) {
                if (!endless) {
                    if (window.isFull()) {
                        out.flush();
                    }
                    window.enter();
                }
                out.begin(message.length);
                out.put(message);
                out.overwrite(idBack, number, DIGITS);
                out.overwrite(ackBack, number, DIGITS);
            }
        } catch (IOException e) {
            // The client has gone, as it does at the end of each run.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Called by the only thread that reads. */
    void acknowledged(long number) {
        if (cumulative) {
            window.leave((int) (number - acknowledged));
            acknowledged = number;
        } else {
            window.leave(1);
        }
    }
}
