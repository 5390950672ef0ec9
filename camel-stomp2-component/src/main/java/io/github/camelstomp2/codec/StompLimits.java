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
 * How much of a frame is accepted from a broker. A frame beyond a limit is refused while it is being read, and what is
 * skipped of it is not kept, so these bound the memory that one connection can take.
 *
 * @param maxFrameSize octets of a body
 * @param maxHeaders header lines of a frame, repeated names included
 * @param maxHeaderLength octets of one header line as it stands on the wire, without its line end
 * @param maxHeadSize octets of a whole head: command line, header lines and the empty line, line ends included
 */
public record StompLimits(int maxFrameSize, int maxHeaders, int maxHeaderLength, int maxHeadSize) {
    // ActiveMQ accepts 100 MB, RabbitMQ 4 MiB: in between, and far below what a JVM with default settings can hold.
    private static final int DEFAULT_MAX_FRAME_SIZE = 64 * 1024 * 1024;

    // What ActiveMQ accepts itself; RabbitMQ accepts 100.
    private static final int DEFAULT_MAX_HEADERS = 1000;

    // ActiveMQ stops at 10 KiB, others do not stop: tokens and routing slips do get long.
    private static final int DEFAULT_MAX_HEADER_LENGTH = 64 * 1024;

    // Without it, 1000 headers of 64 KiB would be 64 MiB of Strings in a frame with an empty body.
    private static final int DEFAULT_MAX_HEAD_SIZE = 1024 * 1024;

    // A JVM cannot make an array of all 2^31 - 1 octets.
    private static final int LARGEST_BODY = Integer.MAX_VALUE - 8;

    // Far beyond any use, and small enough that doubling a buffer cannot overflow an int.
    private static final int LARGEST_HEAD = 256 * 1024 * 1024;

    // Before CONNECTED nobody has proved to be a broker. CONNECTED carries a version, a session id and a name; some add
    // tokens or a banner, which 16 KiB hold.
    private static final int HEAD_SIZE_BEFORE_CONNECTED = 16 * 1024;

    // An ERROR that refuses a login may carry a stack trace (ActiveMQ does): some 10 KiB.
    private static final int BODY_BEFORE_CONNECTED = 64 * 1024;

    private static final int HEADERS_BEFORE_CONNECTED = 100;

    /** 64 MiB of body, 1000 headers of at most 64 KiB, 1 MiB of head. */
    public static final StompLimits DEFAULT =
            of(DEFAULT_MAX_FRAME_SIZE, DEFAULT_MAX_HEADERS, DEFAULT_MAX_HEADER_LENGTH);

    /**
     * @throws IllegalArgumentException if a value is not positive or too large to be held in an array
     */
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
     * Limits whose {@code maxHeadSize} is 1 MiB, or as much more as it takes to hold two lines of {@code
     * maxHeaderLength}.
     *
     * @throws IllegalArgumentException if a value is not positive or too large to be held in an array
     */
    public static StompLimits of(int maxFrameSize, int maxHeaders, int maxHeaderLength) {
        long twoLines = Math.min(2L * maxHeaderLength, LARGEST_HEAD);
        return new StompLimits(
                maxFrameSize, maxHeaders, maxHeaderLength, (int) Math.max(twoLines, DEFAULT_MAX_HEAD_SIZE));
    }

    /** What holds until CONNECTED was read: at most 16 KiB of head and, for an ERROR, 64 KiB of body. */
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
