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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads what a <em>client</em> writes, and refuses everything that the version's specification does not allow.
 *
 * <p>Stricter than a broker may be. Lines end with a line feed only: no carriage return at the end of a line (and none
 * at all in 1.2, where it has an escape). No unescaped colon in a value from 1.1 on, only the escapes of the version,
 * valid UTF-8. A {@code content-length} has digits only and is followed by exactly that many octets and a NUL. Only
 * SEND has a body. Only known client commands, no line feed before the first frame. CONNECT and STOMP are never
 * unescaped. Bytes may arrive in pieces of any size. Not for several threads at once.
 */
public final class StrictStompParser {

    private static final int LONGEST_HEAD = 1 << 20;

    private String version;
    private byte[] buffer = new byte[8_192];
    private int start;
    private int end;
    private long consumed;
    private boolean sawFrame;
    private long heartBeats;

    private StrictStompParser(String version) {
        use(version);
    }

    /** A parser for this version: {@code 1.0}, {@code 1.1} or {@code 1.2}. */
    public static StrictStompParser forVersion(String version) {
        return new StrictStompParser(version);
    }

    /** Reads bytes that must be exactly one frame, with nothing before and nothing after it. */
    public static WireFrame parseOne(String version, byte[] bytes) {
        StrictStompParser parser = forVersion(version);
        parser.feed(bytes);
        WireFrame frame = parser.next().orElseThrow(() -> parser.error("the frame is not complete", parser.end));
        if (parser.start < parser.end) {
            throw parser.error("bytes after the frame", parser.start);
        }
        return frame;
    }

    /** Reads bytes that must be whole frames, with heart-beats between and after them. */
    public static List<WireFrame> parseAll(String version, byte[] bytes) {
        StrictStompParser parser = forVersion(version);
        parser.feed(bytes);
        List<WireFrame> frames = new ArrayList<>();
        parser.drainTo(frames);
        parser.skipHeartBeats();
        if (parser.start < parser.end) {
            throw parser.error("the last frame is not complete", parser.end);
        }
        return frames;
    }

    /** Applies the rules of this version from the next frame on. */
    public void use(String newVersion) {
        if (!Set.of("1.0", "1.1", "1.2").contains(newVersion)) {
            throw new IllegalArgumentException("no such STOMP version: " + newVersion);
        }
        this.version = newVersion;
    }

    /** The version whose rules are applied. */
    public String version() {
        return version;
    }

    /** How many line feeds between frames were read. */
    public long heartBeats() {
        return heartBeats;
    }

    /** Adds the next bytes of the connection. */
    public void feed(byte[] bytes) {
        feed(bytes, 0, bytes.length);
    }

    /** Adds the next bytes of the connection. */
    public void feed(byte[] bytes, int offset, int length) {
        if (end + length > buffer.length) {
            makeRoom(length);
        }
        System.arraycopy(bytes, offset, buffer, end, length);
        end += length;
    }

    /**
     * The next frame, or empty if it is not complete yet.
     *
     * @throws WireFormatException if the bytes break a rule, as soon as that is certain
     */
    public Optional<WireFrame> next() {
        skipHeartBeats();
        if (start == end) {
            return Optional.empty();
        }
        int headEnd = findHeadEnd();
        if (headEnd < 0) {
            return Optional.empty();
        }
        Head head = readHead(headEnd);
        int bodyStart = headEnd + 1;
        int bodyEnd = findBodyEnd(head, bodyStart);
        if (bodyEnd < 0) {
            return Optional.empty();
        }
        if (bodyEnd > bodyStart && !head.command.equals("SEND")) {
            throw error("a body on " + head.command, bodyStart);
        }
        WireFrame frame = new WireFrame(
                head.command,
                head.headers,
                head.rawLines,
                Arrays.copyOfRange(buffer, bodyStart, bodyEnd),
                Arrays.copyOfRange(buffer, start, bodyEnd + 1));
        consume(bodyEnd + 1 - start);
        sawFrame = true;
        return Optional.of(frame);
    }

    /** Moves all complete frames into the list. */
    public void drainTo(List<WireFrame> frames) {
        for (Optional<WireFrame> frame = next(); frame.isPresent(); frame = next()) {
            frames.add(frame.get());
        }
    }

    /** How many bytes wait because they are not a complete frame yet. */
    public int pendingBytes() {
        return end - start;
    }

    /** Removes bytes that were checked elsewhere. A frame that ends among them counts as the first one. */
    void skip(int count) {
        for (int i = start; i < start + count; i++) {
            sawFrame |= buffer[i] == 0;
        }
        consume(count);
    }

    private void skipHeartBeats() {
        while (start < end && buffer[start] == '\n') {
            if (!sawFrame) {
                throw error("a line feed before the first frame", start);
            }
            heartBeats++;
            consume(1);
        }
    }

