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
package io.github.camelstomp2.broker;

import io.github.camelstomp2.protocol.StompHeaders;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The largest frame that a kind of broker accepts. The limits of the head are those that no installation can change:
 * leaving out a header because of a limit that was raised would be a needless loss. The limit of the frame is the
 * default of the broker's version; the option {@code maxSendFrameSize} replaces it.
 *
 * @param headerLine octets of a header line on the wire, without its line end
 * @param headers header lines of a frame
 * @param name octets of a header's name
 * @param frame octets of a whole frame
 */
public record FrameLimits(int headerLine, int headers, int name, int frame) {

    /** No limit is known. */
    public static final FrameLimits UNKNOWN = new FrameLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** A char of Java has at most three octets in UTF-8; an escaped one has two. */
    private static final int MOST_OCTETS_PER_CHARACTER = 3;

    /**
     * The headers of a SEND that are not those of its message: {@code receipt}, {@code transaction}, {@code
     * content-length}.
     */
    private static final int HEADERS_OF_SEND = 3;

    /** Room for the command, those headers and line ends. */
    private static final int OCTETS_OF_SEND = 256;

    /** Limits of the head only. */
    public FrameLimits(int headerLine, int headers) {
        this(headerLine, headers, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * These limits with another limit of the whole frame.
     *
     * @param octets 0: unchanged
     */
    public FrameLimits withFrame(int octets) {
        return octets == 0 || octets == frame ? this : new FrameLimits(headerLine, headers, name, octets);
    }

    /** Whether a header of this name and value may be written, with or without escapes. */
    public boolean takesHeader(String headerName, String value) {
        return takesName(headerName) && takesLine(headerName, value);
    }

    private boolean takesLine(String headerName, String value) {
        long most = (long) MOST_OCTETS_PER_CHARACTER * (headerName.length() + value.length()) + 1;
        return most <= headerLine || octets(headerName) + 1L + octets(value) <= headerLine;
    }

    private boolean takesName(String headerName) {
        return (long) MOST_OCTETS_PER_CHARACTER * headerName.length() <= name
                || headerName.getBytes(StandardCharsets.UTF_8).length <= name;
    }

    /**
     * Which limit of the head a SEND exceeds: too many headers, or a name that is too long. The broker would end the
     * connection without giving a reason.
     *
     * @return a part of a sentence; {@code null} if no limit is exceeded
     */
    public @Nullable String overHead(StompHeaders send) {
        if (send.size() > headers - HEADERS_OF_SEND) {
            return "its " + send.size() + " headers are more than the " + (headers - HEADERS_OF_SEND)
                    + " that this broker takes besides those of the protocol";
        }
        String[] longest = {null};
        send.forEach((headerName, value) -> {
            if (!takesName(headerName)) {
                longest[0] = headerName;
            }
        });
        return longest[0] == null
                ? null
                : "the name of a header has " + longest[0].length() + " characters, and this broker takes " + name
                        + " octets";
    }

    /**
     * Whether a SEND is longer than the broker accepts.
     *
     * @return a part of a sentence; {@code null} if it is not
     */
    public @Nullable String overSize(StompHeaders send, int body) {
        if (frame == Integer.MAX_VALUE || atMost(send) + body <= frame || exactly(send) + body <= frame) {
            return null;
        }
        return "with " + body + " bytes in its body its frame is longer than the " + frame
                + " bytes that this broker takes (RabbitMQ: stomp.max_frame_size; if it is set to more there, set"
                + " maxSendFrameSize to the same)";
    }

    /** An upper bound for the size. Counting characters is cheap, and mostly the bound is already below the limit. */
    private static long atMost(StompHeaders send) {
        long[] characters = {0};
        send.forEach((headerName, value) -> characters[0] += headerName.length() + value.length() + 2L);
        return OCTETS_OF_SEND + MOST_OCTETS_PER_CHARACTER * characters[0];
    }

    private static long exactly(StompHeaders send) {
        long[] octets = {OCTETS_OF_SEND};
        send.forEach((headerName, value) -> octets[0] += octets(headerName) + octets(value) + 2L);
        return octets[0];
    }

    private static long octets(String text) {
        long escapes = text.chars()
                .filter(c -> c == '\\' || c == '\n' || c == '\r' || c == ':')
                .count();
        return escapes + text.getBytes(StandardCharsets.UTF_8).length;
    }
}
