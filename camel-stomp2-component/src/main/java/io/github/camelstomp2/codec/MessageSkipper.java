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

import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.text.HeaderEscaping;
import io.github.camelstomp2.protocol.text.WhiteSpace;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a MESSAGE over a limit to its end and keeps only the headers that are needed to acknowledge it, so that the
 * connection and later messages go on. Reads the head from its beginning by simpler rules: header lines that are not
 * kept are not checked. Memory is bounded by one line and the kept values.
 */
final class MessageSkipper {
    /** The headers that identify a message, are needed to acknowledge it, or say where it ends. */
    static final Set<String> KEPT = Set.of(
            StompHeaderNames.ACK,
            StompHeaderNames.CONTENT_LENGTH,
            StompHeaderNames.CORRELATION_ID,
            StompHeaderNames.DESTINATION,
            StompHeaderNames.MESSAGE_ID,
            StompHeaderNames.PERSISTENT,
            StompHeaderNames.REDELIVERED,
            StompHeaderNames.SUBSCRIPTION);

    /** The longest line that is kept. It does not depend on maxHeaderLength, and holds every broker's ids. */
    static final int LONGEST_KEPT_LINE = 1024;

    // No broker sends such a head; the peer would never come to an end.
    private static final int LONGEST_HEAD = 64 * 1024 * 1024;

    // The most that RabbitMQ can store, and five times what ActiveMQ accepts.
    private static final int LONGEST_BODY = 512 * 1024 * 1024;

    private static final int CHUNK = 1024;
    private static final int UNKNOWN = -1;

    private final HeadRules rules;
    private final OverLimitException cause;
    private final HeaderText text = new HeaderText();
    private final StompHeaders.Builder headers = new StompHeaders.Builder(KEPT.size());
    private final byte[] line = new byte[LONGEST_KEPT_LINE];
    private final byte[] chunk = new byte[CHUNK];
    private int lineLength;
    private int lines;
    private int headSize;
    private boolean inBody;
    private int declared;
    private int skipped;

    private MessageSkipper(HeadRules rules, OverLimitException cause) {
        this.rules = rules;
        this.cause = cause;
    }

    /** @param taken the octets of the head that were read from the buffer already, {@code count} of them */
    static MessageSkipper inHead(HeadRules rules, OverLimitException cause, byte[] taken, int count) {
        MessageSkipper skipper = new MessageSkipper(rules, cause);
        skipper.read(Unpooled.wrappedBuffer(taken, 0, count));
        return skipper;
    }

    /** @param taken how many octets of the body were read from the buffer already */
    static MessageSkipper inBody(HeadRules rules, OverLimitException cause, StompHeaders head, int taken) {
        MessageSkipper skipper = new MessageSkipper(rules, cause);
        head.forEach((name, value) -> {
            if (KEPT.contains(name)) {
                skipper.headers.addIfAbsent(name, value);
            }
        });
        skipper.beginBody();
        skipper.skipped = taken;
        return skipper;
    }

    /**
     * Reads the octets of the message, and none behind it.
     *
     * @return the kept headers when the end was read, before that {@code null}
     * @throws StompProtocolException if the end cannot be found
     */
    @Nullable
    SkippedMessage read(ByteBuf in) {
        while (!inBody && in.isReadable()) {
            readHead(in);
        }
        boolean ended = inBody && (declared == UNKNOWN ? skipToNul(in) : skipDeclared(in));
        return ended ? new SkippedMessage(headers.build(), cause.limit(), message()) : null;
    }

    /** The message of the transport ends here, and with it this one, if its head is complete. */
    @Nullable
    SkippedMessage endOfMessage() {
        return inBody ? new SkippedMessage(headers.build(), cause.limit(), message()) : null;
    }

    /** @param inMessages whether {@link #endOfMessage} tells where it ends */
    @Nullable
    SkippedMessage read(ByteBuf in, boolean inMessages) {
        if (!inMessages) {
            return read(in);
        }
        while (!inBody && in.isReadable()) {
            readHead(in);
        }
        skip(in, in.readableBytes());
        return null;
    }

