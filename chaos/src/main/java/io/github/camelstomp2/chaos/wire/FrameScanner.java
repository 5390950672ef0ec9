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

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream into frames. It does not check them: all octets are passed on, also invalid ones. Used by one thread.
 */
final class FrameScanner {
    private static final byte[] CONTENT_LENGTH = {
        '\n', 'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h', ':'
    };

    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;

    /** How many octets after {@link #start} are known not to contain the end of the frame. */
    private int searched;

    /** The length of the frame that has begun to arrive, or −1 while it is not known. */
    private long expected = -1;

    /** Where the body begins, after {@link #start}, when its head is complete and has no length; else −1. */
    private int body = -1;

    /**
     * Adds the octets of a read, and hands over the complete frames.
     *
     * @param octets not kept
     */
    void read(byte[] octets, int length, Consumer<Frame> frames) {
        makeRoom(length);
        System.arraycopy(octets, 0, buffer, end, length);
        end += length;
        for (int size = next(); size > 0; size = next()) {
            byte[] frame = Arrays.copyOfRange(buffer, start, start + size);
            start += size;
            searched = 0;
            expected = -1;
            body = -1;
            frames.accept(new Frame(frame));
        }
    }

    /** The length of the complete frame, or end of line, at {@link #start}; 0 if there is none yet. */
    private int next() {
        if (start == end) {
            return 0;
        }
        if (searched == 0 && buffer[start] == '\n') {
            return 1;
        }
        if (searched == 0 && buffer[start] == '\r') {
            return end - start > 1 ? 2 : 0;
        }
        if (expected < 0) {
            return body < 0 ? searchEnd() : searchNul();
        }
        return end - start >= expected ? (int) expected : 0;
    }

    private int searchEnd() {
        for (int i = start + searched; i < end; i++) {
            if (buffer[i] == '\n' && isBlankLine(i)) {
                return headComplete(i + 1);
            }
        }
        searched = end - start;
        return 0;
    }

    private boolean isBlankLine(int i) {
        return i - start >= 1 && buffer[i - 1] == '\n'
                || i - start >= 2 && buffer[i - 1] == '\r' && buffer[i - 2] == '\n';
    }

    private int headComplete(int bodyStart) {
        long length = contentLength(bodyStart);
        if (length >= 0) {
            expected = bodyStart - start + length + 1;
            return end - start >= expected ? (int) expected : 0;
        }
        body = bodyStart - start;
        searched = body;
        return searchNul();
    }

    private int searchNul() {
        for (int i = start + searched; i < end; i++) {
            if (buffer[i] == 0) {
                return i + 1 - start;
            }
        }
        searched = end - start;
        return 0;
    }

    private long contentLength(int bodyStart) {
        for (int i = start; i + CONTENT_LENGTH.length < bodyStart; i++) {
            if (buffer[i] == '\n' && matches(i)) {
                return number(i + CONTENT_LENGTH.length);
            }
        }
        return -1;
    }

    private boolean matches(int at) {
        for (int i = 0; i < CONTENT_LENGTH.length; i++) {
            if (buffer[at + i] != CONTENT_LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private long number(int at) {
        long number = 0;
        for (int i = at; buffer[i] >= '0' && buffer[i] <= '9'; i++) {
            number = number * 10 + buffer[i] - '0';
        }
        return number;
    }

    private void makeRoom(int length) {
        int pending = end - start;
        if (end + length > buffer.length) {
            byte[] target = pending + length > buffer.length ? new byte[(pending + length) * 2] : buffer;
            System.arraycopy(buffer, start, target, 0, pending);
            buffer = target;
            start = 0;
            end = pending;
        }
    }
}
