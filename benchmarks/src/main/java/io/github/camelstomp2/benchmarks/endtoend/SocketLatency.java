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
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A blocking socket. Frames are made of text; of received data only the octet that ends a frame is looked at. A send
 * waits for its receipt on the sending thread; another thread reads replies to requests.
 */
final class SocketLatency implements LatencyClient {
    private static final String BODY = "x".repeat(BODY_SIZE);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private boolean reading;
    private long number;

    SocketLatency(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
        write("CONNECT\naccept-version:1.2\nhost:127.0.0.1\n\n\0");
        readFrames();
        write("SUBSCRIBE\nid:1\ndestination:" + REPLIES + "\n\n\0");
    }

    @Override
    public void send(Runnable confirmed) throws IOException {
        write(frame("/queue/send", "receipt:" + number++));
        if (readFrames() > 0) {
            confirmed.run();
        }
    }

    @Override
    public void request(Runnable replied) throws IOException {
        if (!reading) {
            reading = true;
            SyntheticPeer.start("replies", this::readReplies);
        }
        waiting.add(replied);
        write(frame(ECHO, "reply-to:" + REPLIES + "\ncorrelation-id:" + number++));
    }

    private static String frame(String destination, String header) {
        return "SEND\ndestination:" + destination + "\n" + header + "\ncontent-length:" + BODY_SIZE + "\n\n" + BODY
                + "\0";
    }

    private void write(String frame) throws IOException {
        out.write(frame.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** How many frames have ended in this read; 0 when there will be no more. */
    private int readFrames() throws IOException {
        int frames = 0;
        int read = 0;
        while (read >= 0 && frames == 0) {
            read = in.read(buffer);
            for (int i = 0; i < read; i++) {
                frames += buffer[i] == 0 ? 1 : 0;
            }
        }
        return frames;
    }

    private void readReplies() {
        try {
            for (int frames = readFrames(); frames > 0; frames = readFrames()) {
                for (int i = 0; i < frames; i++) {
                    waiting.remove().run();
                }
            }
        } catch (IOException e) {
            // The socket was closed, as at the end of each run.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
