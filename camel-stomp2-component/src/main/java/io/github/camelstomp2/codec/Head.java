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
package io.github.camelstomp2.codec;

import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.Arrays;

/**
 * The octets of one head, the borders of its lines, and what was read from them. Line 0 is the command, line n is
 * header n - 1.
 */
final class Head {
    // Holds a usual head without growing.
    private static final int FIRST_CAPACITY = 512;

    // A larger array is not kept for the next head, so that an idle connection needs little memory.
    private static final int KEPT_CAPACITY = 8 * 1024;

    private static final int FIRST_LINES = 16;

    /** The octets; {@link #filled} of them are valid. Octets behind the head do not belong to it. */
    byte[] bytes = new byte[FIRST_CAPACITY];

    int filled;
    int lines;

    /** The size of the complete head with its empty line; 0 while the head is not complete. */
    int size;

    StompCommand command = StompCommand.MESSAGE;
    StompHeaders headers = StompHeaders.EMPTY;
    private int[] ends = new int[FIRST_LINES];
    private int[] colons = new int[FIRST_LINES];
    private byte[] kinds = new byte[FIRST_LINES];

    /**
     * Where a line begins. The line behind the last one is allowed too: it gives the place where the next line will
     * begin.
     */
    int start(int line) {
        return line == 0 ? 0 : ends[line - 1];
    }

    /** The position behind a line's line feed. */
    int end(int line) {
        return ends[line];
    }

    int colon(int line) {
        return colons[line];
    }

    /** The kinds of octets that a line may hold, as {@link LineScanner#kinds()} says. */
    int kinds(int line) {
        return kinds[line];
    }

    /** Adds a line with its first colon; its end is the position behind its line feed. */
    void addLine(int end, int colon, int kindsOfLine) {
        if (lines == ends.length) {
            ends = Arrays.copyOf(ends, 2 * lines);
            colons = Arrays.copyOf(colons, 2 * lines);
            kinds = Arrays.copyOf(kinds, 2 * lines);
        }
        ends[lines] = end;
        colons[lines] = colon;
        kinds[lines] = (byte) kindsOfLine;
        lines++;
    }

    void ensureRoom(int count) {
        if (bytes.length - filled < count) {
            bytes = Arrays.copyOf(bytes, Math.max(filled + count, 2 * bytes.length));
        }
    }

    /** Whether a line, its line feed included, is the same as these octets. */
    boolean lineEquals(int line, byte[] other, int from, int to) {
        return line < lines && Arrays.equals(bytes, start(line), ends[line], other, from, to);
    }

    /** Whether the name of a header line, its colon included, is the same as these octets. */
    boolean nameEquals(int line, byte[] other, int from, int to) {
        return line < lines && Arrays.equals(bytes, start(line), colons[line] + 1, other, from, to);
    }

    /** Forgets everything, and gives back memory that only an unusually large head needed. */
    void clear() {
        filled = 0;
        lines = 0;
        size = 0;
        headers = StompHeaders.EMPTY;
        if (bytes.length > KEPT_CAPACITY) {
            bytes = new byte[FIRST_CAPACITY];
            ends = new int[FIRST_LINES];
            colons = new int[FIRST_LINES];
            kinds = new byte[FIRST_LINES];
        }
    }

    /** Whether the head is small enough to be kept and compared with the next one. */
    boolean isWorthKeeping() {
        return bytes.length <= KEPT_CAPACITY;
    }
}
