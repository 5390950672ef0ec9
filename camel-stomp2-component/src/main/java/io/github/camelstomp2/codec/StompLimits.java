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

/**
 * The largest frame that is accepted from a broker. A frame over a limit is refused while it is being read, and skipped
 * octets are not kept. So these limits bound the memory of one connection.
 *
 * @param maxFrameSize the octets of a body
 * @param maxHeaders the header lines of a frame, with repeated names
 * @param maxHeaderLength the octets of one header line on the wire, without its line end
 * @param maxHeadSize the octets of a whole head: command line, header lines and the empty line, with line ends
 */
public record StompLimits(int maxFrameSize, int maxHeaders, int maxHeaderLength, int maxHeadSize) {
    // ActiveMQ accepts 100 MB, RabbitMQ 4 MiB. This is between them, and far below the heap of a JVM with default
    // settings.
    private static final int DEFAULT_MAX_FRAME_SIZE = 64 * 1024 * 1024;

    // ActiveMQ accepts the same number; RabbitMQ accepts 100.
    private static final int DEFAULT_MAX_HEADERS = 1000;

    // ActiveMQ accepts 10 KiB, other brokers have no limit. Tokens and routing slips can be long.
    private static final int DEFAULT_MAX_HEADER_LENGTH = 64 * 1024;

    // Without this limit, 1000 headers of 64 KiB would be 64 MiB of Strings in a frame without a body.
    private static final int DEFAULT_MAX_HEAD_SIZE = 1024 * 1024;

    // A JVM cannot make an array of all 2^31 - 1 octets.
    private static final int LARGEST_BODY = Integer.MAX_VALUE - 8;

    // Far more than anybody needs, and small enough that doubling a buffer cannot overflow an int.
    private static final int LARGEST_HEAD = 256 * 1024 * 1024;

    // Before CONNECTED the peer may not be a broker at all. CONNECTED has a version, a session id and a server name;
    // some brokers add tokens or a banner. 16 KiB hold all of these.
    private static final int HEAD_SIZE_BEFORE_CONNECTED = 16 * 1024;

    // An ERROR that refuses a login may carry a stack trace (ActiveMQ does): some 10 KiB.
    private static final int BODY_BEFORE_CONNECTED = 64 * 1024;

    private static final int HEADERS_BEFORE_CONNECTED = 100;

    /** 64 MiB of body, 1000 headers of at most 64 KiB, 1 MiB of head. */
    public static final StompLimits DEFAULT =
            of(DEFAULT_MAX_FRAME_SIZE, DEFAULT_MAX_HEADERS, DEFAULT_MAX_HEADER_LENGTH);

    /** @throws IllegalArgumentException if a value is not positive or is more than an array can hold */
    public StompLimits {
        check("maxFrameSize", maxFrameSize, LARGEST_BODY);
        check("maxHeaders", maxHeaders, LARGEST_HEAD);
        check("maxHeaderLength", maxHeaderLength, LARGEST_HEAD);
        check("maxHeadSize", maxHeadSize, LARGEST_HEAD);
    }

    private static void check(String option, int value, int largest) {
        if (value <= 0) {
            throw new IllegalArgumentException(option + " must be positive but is " + value);
        }
        if (value > largest) {
            throw new IllegalArgumentException(option + " must be at most " + largest + " but is " + value);
        }
    }

    /**
     * Limits with a {@code maxHeadSize} of 1 MiB, or more if two lines of {@code maxHeaderLength} need more.
     *
     * @throws IllegalArgumentException if a value is not positive or is more than an array can hold
     */
    public static StompLimits of(int maxFrameSize, int maxHeaders, int maxHeaderLength) {
        long twoLines = Math.min(2L * maxHeaderLength, LARGEST_HEAD);
        return new StompLimits(
                maxFrameSize, maxHeaders, maxHeaderLength, (int) Math.max(twoLines, DEFAULT_MAX_HEAD_SIZE));
    }

    /** The limits that hold until CONNECTED was read: at most 16 KiB of head and, for an ERROR, 64 KiB of body. */
    StompLimits beforeConnected() {
        return new StompLimits(
                Math.min(maxFrameSize, BODY_BEFORE_CONNECTED),
                Math.min(maxHeaders, HEADERS_BEFORE_CONNECTED),
                Math.min(maxHeaderLength, HEAD_SIZE_BEFORE_CONNECTED),
                Math.min(maxHeadSize, HEAD_SIZE_BEFORE_CONNECTED));
    }

    /** @param line counted from 1 */
    void checkLine(StompCommand command, int line, int length) {
        if (length > maxHeaderLength) {
            throw new OverLimitException(
                    "maxHeaderLength",
                    "header line " + line + " of " + command + " is longer than " + maxHeaderLength
                            + " B, which is maxHeaderLength");
        }
    }

    void checkHeaders(StompCommand command, int count) {
        if (count > maxHeaders) {
            throw new OverLimitException(
                    "maxHeaders", command + " with more than " + maxHeaders + " headers, which is maxHeaders");
        }
    }

    void checkHead(StompCommand command, int size) {
        if (size > maxHeadSize) {
            throw new OverLimitException(
                    "maxHeadSize", command + " with a head of more than " + maxHeadSize + " B, which is maxHeadSize");
        }
    }
}
