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

import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.text.PrintableText;

/**
 * Checks that a SEND can be read again: its MESSAGE has to keep the limits for reading. Brokers add escapes to headers
 * that were sent with 1.0, and headers of their own.
 */
final class SendLimits {
    // Ids, an ack, times, flags: ActiveMQ, Artemis and RabbitMQ add up to twelve headers.
    private static final int ADDED_HEADERS = 16;

    private static final int ADDED_OCTETS = 8 * 1024;

    private final StompLimits limits;
    private final int maxHeaders;
    private final int maxHeadSize;

    SendLimits(StompLimits limits) {
        this.limits = limits;
        this.maxHeaders = limits.maxHeaders() - Math.min(ADDED_HEADERS, limits.maxHeaders() / 2);
        this.maxHeadSize = limits.maxHeadSize() - Math.min(ADDED_OCTETS, limits.maxHeadSize() / 2);
    }

    /**
     * @param escaped whether special characters in the head are escaped
     * @throws StompInvalidFrameException if the message could not be read again; its text never shows a value
     */
    void check(WrittenHead head, int bodyLength, boolean escaped) {
        if (bodyLength > limits.maxFrameSize()) {
            throw new StompInvalidFrameException("SEND has a body of " + bodyLength
                    + " B, which could not be consumed again here: maxFrameSize is " + limits.maxFrameSize());
        }
        if (head.lines > maxHeaders) {
            throw new StompInvalidFrameException(
                    "SEND has " + head.lines + " headers, which with those that a broker adds"
                            + " could not be consumed again here: maxHeaders is " + limits.maxHeaders());
        }
        // In most cases the whole head is shorter than the limit for one line, and no line has to be measured.
        long atMost = escaped ? head.length : 2L * head.length;
        if (atMost > limits.maxHeaderLength() || atMost > maxHeadSize) {
            checkLengths(head, escaped);
        }
    }

    private void checkLengths(WrittenHead head, boolean escaped) {
        int size = 0;
        for (int line = 0; line < head.lines; line++) {
            int length = head.end(line) - 1 - head.start(line) + (escaped ? 0 : head.specialOctets(line));
            if (length > limits.maxHeaderLength()) {
                throw new StompInvalidFrameException(
                        "SEND header '" + PrintableText.of(head.name(line)) + "' is " + length
                                + " B long, which could not be consumed again here: maxHeaderLength is "
                                + limits.maxHeaderLength());
            }
            size += length + 1;
        }
        if (size > maxHeadSize) {
            throw new StompInvalidFrameException(
                    "SEND has headers of " + size + " B, which with those that a broker adds"
                            + " could not be consumed again here: all may have twice maxHeaderLength, or 1 MiB");
        }
    }
}
