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
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads command and headers of one frame after the other.
 *
 * <p>The octets are copied into an array in pieces about as long as the head of the frame before: copying a few hundred
 * octets at once is cheaper than asking a buffer for each of them. Lines are taken from there as they become complete.
 * A line that equals the same line of the frame before is neither searched for its end nor decoded: that frame's Strings
 * are used again. Each octet is searched once, however the head is split.
 */
final class HeadParser {
    private static final int SMALLEST_CHUNK = 256;

    // Ids and lengths get a few digits longer from one frame to the next.
    private static final int CHUNK_RESERVE = 16;

    // CONNECTED and a carriage return: no command of a broker is longer.
    private static final int LONGEST_COMMAND_LINE = 10;

    // Enough to recognise what the peer is.
    private static final int SHOWN_OF_COMMAND = 40;

    private final LineScanner scanner = new LineScanner();
    private final HeaderText text = new HeaderText();
    private Head head = new Head();
    private Head previous = new Head();
    private HeadRules rules;
    private StompLimits limits;
    private StompCommand command = StompCommand.MESSAGE;
    private HeaderEscaping escaping = HeaderEscaping.NONE;
    private final StompHeaders.Builder noBuilder = new StompHeaders.Builder(1);
    private StompHeaders.Builder builder = noBuilder;
    private StompHeaders headers = StompHeaders.EMPTY;
    private @Nullable String contentLength;
    private boolean sawCarriageReturn;

    // How far the head before is known to go on like this one, from the line that comes; -1: not compared yet.
    private int sameTo = -1;

    // Octets of an unfinished head that were taken from buffers; those behind them are copied, but not taken.
    private int taken;

    HeadParser(HeadRules rules, StompLimits limits) {
        this.rules = rules;
        this.limits = limits;
    }

    /** Changes the rules between two frames. Earlier Strings are not used again: the same octets may mean others now. */
    void use(HeadRules newRules, StompLimits newLimits) {
        rules = newRules;
        limits = newLimits;
        previous.clear();
    }

    /**
     * Takes the octets of one head, and none behind it. Begins a new one when the last was complete.
     *
     * @return whether it is complete, its empty line included
     * @throws StompProtocolException if it breaks a rule or a limit
     */
    boolean read(ByteBuf in) {
        while (in.isReadable()) {
            int before = head.filled;
            taken = before;
            int count = Math.min(chunk(before), in.readableBytes());
            head.ensureRoom(count);
            in.getBytes(in.readerIndex(), head.bytes, before, count);
            head.filled = before + count;
            if (parseLines()) {
                in.skipBytes(head.size - before);
                finish();
                return true;
            }
            in.skipBytes(count);
        }
        return false;
    }

    /** What lies behind the head is copied in vain: hence the length of the one before, or what came of this one. */
    private int chunk(int filled) {
        if (filled > 0) {
            return Math.max(SMALLEST_CHUNK, filled);
        }
        return previous.size > 0 ? previous.size + CHUNK_RESERVE : SMALLEST_CHUNK;
    }

    private boolean parseLines() {
        sameTo = -1;
        while (true) {
            boolean resuming = scanner.isResuming();
            if (!resuming && skipSameOctets()) {
                takeSameLine();
                continue;
            }
            int lineFeed = scanner.findLineFeed(head.bytes, head.filled);
            if (lineFeed < 0) {
                checkUnfinishedLine();
                return false;
            }
            limits.checkHead(command, lineFeed + 1);
            int end = withoutCarriageReturn(lineFeed);
            sawCarriageReturn |= end < lineFeed;
            if (end == scanner.start() && head.lines > 0) {
                head.size = lineFeed + 1;
                return true;
            }
            if (resuming && previous.lineEquals(head.lines, head.bytes, scanner.start(), lineFeed + 1)) {
                takeSameLine();
            } else {
                takeLine(end, lineFeed + 1);
            }
        }
    }

    /**
     * Whether the line is the same as that of the frame before. If not, what both begin with need not be searched: there
     * is no line feed in it, and the colon, if it is there, is where it was.
     */
    private boolean skipSameOctets() {
        int line = head.lines;
        if (line >= previous.lines) {
            return false;
        }
        int start = scanner.start();
        int from = previous.start(line);
        if (sameTo < 0) {
            // Once for all lines that follow, up to the first that differs.
            int same = Arrays.mismatch(previous.bytes, from, previous.size, head.bytes, start, head.filled);
            sameTo = same < 0 ? previous.size : from + same;
        }
        if (sameTo >= previous.end(line)) {
            return true;
        }
        scanner.skip(sameTo - from, previous.colon(line) - from, previous.kinds(line));
        sameTo = -1;
        return false;
    }

    private void takeSameLine() {
        int line = head.lines;
        int shift = scanner.start() - previous.start(line);
        if (line == 0) {
            begin(previous.command);
        } else {
            limits.checkHeaders(command, line);
            add(previous.headers.name(line - 1), previous.headers.value(line - 1));
        }
        head.addLine(previous.end(line) + shift, previous.colon(line) + shift, previous.kinds(line));
        scanner.begin(head.end(line));
    }

    private void takeLine(int end, int next) {
        if (head.lines == 0) {
            begin(commandOf(end));
        } else {
            // Lines so far, the command's included, are headers so far and the one that comes. Limits first, as where
            // the line comes in pieces: whether it is over one must not depend on that.
            limits.checkLine(command, head.lines, end - scanner.start());
            limits.checkHeaders(command, head.lines);
            takeHeader(end);
        }
        head.addLine(next, scanner.colon(), scanner.kinds());
        scanner.begin(next);
    }

