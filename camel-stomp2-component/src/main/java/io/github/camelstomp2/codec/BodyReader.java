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
 * Collects the body of one frame after the other (1.2, "Body").
 *
 * <p>With a {@code content-length} nothing is searched; without one the octets are searched once for the NUL. A body
 * that came in one read is copied once. One that comes in pieces leaves the incoming buffers at once, into an array that
 * grows with what came: beyond 1 MiB at most twice as long, so that a declared length alone costs its victim little.
 */
final class BodyReader {
    private static final byte[] NO_BODY = new byte[0];
    private static final int UNKNOWN = -1;

    // Up to here a declared length is believed, so that usual bodies are never copied again for growth. What a peer can
    // make its victim hold by a mere declaration, once per connection and only after CONNECTED.
    private static final int BELIEVED_LENGTH = 1024 * 1024;

    // For a body without a declared length that comes in pieces.
    private static final int FIRST_CAPACITY = 512;

    // 2^31 has ten; whoever pads with hundreds of zeros is up to something.
    private static final int MAX_DIGITS = 10;

    private StompCommand command = StompCommand.MESSAGE;
    private int maxLength;
    private int declared = UNKNOWN;
    private byte[] collected = NO_BODY;
    private int length;

    /**
     * Begins the body of a frame.
     *
     * @param contentLength the first header of that name, or {@code null}
     * @throws StompProtocolException if that is not a length, beyond {@code maxLength}, or not 0 where no body may be
     */
    void begin(StompCommand command, @Nullable String contentLength, int maxLength) {
        this.command = command;
        this.maxLength = command.mayHaveBody() ? maxLength : 0;
        declared = contentLength == null ? UNKNOWN : parse(command, contentLength);
        length = 0;
        if (declared > this.maxLength) {
            throw tooLong("declares a body of " + declared);
        }
    }

    /**
     * Takes what there is, up to and including the NUL behind the body.
     *
     * @return the body once it is complete, before that {@code null}
     * @throws StompProtocolException if it gets too long, or no NUL follows the declared length
     */
    byte @Nullable [] read(ByteBuf in) {
        return declared == UNKNOWN ? readToNul(in) : readDeclared(in);
    }

    private byte @Nullable [] readDeclared(ByteBuf in) {
        int missing = declared - length;
        append(in, Math.min(missing, in.readableBytes()), declared);
        if (length < declared || !in.isReadable()) {
            return null;
        }
        readNul(in, command, declared);
        return take();
    }

    /** Takes the NUL that has to be the next octet. */
    static void readNul(ByteBuf in, StompCommand command, int declared) {
        if (in.readByte() != 0) {
            throw new StompProtocolException("no NUL follows the " + declared + " octets of the body that the "
                    + command + " declares by its content-length");
        }
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

    /** @param atMost the length that the body cannot exceed any more */
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

    /** How many octets of an unfinished body were taken. */
    int taken() {
        return length;
    }

    /** Lets go of a body that will never be complete. */
    void discard() {
        collected = NO_BODY;
    }

    /** Digits only: what {@code Integer.parseInt} takes besides, a sign and digits of other scripts, is refused. */
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
