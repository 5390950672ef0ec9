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

/**
 * Finds the ends of lines, one after the other, and notes what the decoding of a line needs to know. When more octets
 * arrive it continues where it stopped.
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

    // How far this head is known to equal the previous head, from the current line on; -1: not compared yet.
    private int sameTo = -1;

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

    /** More octets arrived: the next call compares them with the previous head again. */
    void compareAnew() {
        sameTo = -1;
    }

    /**
     * Whether the line equals the same line of the previous frame. If not, the octets that both lines begin with need
     * not be searched: there is no line feed among them, and a colon is at the same place.
     */
    boolean skipSame(Head head, Head previous) {
        int line = head.lines;
        if (line >= previous.lines) {
            return false;
        }
        int from = previous.start(line);
        if (sameTo < 0) {
            // One comparison for all following lines, up to the first that differs.
            int same = Arrays.mismatch(previous.bytes, from, previous.size, head.bytes, start, head.filled);
            sameTo = same < 0 ? previous.size : from + same;
        }
        if (sameTo >= previous.end(line)) {
            return true;
        }
        skip(sameTo - from, previous.colon(line) - from, previous.kinds(line));
        sameTo = -1;
        return false;
    }

    /**
     * Skips octets at the beginning of the line that are known to hold no line feed.
     *
     * @param colonAt the first colon, counted from the beginning of the line; used if it is among the octets
     * @param mayHold the kinds of octets that they may hold, {@link #kinds()} of a line that begins with them
     */
    private void skip(int count, int colonAt, int mayHold) {
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

    /** The position of the line feed, or -1 if it has not arrived or a NUL comes before it. */
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

    /** The kinds of octets found so far, for {@link #skip}. */
    int kinds() {
        return kinds;
    }

    boolean foundNul() {
        return (kinds & NUL) != 0;
    }

    /**
     * Whether the octets of the line can be read as text without decoding: ASCII, and no escape if the version has
     * escapes.
     */
    boolean isPlain(boolean escapes) {
        return (kinds & NON_ASCII) == 0 && !(escapes && (kinds & BACKSLASH) != 0);
    }
}