    private StompCommand commandOf(int end) {
        StompCommand known = KnownText.brokerCommand(head.bytes, 0, end);
        if (known == null) {
            throw unknownCommand(end);
        }
        rules.check(known);
        return known;
    }

    private void begin(StompCommand newCommand) {
        command = newCommand;
        escaping = rules.escapingOf(newCommand);
        builder = new StompHeaders.Builder(previous.headers.size());
        contentLength = null;
    }

    private void takeHeader(int end) {
        int colon = scanner.colon();
        if (colon < 0) {
            throw broken("has no colon");
        }
        add(name(scanner.start(), colon), value(colon + 1, end));
    }

    private String name(int start, int colon) {
        if (previous.nameEquals(head.lines, head.bytes, start, colon + 1)) {
            return previous.headers.name(head.lines - 1);
        }
        int from = trimStart(start, colon);
        int to = trimEnd(from, colon);
        if (from == to) {
            throw broken("has an empty name");
        }
        String known = KnownText.headerName(head.bytes, from, to);
        return known != null ? known : textOf(from, to);
    }

    private String value(int start, int end) {
        int from = trimStart(start, end);
        return textOf(from, trimEnd(from, end));
    }

    private int trimStart(int from, int to) {
        return rules.trimHeaders() ? WhiteSpace.skip(head.bytes, from, to) : from;
    }

    private int trimEnd(int from, int to) {
        return rules.trimHeaders() ? WhiteSpace.skipBack(head.bytes, from, to) : to;
    }

    private String textOf(int from, int to) {
        return scanner.isPlain(escaping.isActive())
                ? HeaderText.plain(head.bytes, from, to)
                : text.decode(head.bytes, from, to, escaping, rules.tolerateUndefinedEscapes());
    }

    private void add(String name, String value) {
        // The first one counts (1.2, "Repeated Header Entries").
        if (contentLength == null && name.equals(StompHeaderNames.CONTENT_LENGTH)) {
            contentLength = value;
        }
        builder.add(name, value);
    }

    private int withoutCarriageReturn(int end) {
        boolean hasOne = end > scanner.start() && head.bytes[end - 1] == '\r';
        return hasOne && rules.endLinesWithCarriageReturn() ? end - 1 : end;
    }

    private void checkUnfinishedLine() {
        int length = head.filled - scanner.start();
        if (head.lines == 0 && (scanner.foundNul() || length > LONGEST_COMMAND_LINE || isForeign())) {
            throw unknownCommand(head.filled);
        }
        if (scanner.foundNul()) {
            throw broken("has a NUL in it");
        }
        // A carriage return at the end may turn out to be no part of the line.
        int certain = withoutCarriageReturn(head.filled) - scanner.start();
        if (head.lines > 0 && certain > 0) {
            limits.checkLine(command, head.lines, certain);
            limits.checkHeaders(command, head.lines);
        }
        limits.checkHead(command, head.filled);
    }

    private boolean isForeign() {
        return rules.areBeforeConnected() && ForeignPeer.recognise(head.bytes, head.filled) != null;
    }

    private StompProtocolException unknownCommand(int end) {
        String foreign = rules.areBeforeConnected() ? ForeignPeer.recognise(head.bytes, head.filled) : null;
        if (foreign != null) {
            return new StompProtocolException(foreign);
        }
        String shown = HeaderText.plain(head.bytes, 0, Math.min(end, SHOWN_OF_COMMAND));
        return new StompProtocolException("not a command of a broker: '" + PrintableText.of(shown) + "'");
    }

    private StompProtocolException broken(String what) {
        return new StompProtocolException("header line " + head.lines + " of " + command + " " + what);
    }

    private void finish() {
        head.command = command;
        head.headers = builder.build();
        headers = head.headers;
        builder = noBuilder;
        Head done = head;
        head = previous;
        previous = done;
        head.clear();
        scanner.begin(0);
        if (!previous.isWorthKeeping()) {
            previous.clear();
        }
    }

    /** Whether an unfinished head is known to be that of a MESSAGE. */
    boolean isInMessage() {
        return head.lines > 0 && command == StompCommand.MESSAGE;
    }

    /** Leaves an unfinished MESSAGE, of which a limit was passed, to one that reads on to its end. */
    MessageSkipper skip(OverLimitException cause) {
        MessageSkipper skipper = MessageSkipper.inHead(rules, cause, head.bytes, taken);
        head.clear();
        scanner.begin(0);
        builder = noBuilder;
        return skipper;
    }

    /** How the head that was completed last was read. */
    HeadRules rules() {
        return rules;
    }

    /** The command of the head that was completed last. */
    StompCommand command() {
        return command;
    }

    /** Hands over the headers of the head that was completed last, for the one time that they are needed. */
    StompHeaders takeHeaders() {
        StompHeaders taken = headers;
        headers = StompHeaders.EMPTY;
        return taken;
    }

    /** The first {@code content-length} of the head that was completed last, or {@code null}. */
    @Nullable
    String contentLength() {
        return contentLength;
    }

    /** Whether a line so far ended with a carriage return that was not taken as part of it. */
    boolean sawCarriageReturn() {
        return sawCarriageReturn;
    }

    /** Lets go of all octets and Strings. */
    void discard() {
        head.clear();
        previous.clear();
        builder = noBuilder;
        headers = StompHeaders.EMPTY;
        contentLength = null;
    }
}
