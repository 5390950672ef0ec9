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

import io.github.camelstomp2.protocol.HeaderEscaping;
import io.github.camelstomp2.protocol.PrintableText;
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
 * Writes command and headers of one frame after the other into arrays of its own, which are used again: a head that turns
 * out to be impossible has touched no buffer, and an array has no checks per octet. Clients repeat themselves: a header
 * that the frame before had in the same place is copied from there, and where all of them are the same
 * objects they stay where they are.
 *
 * <p>Not thread-safe.
 */
final class HeadWriter {
    // Of a char: UTF-8 needs at most three octets for it, an escape two.
    private static final int MOST_OCTETS = 3;

    private static final boolean[] SPECIAL = special();

    private static final byte[] RECEIPT =
            (StompHeaderNames.RECEIPT + ":" + ReceiptIds.PREFIX).getBytes(StandardCharsets.US_ASCII);

    // Of a long, and the line feed behind it.
    private static final int MOST_DIGITS = 20;

    private final SendLimits limits;
    private WrittenHead head = new WrittenHead();
    private WrittenHead previous = new WrittenHead();
    private StompVersion version = StompVersion.V1_0;
    private StompCommand command = StompCommand.SEND;
    private HeaderEscaping escaping = HeaderEscaping.NONE;

    /** Of the frame before, if the first lines of its head may be used again: all but the receipt. */
    private @Nullable StompHeaders lastHeaders;

    private int lastWrittenLength;
    private boolean lastAsked;
    private int lastLines;
    private int lastBodyLength;
    private String lastContentLength = "0";

    /** @param limits of reading, which a SEND has to keep to */
    HeadWriter(StompLimits limits) {
        this.limits = new SendLimits(limits);
    }

    private static boolean[] special() {
        boolean[] special = new boolean[128];
        for (char c : new char[] {0, '\n', '\r', ':', '\\'}) {
            special[c] = true;
        }
        return special;
    }

    /** The rules for the heads to come. Earlier lines are not used again: the same text may be written otherwise now. */
    void version(StompVersion newVersion) {
        version = newVersion;
        previous.clear();
        lastHeaders = null;
    }

    /**
     * Writes the head of a frame, its empty line included.
     *
     * @return how many octets of {@link #bytes()} it takes
     * @throws StompInvalidFrameException if a header, or a body without {@code content-length}, cannot be represented, or if a SEND is over
     *     a limit of reading
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
            limits.check(head, frame.body().length, escaping.isActive());
        }
        int length = finish();
        lastHeaders = lines > 0 && previous.isOfUsualSize() ? frame.headers() : null;
        lastWrittenLength = writtenLength(frame);
        lastAsked = asksForReceipt(frame);
        lastLines = lines;
        return length;
    }

    /** Whether all lines of its head but the receipt are those of the frame before. */
    private boolean isLikeLast(StompFrame frame) {
        return frame.headers() == lastHeaders
                && frame.command() == command
                && writtenLength(frame) == lastWrittenLength
                && asksForReceipt(frame) == lastAsked;
    }

    /** What {@code content-length} says; 0: there is none. */
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
        lastHeaders = null; // until this head is finished, too
        head.keep(lastLines);
    }

    private void putHeaders(StompFrame frame) {
        lastHeaders = null;
        begin(frame.command());
        StompHeaders headers = frame.headers();
        boolean asks = asksForReceipt(frame);
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            // Only the codec knows the number of octets; one of somebody else would let a body pose as frames.
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
        HeaderEscaping newEscaping = version.escapingOf(newCommand);
        if (newEscaping != escaping) {
            escaping = newEscaping;
            previous.clear();
        }
        byte[] octets = KnownText.command(newCommand);
        head.put(octets, 0, octets.length);
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
            putName(name);
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
        // Dividing an int takes half the time, and receipts of one connection hardly ever exceed it.
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

    private void putName(String name) {
        byte[] known = KnownText.headerName(name);
        if (known != null) {
            head.ensureRoom(known.length + 1);
            head.put(known, 0, known.length);
        } else {
            checkName(name);
            head.ensureRoom(MOST_OCTETS * (long) name.length() + 1);
            putText(name, name, true);
        }
        head.bytes[head.length++] = ':';
    }

    private void putValue(String name, String value, int start) {
        int behindColon = head.length;
        head.ensureRoom(MOST_OCTETS * (long) value.length() + 1);
        putText(value, name, false);
        head.bytes[head.length++] = '\n';
        head.addLine(name, value, start, behindColon);
    }

    private void checkName(String name) {
        if (name.isEmpty()) {
            throw new StompInvalidFrameException(command + " with a header whose name is empty");
        }
        // A broker of 1.0 would trim it to another name: to content-length, say, and cut the body elsewhere.
        if (version.trimsHeaders() && WhiteSpace.surrounds(name)) {
            throw invalid(name, "white space around its name");
        }
    }

    private void putText(String text, String name, boolean inName) {
        byte[] target = head.bytes;
        int at = head.length;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                head.length = at;
                i += putCodePoint(text, i, name, inName);
                at = head.length;
            } else if (SPECIAL[c]) {
                head.length = at;
                putSpecial((byte) c, name, inName);
                at = head.length;
            } else {
                target[at++] = (byte) c;
            }
        }
        head.length = at;
    }

    private void putSpecial(byte octet, String name, boolean inName) {
        if (escaping.forbids(octet, inName)) {
            throw invalid(name, describe(octet) + (inName ? " in its name" : " in its value"));
        }
        byte letter = escaping.escape(octet);
        if (letter == 0) {
            head.bytes[head.length++] = octet;
        } else {
            head.bytes[head.length++] = '\\';
            head.bytes[head.length++] = letter;
        }
    }

    /** Returns how many further chars it took. */
    private int putCodePoint(String text, int index, String name, boolean inName) {
        int c = text.codePointAt(index);
        if (c < 0x800) {
            head.bytes[head.length++] = (byte) (0xc0 | (c >> 6));
        } else if (c < 0x10000) {
            if (Character.isSurrogate((char) c)) {
                throw invalid(name, "half a surrogate pair" + (inName ? " in its name" : " in its value"));
            }
            head.bytes[head.length++] = (byte) (0xe0 | (c >> 12));
            head.bytes[head.length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        } else {
            head.bytes[head.length++] = (byte) (0xf0 | (c >> 18));
            head.bytes[head.length++] = (byte) (0x80 | ((c >> 12) & 0x3f));
            head.bytes[head.length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        }
        head.bytes[head.length++] = (byte) (0x80 | (c & 0x3f));
        return Character.charCount(c) - 1;
    }

    private static String describe(byte octet) {
        return switch (octet) {
            case 0 -> "a NUL";
            case '\n' -> "a line feed";
            case '\r' -> "a carriage return";
            default -> "a colon";
        };
    }

    /** The value stays out of it: it may be a secret. */
    private StompInvalidFrameException invalid(String name, String what) {
        String where = command.isConnectPhase() ? "in " + command : "in STOMP " + version.number();
        return new StompInvalidFrameException(command + " header '" + PrintableText.of(name) + "' has " + what
                + ", which cannot be represented " + where);
    }
}
