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

import io.github.camelstomp2.protocol.ReceiptIds;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompVersion;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes the command and headers of frames, one frame after the other, into its own arrays, which are used again. So a
 * head with an error leaves the output buffer untouched, and writing an octet needs no check of a reference count.
 * Clients repeat their headers: a header that the previous frame had in the same place is copied from there, and
 * headers that are the same objects as in the previous frame are not written again at all.
 *
 * <p>Not thread-safe.
 */
final class HeadWriter {
    private static final byte[] RECEIPT =
            (StompHeaderNames.RECEIPT + ":" + ReceiptIds.PREFIX).getBytes(StandardCharsets.US_ASCII);

    // The digits of a long, and the line feed behind them.
    private static final int MOST_DIGITS = 20;

    private final SendLimits limits;
    private WrittenHead head = new WrittenHead();
    private WrittenHead previous = new WrittenHead();
    private final HeaderOctets octets = new HeaderOctets();
    private StompCommand command = StompCommand.SEND;

    /**
     * The headers of the previous frame, if the first lines of its head can be used again (all lines but the receipt).
     */
    private @Nullable StompHeaders lastHeaders;

    private int lastWrittenLength;
    private boolean lastAsked;
    private int lastLines;
    private int lastBodyLength;
    private String lastContentLength = "0";

    /** @param limits the limits for reading, which a SEND has to keep too */
    HeadWriter(StompLimits limits) {
        this.limits = new SendLimits(limits);
    }

    /**
     * Sets the version for the next heads. Earlier lines are not used again, since the same text may be escaped in
     * another way now.
     */
    void version(StompVersion newVersion) {
        octets.version(newVersion);
        previous.clear();
        lastHeaders = null;
    }

    /**
     * Writes the head of a frame with its empty line.
     *
     * @return how many octets of {@link #bytes()} it has
     * @throws StompInvalidFrameException if a header, or a body without {@code content-length}, cannot be represented,
     *     or if a SEND is over a limit for reading
     */
    int write(StompFrame frame) {
        if (isLikeLast(frame)) {
            goOnBehindLast();
        } else {
            putHeaders(frame);
        }
        if (!frame.writesContentLength()) {
            checkNoNul(frame.body());
        }
        int lines = head.lines;
        if (asksForReceipt(frame)) {
            putReceipt(frame.receipt());
        }
        head.ensureRoom(1);
        head.bytes[head.length++] = '\n';
        if (command == StompCommand.SEND) {
            limits.check(head, frame.body().length, octets.areEscaped());
        }
        int length = finish();
        lastHeaders = lines > 0 && previous.isOfUsualSize() ? frame.headers() : null;
        lastWrittenLength = writtenLength(frame);
        lastAsked = asksForReceipt(frame);
        lastLines = lines;
        return length;
    }

    /** Whether all lines of this head but the receipt are the same as in the previous head. */
    private boolean isLikeLast(StompFrame frame) {
        return frame.headers() == lastHeaders
                && frame.command() == command
                && writtenLength(frame) == lastWrittenLength
                && asksForReceipt(frame) == lastAsked;
    }

    /** The value of {@code content-length}; 0: the header is not written. */
    private static int writtenLength(StompFrame frame) {
        return frame.writesContentLength() ? frame.body().length : 0;
    }

    private static boolean asksForReceipt(StompFrame frame) {
        return frame.receipt() != ReceiptIds.NONE;
    }

    private void goOnBehindLast() {
        WrittenHead written = previous;
        previous = head;
        head = written;
        lastHeaders = null; // and not valid until this head is complete
        head.keep(lastLines);
    }

    private void putHeaders(StompFrame frame) {
        lastHeaders = null;
        begin(frame.command());
        StompHeaders headers = frame.headers();
        boolean asks = asksForReceipt(frame);
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            // A content-length from elsewhere is not written: a wrong number would let a part of the body be read as a
            // frame.
            boolean isOurs =
                    name.equals(StompHeaderNames.CONTENT_LENGTH) || (asks && name.equals(StompHeaderNames.RECEIPT));
            if (!isOurs) {
                putHeader(name, headers.value(i));
            }
        }
        if (writtenLength(frame) > 0) {
            putHeader(StompHeaderNames.CONTENT_LENGTH, contentLength(writtenLength(frame)));
        }
    }

    private void putReceipt(long number) {
        int start = head.length;
        head.ensureRoom(RECEIPT.length + MOST_DIGITS);
        head.put(RECEIPT, 0, RECEIPT.length);
        putNumber(number);
        head.bytes[head.length++] = '\n';
        head.addLine(StompHeaderNames.RECEIPT, null, start, start + StompHeaderNames.RECEIPT.length() + 1);
    }

    /** The octets of the head that was written last. */
    byte[] bytes() {
        return previous.bytes;
    }

    private String contentLength(int bodyLength) {
        if (bodyLength != lastBodyLength) {
            lastBodyLength = bodyLength;
            lastContentLength = Integer.toString(bodyLength);
        }
        return lastContentLength;
    }

    private void checkNoNul(byte[] body) {
        for (byte octet : body) {
            if (octet == 0) {
                throw new StompInvalidFrameException(
                        command + " without content-length has a body with a NUL, which would end it there");
            }
        }
    }

    private void begin(StompCommand newCommand) {
        head.clear();
        command = newCommand;
        if (octets.begin(newCommand)) {
            previous.clear();
        }
        byte[] known = KnownText.command(newCommand);
        head.put(known, 0, known.length);
        head.bytes[head.length++] = '\n';
    }

    private int finish() {
        WrittenHead done = head;
        head = previous;
        previous = done;
        return done.length;
    }

    private void putHeader(String name, String value) {
        int line = head.lines;
        int start = head.length;
        if (!previous.hasName(line, name)) {
            octets.putName(head, name);
            putValue(name, value, start);
        } else if (!previous.hasValue(line, value)) {
            copy(previous.start(line), previous.behindColon(line));
            putValue(name, value, start);
        } else {
            copy(previous.start(line), previous.end(line));
            head.addLine(name, value, start, start + previous.behindColon(line) - previous.start(line));
        }
    }

    private void putNumber(long number) {
        int digits = 1;
        for (long power = 10; power <= number && digits < MOST_DIGITS - 1; power *= 10) {
            digits++;
        }
        long rest = number;
        int at = head.length + digits;
        while (rest > Integer.MAX_VALUE) {
            head.bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        // Dividing an int takes half the time of dividing a long, and receipt numbers rarely exceed an int.
        int small = (int) rest;
        while (at > head.length) {
            int tenth = small / 10;
            head.bytes[--at] = (byte) ('0' + small - 10 * tenth);
            small = tenth;
        }
        head.length += digits;
    }

    private void copy(int from, int to) {
        head.ensureRoom(to - from);
        head.put(previous.bytes, from, to);
    }

    private void putValue(String name, String value, int start) {
        int behindColon = head.length;
        octets.putValue(head, name, value);
        head.addLine(name, value, start, behindColon);
    }
}
