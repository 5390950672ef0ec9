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

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The peer's side of one connection. Reads frames on a thread of its own, and only the parts of them that it needs. */
final class PeerConnection implements Runnable {
    private static final int BUFFER = 1 << 16;
    private static final byte[] CONNECTED =
            PeerOutput.octets("CONNECTED\nversion:1.2\nserver:synthetic/1\nheart-beat:0,0\n\n\0");
    private static final byte[] RECEIPT = PeerOutput.octets("RECEIPT\nreceipt-id:");
    private static final byte[] FRAME_END = PeerOutput.octets("\n\n\0");
    private static final byte[] RECEIPT_HEADER = PeerOutput.octets("receipt:");
    private static final byte[] CONTENT_LENGTH_HEADER = PeerOutput.octets("content-length:");
    private static final byte[] ID_HEADER = PeerOutput.octets("id:");

    private final Socket socket;
    private final LongAdder sends;
    private final AtomicInteger subscriptions;
    private PeerOutput out;
    private boolean webSocket;
    private Optional<Echo> echo = Optional.empty();
    private Optional<PeerDelivery> delivery = Optional.empty();
    private byte[] buffer = new byte[BUFFER];
    private int begin;
    private int end;

    /** Where in the buffer the values of the current frame's headers begin; 0: the frame has no such header. */
    private int receipt;

    private int contentLength;
    private int id;

    /**
     * @param sends counts the received messages
     * @param subscriptions counts the received SUBSCRIBE frames
     */
    PeerConnection(Socket socket, LongAdder sends, AtomicInteger subscriptions) throws IOException {
        this.socket = socket;
        this.sends = sends;
        this.subscriptions = subscriptions;
        this.out = new PeerOutput(socket);
    }

    @Override
    public void run() {
        try (socket) {
            InputStream in = socket.getInputStream();
            int read = in.read(buffer);
            if (read > 0 && buffer[0] == 'G') {
                in = PeerWebSocket.accept(buffer, read, in, socket.getOutputStream());
                out = new PeerOutput(socket, true);
                webSocket = true;
                read = in.read(buffer);
            }
            while (read >= 0) {
                end += read;
                while (readFrame()) {
                    // as many frames as are in the buffer
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

    /** Whether there was a whole frame. */
    private boolean readFrame() throws IOException {
        while (begin < end && (buffer[begin] == '\n' || buffer[begin] == 0)) {
            begin++; // heart-beats
        }
        int body = readHead();
        if (body < 0) {
            return false;
        }
        int last = contentLength == 0 ? body : body + (int) number(contentLength);
        while (contentLength == 0 && last < end && buffer[last] != 0) {
            last++;
        }
        if (last >= end) {
            return false;
        }
        answer(body, last);
        begin = last + 1;
        return true;
    }

    /** Notes the needed headers. Returns where the body begins, or -1 if the head is not complete. */
    private int readHead() {
        receipt = 0;
        contentLength = 0;
        id = 0;
        int line = begin;
        for (int at = begin; at < end; at++) {
            if (buffer[at] == '\n') {
                if (at == line) {
                    return at + 1;
                }
                line = at + 1;
                noteHeader(line);
            }
        }
        return -1;
    }

    private void noteHeader(int line) {
        if (line == end) {
            return;
        }
        switch (buffer[line]) {
            case 'r' -> receipt = valueOf(RECEIPT_HEADER, line, receipt);
            case 'c' -> contentLength = valueOf(CONTENT_LENGTH_HEADER, line, contentLength);
            case 'i' -> id = valueOf(ID_HEADER, line, id);
            default -> {}
        }
    }

    private int valueOf(byte[] header, int line, int otherwise) {
        int to = Math.min(end, line + header.length);
        return Arrays.equals(buffer, line, to, header, 0, header.length) ? to : otherwise;
    }

    private void answer(int body, int last) throws IOException {
        switch (buffer[begin]) {
            case 'A' -> acknowledge();
            case 'S' -> {
                switch (buffer[begin + 1]) {
                    case 'U' -> subscribe(new String(buffer, begin, body - begin, ISO_8859_1));
                    case 'E' -> sent(body, last);
                    default -> connected();
                }
            }
            case 'C' -> {
                if (buffer[begin + 2] == 'N') {
                    connected();
                }
            }
            default -> {}
        }
        if (receipt != 0) {
            confirm();
        }
    }

    private void sent(int body, int last) throws IOException {
        sends.increment();
        if (echo.isPresent()) {
            echo.get().answer(buffer, begin, body, last, out);
        }
    }

    private void connected() throws IOException {
        out.begin(CONNECTED.length);
        out.put(CONNECTED);
    }

    private void acknowledge() {
        if (delivery.isPresent()) {
            delivery.get().acknowledged(number(id));
        }
    }

    private void confirm() throws IOException {
        int to = receipt;
        while (buffer[to] != '\n') {
            to++;
        }
        out.begin(RECEIPT.length + to - receipt + FRAME_END.length);
        out.put(RECEIPT);
        out.put(buffer, receipt, to);
        out.put(FRAME_END);
    }

    /** The queue's name contains the size of its messages, and how many may be unacknowledged. */
    private void subscribe(String head) {
        String destination = header(head, "destination");
        subscriptions.incrementAndGet();
        if (destination.startsWith("/queue/" + SyntheticPeer.IDLE)) {
            echo = Optional.of(new Echo(header(head, "id"), destination));
            return;
        }
        String[] parts = destination.split("-");
        PeerDelivery begun = new PeerDelivery(
                socket,
                header(head, "id"),
                destination,
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                head.contains("\nack:client\n"),
                webSocket);
        delivery = Optional.of(begun);
        SyntheticPeer.start("write", begun);
    }

    private static String header(String head, String name) {
        int from = head.indexOf("\n" + name + ":") + name.length() + 2;
        return head.substring(from, head.indexOf('\n', from));
    }

    private long number(int from) {
        long number = 0;
        for (int at = from; buffer[at] >= '0' && buffer[at] <= '9'; at++) {
            number = 10 * number + buffer[at] - '0';
        }
        return number;
    }
}
