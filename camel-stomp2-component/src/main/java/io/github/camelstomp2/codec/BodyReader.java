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
import io.github.camelstomp2.protocol.StompProtocolException;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies of frames, one after the other (1.2, "Body").
 *
 * <p>With a {@code content-length} nothing is searched; without one each octet is searched once for the NUL. A body
 * that arrives in one read is copied once. A body that arrives in pieces is copied out of the incoming buffers at once,
 * into an array that grows with the octets that really arrived. Beyond 1 MiB that array is at most twice as long as
 * they are, so that a peer cannot take memory by declaring a length only.
 */
final class BodyReader {
    private static final byte[] NO_BODY = new byte[0];
    private static final int UNKNOWN = -1;

    // Up to this length the array gets its declared size at once, so that usual bodies are not copied again for growth.
    // A peer can make us allocate this much by a declaration alone, once per connection and only after CONNECTED.
    private static final int BELIEVED_LENGTH = 1024 * 1024;

    // The first size of the array for a body without a declared length that arrives in pieces.
    private static final int FIRST_CAPACITY = 512;

    // 2^31 has ten digits; a number padded with hundreds of zeros is refused.
    private static final int MAX_DIGITS = 10;

    // In a message of a transport a body may be longer than declared: the NUL and line ends behind it, too.
    private static final int BEHIND_BODY = 16;

    private final boolean inMessages;

    private StompCommand command = StompCommand.MESSAGE;
    private int maxLength;
    private int declared = UNKNOWN;
    private byte[] collected = NO_BODY;
    private int length;

    /** The body is longer than declared, and ends where the message of the transport does. */
    private boolean beyond;

    BodyReader() {
        this(false);
    }

    /** @param inMessages whether {@link #endOfMessage} is called at the end of messages of the transport */
    BodyReader(boolean inMessages) {
        this.inMessages = inMessages;
    }

    /**
     * Begins the body of a frame.
     *
     * @param contentLength the first header of that name, or {@code null}
     * @throws StompProtocolException if it is not a length, is more than {@code maxLength}, or is not 0 although this
     *     command has no body
     */
    void begin(StompCommand command, @Nullable String contentLength, int maxLength) {
        this.command = command;
        this.maxLength = command.mayHaveBody() ? maxLength : 0;
        declared = contentLength == null ? UNKNOWN : parse(command, contentLength);
        length = 0;
        beyond = false;
        if (declared > this.maxLength) {
            throw tooLong("declares a body of " + declared);
        }
    }

    /**
     * Reads the available octets, up to and including the NUL behind the body.
     *
     * @return the body when it is complete, before that {@code null}
     * @throws StompProtocolException if it gets too long, or if no NUL follows the declared length
     */
    byte @Nullable [] read(ByteBuf in) {
        if (beyond) {
            readBeyond(in);
            return null;
        }
        return declared == UNKNOWN ? readToNul(in) : readDeclared(in);
    }

    /**
     * The message of the transport ends here, and with it the body, if a NUL stands at its end.
     *
     * @return the body; {@code null}: it does not end yet
     * @throws StompProtocolException if the body is longer than declared, and does not end, or is too long
     */
    byte @Nullable [] endOfMessage() {
        if (declared == UNKNOWN) {
            return null;
        }
        int end = length;
        while (end > 0 && (collected[end - 1] == '\n' || collected[end - 1] == '\r')) {
            end--;
        }
        if (end > 0 && collected[end - 1] == 0) {
            length = end - 1;
            if (length > maxLength) {
                throw tooLong("has a body of more than " + maxLength);
            }
            return take();
        }
        if (beyond) {
            throw noNul(command, declared);
        }
        return null;
    }

    private void readBeyond(ByteBuf in) {
        int count = in.readableBytes();
        if (count > (long) maxLength + BEHIND_BODY - length) {
            throw tooLong("has a body of more than " + maxLength);
        }
        if (count > collected.length - length) {
            collected = Arrays.copyOf(collected, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * (length + count)));
        }
        in.readBytes(collected, length, count);
        length += count;
    }

    private byte @Nullable [] readDeclared(ByteBuf in) {
        int missing = declared - length;
        append(in, Math.min(missing, in.readableBytes()), declared);
        if (length < declared || !in.isReadable()) {
            return null;
        }
        if (inMessages && command.mayHaveBody() && in.getByte(in.readerIndex()) != 0) {
            beyond = true;
            readBeyond(in);
            return null;
        }
        readNul(in, command, declared);
        return take();
    }

    /** Reads the next octet, which must be a NUL. */
    static void readNul(ByteBuf in, StompCommand command, int declared) {
        if (in.readByte() != 0) {
            throw noNul(command, declared);
        }
    }

    private static StompProtocolException noNul(StompCommand command, int declared) {
        return new StompProtocolException("no NUL follows the " + declared + " octets of the body that the " + command
                + " declares by its content-length");
    }

    private byte @Nullable [] readToNul(ByteBuf in) {
        int nul = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) 0);
        int count = nul < 0 ? in.readableBytes() : nul - in.readerIndex();
        if (count > maxLength - length) {
            throw tooLong("has a body of more than " + maxLength);
        }
        append(in, count, nul < 0 ? maxLength : length + count);
        if (nul < 0) {
            return null;
        }
        in.skipBytes(1);
        return take();
    }

    /** @param atMost the greatest length that the body can still have */
    private void append(ByteBuf in, int count, int atMost) {
        if (count == 0) {
            return;
        }
        if (count > collected.length - length) {
            collected = Arrays.copyOf(collected, capacity(length + count, atMost));
        }
        in.readBytes(collected, length, count);
        length += count;
    }

    private int capacity(int needed, int atMost) {
        if (needed == atMost || (declared != UNKNOWN && declared <= BELIEVED_LENGTH)) {
            return atMost;
        }
        return (int) Math.min(atMost, Math.max(FIRST_CAPACITY, 2L * needed));
    }

    private byte[] take() {
        byte[] body = collected.length == length ? collected : Arrays.copyOf(collected, length);
        collected = NO_BODY;
        return body;
    }

    /** How many octets of an unfinished body were read. */
    int taken() {
        return length;
    }

    /** Drops a body that will never be complete, and its memory. */
    void discard() {
        collected = NO_BODY;
    }

    /**
     * Only the digits 0 to 9 are accepted; {@code Integer.parseInt} would also accept a sign and digits of other
     * scripts.
     */
    static int parse(StompCommand command, String contentLength) {
        int digits = contentLength.length();
        long value = 0;
        for (int i = 0; i < digits; i++) {
            char c = contentLength.charAt(i);
            if (c < '0' || c > '9') {
                throw new StompProtocolException(command + " with a content-length that is not a number");
            }
            value = value * 10 + (c - '0');
            if (value > Integer.MAX_VALUE || i == MAX_DIGITS) {
                throw new StompProtocolException(command + " with a content-length beyond any limit");
            }
        }
        if (digits == 0) {
            throw new StompProtocolException(command + " with an empty content-length");
        }
        return (int) value;
    }

    private StompProtocolException tooLong(String what) {
        return command.mayHaveBody()
                ? new OverLimitException("maxFrameSize", command + " " + what + " B, but maxFrameSize is " + maxLength)
                : new StompProtocolException(command + " with a body");
    }
}
