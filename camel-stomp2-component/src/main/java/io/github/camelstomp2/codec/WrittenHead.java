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

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The octets of one written head, the borders of its header lines, and the Strings from which the lines were made. A
 * line of the next head that is made from the same Strings can be copied from here. Line 0 is the first header.
 */
final class WrittenHead {
    private static final int FIRST_CAPACITY = 512;

    // A larger array is not kept for the next head, so that an idle connection needs little memory.
    private static final int KEPT_CAPACITY = 8 * 1024;

    private static final int FIRST_LINES = 16;

    /** The octets; {@link #length} of them are valid. */
    byte[] bytes = new byte[FIRST_CAPACITY];

    int length;
    int lines;

    // For each line its name and its value; its start, the position behind its colon, and its end.
    private @Nullable String[] texts = new String[2 * FIRST_LINES];
    private int[] borders = new int[3 * FIRST_LINES];

    void ensureRoom(long count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(length + count, 2L * bytes.length)));
        }
    }

    /** Appends octets; there must be room for them. */
    void put(byte[] octets, int from, int to) {
        System.arraycopy(octets, from, bytes, length, to - from);
        length += to - from;
    }

    /**
     * Notes the line that was just written.
     *
     * @param value {@code null} if the line was not made from a String
     */
    void addLine(String name, @Nullable String value, int start, int behindColon) {
        if (2 * lines == texts.length) {
            texts = Arrays.copyOf(texts, 2 * texts.length);
            borders = Arrays.copyOf(borders, 2 * borders.length);
        }
        texts[2 * lines] = name;
        texts[2 * lines + 1] = value;
        borders[3 * lines] = start;
        borders[3 * lines + 1] = behindColon;
        borders[3 * lines + 2] = length;
        lines++;
    }

    String name(int line) {
        return String.valueOf(texts[2 * line]);
    }

    /** How many octets of a line need an escape in versions with escapes. */
    int specialOctets(int line) {
        int count = -1; // not the colon behind the name
        for (int i = start(line); i < end(line) - 1; i++) {
            count += bytes[i] == ':' || bytes[i] == '\\' || bytes[i] == '\r' ? 1 : 0;
        }
        return count;
    }

    boolean hasName(int line, String name) {
        return line < lines && name.equals(texts[2 * line]);
    }

    boolean hasValue(int line, String value) {
        return value.equals(texts[2 * line + 1]);
    }

    int start(int line) {
        return borders[3 * line];
    }

    int behindColon(int line) {
        return borders[3 * line + 1];
    }

    int end(int line) {
        return borders[3 * line + 2];
    }

    /** Forgets all lines behind the first ones. */
    void keep(int firstLines) {
        lines = firstLines;
        length = firstLines == 0 ? 0 : end(firstLines - 1);
    }

    /** Whether the array is small enough to be kept. */
    boolean isOfUsualSize() {
        return bytes.length <= KEPT_CAPACITY;
    }

    /** Forgets everything, and gives back memory that only an unusually large head needed. */
    void clear() {
        length = 0;
        lines = 0;
        if (!isOfUsualSize()) {
            bytes = new byte[FIRST_CAPACITY];
            texts = new String[2 * FIRST_LINES];
            borders = new int[3 * FIRST_LINES];
        }
    }
}