    /** The position of the line feed that is the empty line, or −1 if it has not arrived yet. */
    private int findHeadEnd() {
        boolean lineIsEmpty = false;
        for (int i = start; i < end; i++) {
            byte b = buffer[i];
            if (b == '\n' && lineIsEmpty) {
                return i;
            }
            if (b == 0) {
                throw error("a NUL before the empty line", i);
            }
            if (b == '\n' && i > start && buffer[i - 1] == '\r') {
                throw error("a line that ends with CR LF", i - 1);
            }
            lineIsEmpty = b == '\n';
        }
        if (end - start > LONGEST_HEAD) {
            throw error("no empty line within " + LONGEST_HEAD + " bytes", end);
        }
        return -1;
    }

    private Head readHead(int headEnd) {
        Head head = new Head();
        int lineStart = start;
        for (int i = start; i < headEnd; i++) {
            if (buffer[i] == '\n') {
                readLine(head, lineStart, i);
                lineStart = i + 1;
            }
        }
        return head;
    }

    private void readLine(Head head, int from, int to) {
        if (head.command == null) {
            head.command = text(from, to);
            checkCommand(head.command, from);
            return;
        }
        head.rawLines.add(text(from, to));
        head.headers.add(readHeader(from, to, ClientCommand.connects(head.command)));
    }

    private void checkCommand(String command, int position) {
        if (!ClientCommand.isIn(version, command)) {
            throw error("not a client command of STOMP " + version + ": " + Visible.of(command), position);
        }
        if (ClientCommand.connects(command) && sawFrame) {
            throw error("a second " + command, position);
        }
    }

    private WireHeader readHeader(int from, int to, boolean connecting) {
        int colon = indexOf((byte) ':', from, to);
        if (colon < 0) {
            throw error("a header line without a colon: " + Visible.of(text(from, to)), from);
        }
        if (colon == from) {
            throw error("a header without a name", from);
        }
        // before the version is agreed on, a carriage return is an accident or an attack
        int carriageReturn = connecting || version.equals("1.2") ? indexOf((byte) '\r', from, to) : -1;
        if (carriageReturn >= 0) {
            throw error("a raw carriage return in a header", carriageReturn);
        }
        boolean escaped = !connecting && !version.equals("1.0");
        int secondColon = escaped ? indexOf((byte) ':', colon + 1, to) : -1;
        if (secondColon >= 0) {
            throw error("an unescaped colon in a header value", secondColon);
        }
        if (!escaped) {
            return new WireHeader(text(from, colon), text(colon + 1, to));
        }
        return new WireHeader(unescape(from, colon), unescape(colon + 1, to));
    }

    private String unescape(int from, int to) {
        String raw = text(from, to);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        try {
            return StompEscapes.unescape(raw, version);
        } catch (IllegalArgumentException e) {
            throw error(e.getMessage() + " in " + Visible.of(raw), from);
        }
    }

    /** The position of the NUL at the end of the frame, or −1 if it has not arrived yet. */
    private int findBodyEnd(Head head, int bodyStart) {
        OptionalLong length = contentLength(head);
        if (length.isEmpty()) {
            return indexOf((byte) 0, bodyStart, end);
        }
        if (end - bodyStart <= length.getAsLong()) {
            return -1;
        }
        int bodyEnd = bodyStart + (int) length.getAsLong();
        if (buffer[bodyEnd] != 0) {
            throw error("content-length is " + length.getAsLong() + ", but no NUL follows that many octets", bodyEnd);
        }
        return bodyEnd;
    }

    private OptionalLong contentLength(Head head) {
        for (WireHeader header : head.headers) {
            if (header.name().equals("content-length")) {
                if (!header.value().matches("0|[1-9][0-9]{0,8}")) {
                    throw error("content-length is not a plain number: " + Visible.of(header.value()), start);
                }
                return OptionalLong.of(Long.parseLong(header.value()));
            }
        }
        return OptionalLong.empty();
    }

    private String text(int from, int to) {
        try {
            return StompEscapes.utf8(buffer, from, to - from);
        } catch (IllegalArgumentException e) {
            throw error("not valid UTF-8", from);
        }
    }

    private int indexOf(byte wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private void consume(int count) {
        start += count;
        consumed += count;
    }

    private void makeRoom(int length) {
        int pending = end - start;
        byte[] target = pending + length > buffer.length ? new byte[(pending + length) * 2] : buffer;
        System.arraycopy(buffer, start, target, 0, pending);
        buffer = target;
        start = 0;
        end = pending;
    }

    private WireFormatException error(String problem, int index) {
        return new WireFormatException(problem, consumed + index - start);
    }

    private static final class Head {
        private String command;
        private final List<WireHeader> headers = new ArrayList<>();
        private final List<String> rawLines = new ArrayList<>();
    }
}
