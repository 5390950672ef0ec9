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

/**
 * Looks for the end of one line after the other and notes on the way what the decoding of the line needs to know. Goes
 * on where it stopped when more octets came.
 */
final class LineScanner {
    private static final byte LINE_FEED = 1;
    private static final byte NUL = 2;
    private static final byte COLON = 4;
    private static final byte BACKSLASH = 8;
    private static final byte NON_ASCII = 16;

    private static final byte[] KINDS = kindsOfOctets();

    private int start;
    private int position;
    private int colon;
    private int kinds;

    private static byte[] kindsOfOctets() {
        byte[] kinds = new byte[256];
        kinds['\n'] = LINE_FEED;
        kinds[0] = NUL;
        kinds[':'] = COLON;
        kinds['\\'] = BACKSLASH;
        for (int i = 128; i < kinds.length; i++) {
            kinds[i] = NON_ASCII;
        }
        return kinds;
    }

    /** Begins a line. */
    void begin(int lineStart) {
        start = lineStart;
        position = lineStart;
        colon = -1;
        kinds = 0;
    }

    /**
     * Passes octets at the beginning of the line which are known to hold no line feed.
     *
     * @param colonAt the first colon, counted from the beginning of the line; it counts if it is among them
     * @param mayHold what they may hold, {@link #kinds()} of a line that begins with them
     */
    void skip(int count, int colonAt, int mayHold) {
        position = start + count;
        if (colonAt >= 0 && colonAt < count) {
            colon = start + colonAt;
        }
        kinds = mayHold;
    }

    /** Where the line begins. */
    int start() {
        return start;
    }

    /** Whether the beginning of the line was searched before. */
    boolean isResuming() {
        return position > start;
    }

    /** The position of the line feed, or -1 if it did not come yet or a NUL stands before it. */
    int findLineFeed(byte[] bytes, int filled) {
        for (int i = position; i < filled; i++) {
            byte kind = KINDS[bytes[i] & 0xff];
            if (kind != 0) {
                if (kind == LINE_FEED) {
                    return i;
                }
                kinds |= kind;
                if (kind == COLON && colon < 0) {
                    colon = i;
                } else if (kind == NUL) {
                    position = i;
                    return -1;
                }
            }
        }
        position = filled;
        return -1;
    }

    /** The position of the first colon, or -1. */
    int colon() {
        return colon;
    }

    /** What the octets searched so far hold, for {@link #skip}. */
    int kinds() {
        return kinds;
    }

    boolean foundNul() {
        return (kinds & NUL) != 0;
    }

    /** Whether the octets of the line are those of its text: ASCII, and no escape if there are any. */
    boolean isPlain(boolean escapes) {
        return (kinds & NON_ASCII) == 0 && !(escapes && (kinds & BACKSLASH) != 0);
    }
}
