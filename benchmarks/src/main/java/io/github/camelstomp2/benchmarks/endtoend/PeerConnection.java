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

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** The peer's side of one connection: reads frames on a thread of its own, and looks at no more of them than it must. */
final class PeerConnection implements Runnable {
    private static final int BUFFER = 1 << 16;
    private static final byte[] HEAD_END = bytes("\n\n");
    private static final byte[] RECEIPT = bytes("\nreceipt:");
    private static final byte[] CONTENT_LENGTH = bytes("\ncontent-length:");

    private final Socket socket;
    private final Runnable whenSubscribed;
    private final AtomicLong acknowledged = new AtomicLong();
    private OutputStream out;
    private Echo echo;
    private byte[] buffer = new byte[BUFFER];
    private int begin;
    private int end;

    /**
     * @param whenSubscribed called at each SUBSCRIBE
     */
    PeerConnection(Socket socket, Runnable whenSubscribed) {
        this.socket = socket;
        this.whenSubscribed = whenSubscribed;
    }

    @Override
    public void run() {
        try (socket) {
            InputStream in = socket.getInputStream();
            out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            int read = in.read(buffer);
            while (read >= 0) {
                end += read;
                while (readFrame()) {
                    // as many as are there
                }
                out.flush();
                makeRoom();
                read = in.read(buffer, end, buffer.length - end);
            }
        } catch (IOException e) {
            // The client has gone, as it does at the end of each run.
        }
    }

    private void makeRoom() {
        System.arraycopy(buffer, begin, buffer, 0, end - begin);
        end -= begin;
        begin = 0;
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
    }

    /** Whether there was a whole one. */
    private boolean readFrame() throws IOException {
        while (begin < end && (buffer[begin] == '\n' || buffer[begin] == 0)) {
            begin++; // heart-beats
        }
        int head = find(HEAD_END, begin, end);
        if (head < 0) {
            return false;
        }
        int bodyBegin = head + HEAD_END.length;
        int length = find(CONTENT_LENGTH, begin, head);
        int last = length < 0 ? bodyBegin : bodyBegin + number(length + CONTENT_LENGTH.length);
        while (length < 0 && last < end && buffer[last] != 0) {
            last++;
        }
        if (last >= end) {
            return false;
        }
        answer(head);
        if (echo != null) {
            echo.answer(buffer, begin, head, bodyBegin, last, out);
        }
        begin = last + 1;
        return true;
    }

    private void answer(int head) throws IOException {
        switch (buffer[begin]) {
            case 'A' -> acknowledged.incrementAndGet();
            case 'S' -> {
                confirm(head);
                if (buffer[begin + 1] == 'U') {
                    subscribe(new String(buffer, begin, head - begin, ISO_8859_1));
                }
            }
            case 'C' -> out.write(bytes("CONNECTED\nversion:1.2\nserver:synthetic/1\nheart-beat:0,0\n\n\0"));
            default -> confirm(head);
        }
    }

    private void confirm(int head) throws IOException {
        int receipt = find(RECEIPT, begin, head + 1);
        if (receipt < 0) {
            return;
        }
        int from = receipt + RECEIPT.length;
        int to = from;
        while (buffer[to] != '\n') {
            to++;
        }
        out.write(bytes("RECEIPT\nreceipt-id:"));
        out.write(buffer, from, to - from);
        out.write(bytes("\n\n\0"));
    }

    /** The queue's name says how large its messages are, and how many may be unacknowledged (0: any number). */
    private void subscribe(String head) throws IOException {
        String id = header(head, "id");
        String destination = header(head, "destination");
        whenSubscribed.run();
        if (destination.startsWith("/queue/" + SyntheticPeer.IDLE)) {
            echo = new Echo(id, destination);
            return;
        }
        String[] parts = destination.split("-");
        int size = Integer.parseInt(parts[1]);
        int window = Integer.parseInt(parts[2]);
        out.flush(); // two threads write from now on, but this one says nothing more before the end
        SyntheticPeer.start("write", () -> deliver(id, destination, size, window));
    }

    private void deliver(String id, String destination, int size, int window) {
        byte[] before = bytes("MESSAGE\nsubscription:" + id + "\ndestination:" + destination
                + "\ncontent-type:text/plain\nmessage-id:");
        byte[] after = bytes("\ncontent-length:" + size + "\n\n" + "x".repeat(size) + "\0");
        try {
            OutputStream messages = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
            for (long number = 0; !socket.isClosed(); number++) {
                if (window > 0 && number - acknowledged.get() >= window) {
                    messages.flush();
                    while (number - acknowledged.get() >= window && !socket.isClosed()) {
                        Thread.yield();
                    }
                }
                byte[] digits = bytes(Long.toString(number));
                messages.write(before);
                messages.write(digits);
                messages.write(bytes("\nack:"));
                messages.write(digits);
                messages.write(after);
            }
        } catch (IOException e) {
            // as above
        }
    }

    private static String header(String head, String name) {
        int from = head.indexOf("\n" + name + ":") + name.length() + 2;
        int to = head.indexOf('\n', from);
        return head.substring(from, to < 0 ? head.length() : to);
    }

    private int find(byte[] wanted, int from, int to) {
        return find(buffer, wanted, from, to);
    }

    static int find(byte[] octets, byte[] wanted, int from, int to) {
        for (int at = from; at <= to - wanted.length; at++) {
            int matched = 0;
            while (matched < wanted.length && octets[at + matched] == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return at;
            }
        }
        return -1;
    }

    private int number(int from) {
        int number = 0;
        for (int at = from; buffer[at] >= '0' && buffer[at] <= '9'; at++) {
            number = 10 * number + buffer[at] - '0';
        }
        return number;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