    private String message() {
        return String.valueOf(cause.getMessage());
    }

    /** Copies several octets at once, which is cheaper than asking a buffer for each of them. */
    private void readHead(ByteBuf in) {
        int count = Math.min(chunk.length, in.readableBytes());
        in.getBytes(in.readerIndex(), chunk, 0, count);
        int used = 0;
        while (used < count && !inBody) {
            takeOfHead(chunk[used++]);
        }
        in.skipBytes(used);
    }

    private void takeOfHead(byte octet) {
        headSize++;
        if (octet == 0) {
            throw new StompProtocolException("header line " + lines + " of MESSAGE has a NUL in it");
        }
        if (headSize > LONGEST_HEAD) {
            throw endless(LONGEST_HEAD);
        }
        if (octet == '\n') {
            endLine();
        } else {
            if (lineLength < LONGEST_KEPT_LINE) {
                line[lineLength] = octet;
            }
            lineLength++;
        }
    }

    private void endLine() {
        boolean whole = lineLength <= LONGEST_KEPT_LINE;
        int end = whole ? withoutCarriageReturn(lineLength) : LONGEST_KEPT_LINE;
        if (end == 0) {
            beginBody();
        } else if (lines > 0) {
            takeHeader(end, whole);
        }
        lines++;
        lineLength = 0;
    }

    private int withoutCarriageReturn(int end) {
        boolean hasOne = end > 0 && line[end - 1] == '\r';
        return hasOne && rules.endLinesWithCarriageReturn() ? end - 1 : end;
    }

    private void takeHeader(int end, boolean whole) {
        int colon = 0;
        while (colon < end && line[colon] != ':') {
            colon++;
        }
        String name = colon < end ? name(colon) : null;
        if (name == null || !KEPT.contains(name)) {
            return;
        }
        if (whole) {
            headers.addIfAbsent(name, value(colon + 1, end));
        } else if (name.equals(StompHeaderNames.CONTENT_LENGTH)) {
            throw new StompProtocolException("MESSAGE with a content-length beyond any limit");
        }
    }

    private @Nullable String name(int end) {
        int from = rules.trimHeaders() ? WhiteSpace.skip(line, 0, end) : 0;
        int to = rules.trimHeaders() ? WhiteSpace.skipBack(line, from, end) : end;
        return from < to ? KnownText.headerName(line, from, to) : null;
    }

    private String value(int start, int end) {
        int from = rules.trimHeaders() ? WhiteSpace.skip(line, start, end) : start;
        int to = rules.trimHeaders() ? WhiteSpace.skipBack(line, from, end) : end;
        HeaderEscaping escaping = rules.escapingOf(StompCommand.MESSAGE);
        return text.decode(line, from, to, escaping, rules.tolerateUndefinedEscapes());
    }

    private void beginBody() {
        inBody = true;
        String contentLength = headers.build().get(StompHeaderNames.CONTENT_LENGTH);
        declared = contentLength == null ? UNKNOWN : BodyReader.parse(StompCommand.MESSAGE, contentLength);
        if (declared > LONGEST_BODY) {
            throw endless(LONGEST_BODY);
        }
    }

    private boolean skipDeclared(ByteBuf in) {
        int count = Math.min(declared - skipped, in.readableBytes());
        in.skipBytes(count);
        skipped += count;
        if (skipped < declared || !in.isReadable()) {
            return false;
        }
        BodyReader.readNul(in, StompCommand.MESSAGE, declared);
        return true;
    }

    private boolean skipToNul(ByteBuf in) {
        int nul = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) 0);
        int count = nul < 0 ? in.readableBytes() : nul - in.readerIndex();
        skip(in, count);
        in.skipBytes(nul < 0 ? 0 : 1);
        return nul >= 0;
    }

    private void skip(ByteBuf in, int count) {
        in.skipBytes(count);
        if (count > LONGEST_BODY - skipped) {
            throw endless(LONGEST_BODY);
        }
        skipped += count;
    }

    private StompProtocolException endless(int most) {
        return new StompProtocolException(message() + "; it is too long to be skipped, too: more than " + most + " B");
    }
}
