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
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.text.HeaderEscaping;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.github.camelstomp2.protocol.text.WhiteSpace;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that a {@link LineScanner} finds: first the command, then the name and the value of one header for
 * each line. Keeps the headers until the head is complete.
 */
final class LineReader {
    // Enough to recognise what kind of server the peer is.
    private static final int SHOWN_OF_COMMAND = 40;

    private final LineScanner scanner;
    private final HeaderText text = new HeaderText();
    private HeadRules rules;
    private StompCommand command = StompCommand.MESSAGE;
    private HeaderEscaping escaping = HeaderEscaping.NONE;
    private final StompHeaders.Builder builder = StompHeaders.builder();
    private StompHeaders headers = StompHeaders.EMPTY;
    private @Nullable String contentLength;

    LineReader(LineScanner scanner, HeadRules rules) {
        this.scanner = scanner;
        this.rules = rules;
    }

    /** Changes the rules between two frames. */
    void use(HeadRules newRules) {
        rules = newRules;
    }

    /**
     * Begins the headers of a command.
     *
     * @param expected how many headers are likely
     */
    void begin(StompCommand newCommand, int expected) {
        command = newCommand;
        escaping = rules.escapingOf(newCommand);
        builder.restart(expected);
        contentLength = null;
    }

    /**
     * The command in the first line.
     *
     * @throws StompProtocolException if a broker may not send it at this moment, or there is no such command
     */
    StompCommand command(Head head, int end) {
        StompCommand known = KnownText.brokerCommand(head.bytes, 0, end);
        if (known == null) {
            throw unknownCommand(head, end);
        }
        rules.check(known);
        return known;
    }

    /**
     * Reads the header in the line.
     *
     * @param previous the previous head; a name at the same place there is used again
     */
    void takeHeader(Head head, Head previous, int end) {
        int colon = scanner.colon();
        if (colon < 0) {
            throw broken(head, "has no colon");
        }
        add(name(head, previous, scanner.start(), colon), value(head, colon + 1, end));
    }

    /** Adds a header that is the same as in the previous head. */
    void takeSame(Head previous, int line) {
        add(previous.headers.name(line - 1), previous.headers.value(line - 1));
    }

    private void add(String name, String value) {
        // The first one counts (1.2, "Repeated Header Entries").
        if (contentLength == null && name.equals(StompHeaderNames.CONTENT_LENGTH)) {
            contentLength = value;
        }
        builder.add(name, value);
    }

    private String name(Head head, Head previous, int start, int colon) {
        if (previous.nameEquals(head.lines, head.bytes, start, colon + 1)) {
            return previous.headers.name(head.lines - 1);
        }
        int from = trimStart(head, start, colon);
        int to = trimEnd(head, from, colon);
        if (from == to) {
            throw broken(head, "has an empty name");
        }
        String known = KnownText.headerName(head.bytes, from, to);
        return known != null ? known : textOf(head, from, to);
    }

    private String value(Head head, int start, int end) {
        int from = trimStart(head, start, end);
        return textOf(head, from, trimEnd(head, from, end));
    }

    private int trimStart(Head head, int from, int to) {
        return rules.trimHeaders() ? WhiteSpace.skip(head.bytes, from, to) : from;
    }

    private int trimEnd(Head head, int from, int to) {
        return rules.trimHeaders() ? WhiteSpace.skipBack(head.bytes, from, to) : to;
    }

    private String textOf(Head head, int from, int to) {
        return scanner.isPlain(escaping.isActive())
                ? HeaderText.plain(head.bytes, from, to)
                : text.decode(head.bytes, from, to, escaping, rules.tolerateUndefinedEscapes());
    }

    /** All headers of the head. */
    StompHeaders finish() {
        headers = builder.build();
        builder.restart(0);
        return headers;
    }

    /** Returns the headers of the last complete head, and keeps no reference to them. */
    StompHeaders takeHeaders() {
        StompHeaders taken = headers;
        headers = StompHeaders.EMPTY;
        return taken;
    }

    /** The first {@code content-length} of the last complete head, or {@code null}. */
    @Nullable
    String contentLength() {
        return contentLength;
    }

    /** Drops an unfinished head. */
    void drop() {
        builder.restart(0);
        contentLength = null;
    }

    /** Drops all Strings. */
    void discard() {
        drop();
        headers = StompHeaders.EMPTY;
    }

    /** Whether an unfinished first line is certain not to be a command of a broker. */
    boolean isForeign(Head head) {
        return rules.areBeforeConnected() && ForeignPeer.recognise(head.bytes, head.filled) != null;
    }

    StompProtocolException unknownCommand(Head head, int end) {
        String foreign = rules.areBeforeConnected() ? ForeignPeer.recognise(head.bytes, head.filled) : null;
        if (foreign != null) {
            return new StompProtocolException(foreign);
        }
        String shown = HeaderText.plain(head.bytes, 0, Math.min(end, SHOWN_OF_COMMAND));
        return new StompProtocolException("not a command of a broker: '" + PrintableText.of(shown) + "'");
    }

    StompProtocolException broken(Head head, String what) {
        return new StompProtocolException("header line " + head.lines + " of " + command + " " + what);
    }

    /**
     * Recognises servers that people connect to by mistake, by their first octets. So the error says what is wrong, and
     * nobody has to wait for the connect timeout.
     */
    private static final class ForeignPeer {
        private static final byte[] HTTP = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
        private static final byte[] SSH = "SSH-".getBytes(StandardCharsets.US_ASCII);

        // Content types of a TLS record (RFC 8446, 5.1); the octet behind them is 3 in every version of TLS.
        private static final byte TLS_ALERT = 0x15;
        private static final byte TLS_HANDSHAKE = 0x16;

        private ForeignPeer() {}

        /** What is wrong, or {@code null} if the octets do not belong to such a server. */
        static @Nullable String recognise(byte[] bytes, int length) {
            if (startsWith(bytes, length, HTTP)) {
                return "the peer answers in HTTP, not in STOMP: the port of a web server, or one for ws:// or wss://?";
            }
            if (startsWith(bytes, length, SSH)) {
                return "the peer is an SSH server, not a STOMP broker";
            }
            if (length >= 2 && (bytes[0] == TLS_ALERT || bytes[0] == TLS_HANDSHAKE) && bytes[1] == 3) {
                return "the peer answers in TLS, not in plain STOMP: the port needs ssl:// or wss://";
            }
            return null;
        }

        private static boolean startsWith(byte[] bytes, int length, byte[] prefix) {
            return length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
        }
    }
}
