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
package io.github.camelstomp2.protocol;

import java.util.Arrays;
import java.util.Objects;

/**
 * One frame: command, headers, body. Immutable, as long as nobody changes the body's array: the array is not copied.
 */
public final class StompFrame {
    private static final byte[] NO_BODY = new byte[0];

    private final StompCommand command;
    private final StompHeaders headers;
    private final byte[] body;
    private final boolean contentLength;
    private final long receipt;

    /**
     * @throws IllegalArgumentException if there is a body but a frame of this command must not have one (1.2, "Body")
     */
    public StompFrame(StompCommand command, StompHeaders headers, byte[] body) {
        this(command, headers, body, true, ReceiptIds.NONE);
    }

    private StompFrame(StompCommand command, StompHeaders headers, byte[] body, boolean contentLength, long receipt) {
        if (body.length > 0 && !command.mayHaveBody()) {
            throw new IllegalArgumentException(command + " must not have a body");
        }
        this.command = Objects.requireNonNull(command, "command");
        this.headers = Objects.requireNonNull(headers, "headers");
        this.body = body;
        this.contentLength = contentLength;
        this.receipt = receipt;
    }

    /** A frame without a body. */
    public StompFrame(StompCommand command, StompHeaders headers) {
        this(command, headers, NO_BODY);
    }

    /** The same frame with other headers. */
    public StompFrame withHeaders(StompHeaders other) {
        return new StompFrame(command, other, body, contentLength, receipt);
    }

    /**
     * The same frame, to be written without {@code content-length}. ActiveMQ Classic and Artemis make a text message of
     * such a SEND. The body must not hold a NUL, because the NUL would end the frame.
     */
    public StompFrame withoutContentLength() {
        return new StompFrame(command, headers, body, false, receipt);
    }

    /**
     * The same frame with a request for a receipt. The receipt's id is written behind the headers and replaces a header
     * {@code receipt} among them.
     *
     * @param number a number of {@link ReceiptIds}
     */
    public StompFrame withReceipt(long number) {
        return new StompFrame(command, headers, body, contentLength, number);
    }

    /** The number of the requested receipt, or {@link ReceiptIds#NONE}. */
    public long receipt() {
        return receipt;
    }

    /** Whether {@code content-length} is written when there is a body. */
    public boolean writesContentLength() {
        return contentLength;
    }

    public StompCommand command() {
        return command;
    }

    public StompHeaders headers() {
        return headers;
    }

    /** The octets of the body; empty, never {@code null}. The array is the frame's own: do not change it. */
    public byte[] body() {
        return body;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StompFrame that
                && command == that.command
                && contentLength == that.contentLength
                && receipt == that.receipt
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(command, headers, Arrays.hashCode(body), receipt);
    }

    /** Sizes and header names, never values or the body: these may be secrets. */
    @Override
    public String toString() {
        return command + headers.toString() + " " + body.length + " B";
    }
}
