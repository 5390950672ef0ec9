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

/**
 * Reads the command and headers of frames, one frame after the other.
 *
 * <p>The octets are copied into an array in pieces about as long as the head of the previous frame: copying a few
 * hundred octets at once is cheaper than asking a buffer for each of them. Lines are read from the array as they become
 * complete. When a line equals the same line of the previous frame, it is neither searched nor decoded: the Strings of
 * the previous frame are used again. Each octet is searched once, in how many pieces the head may arrive.
 */
final class HeadParser {
    private static final int SMALLEST_CHUNK = 256;

    // Ids and lengths can get a few digits longer from one frame to the next.
    private static final int CHUNK_RESERVE = 16;

    // CONNECTED and a carriage return; no other command of a broker is longer.
    private static final int LONGEST_COMMAND_LINE = 10;

    private final LineScanner scanner = new LineScanner();
    private final LineReader reader;
    private Head head = new Head();
    private Head previous = new Head();
    private HeadRules rules;
    private StompLimits limits;
    private StompCommand command = StompCommand.MESSAGE;
    private boolean sawCarriageReturn;

    // The octets of an unfinished head that were consumed from buffers. Octets behind them may be in the array, but
    // their buffer still has them.
    private int taken;

    HeadParser(HeadRules rules, StompLimits limits) {
        this.rules = rules;
        this.limits = limits;
        this.reader = new LineReader(scanner, rules);
    }

    /**
     * Changes the rules between two frames. Strings of earlier frames are not used again, since the same octets may
     * have another meaning now.
     */
    void use(HeadRules newRules, StompLimits newLimits) {
        rules = newRules;
        reader.use(newRules);
        limits = newLimits;
        previous.clear();
    }

    /**
     * Reads the octets of one head, and none behind it. Begins a new head when the previous one was complete.
     *
     * @return whether the head is complete, with its empty line
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

    /**
     * How many octets to copy. Octets behind the head are copied for nothing, so this is the length of the previous
     * head, or follows from the part of this head that is there.
     */
    private int chunk(int filled) {
        if (filled > 0) {
            return Math.max(SMALLEST_CHUNK, filled);
        }
        return previous.size > 0 ? previous.size + CHUNK_RESERVE : SMALLEST_CHUNK;
    }

    private boolean parseLines() {
        scanner.compareAnew();
        while (true) {
            boolean resuming = scanner.isResuming();
            if (!resuming && scanner.skipSame(head, previous)) {
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

    private void takeSameLine() {
        int line = head.lines;
        int shift = scanner.start() - previous.start(line);
        if (line == 0) {
            begin(previous.command);
        } else {
            limits.checkHeaders(command, line);
            reader.takeSame(previous, line);
        }
        head.addLine(previous.end(line) + shift, previous.colon(line) + shift, previous.kinds(line));
        scanner.begin(head.end(line));
    }

    private void takeLine(int end, int next) {
        if (head.lines == 0) {
            begin(reader.command(head, end));
        } else {
            // The number of lines so far, with the command, equals the number of headers including this one. Limits are
            // checked first, as they are where a line arrives in pieces: the result must not depend on the pieces.
            limits.checkLine(command, head.lines, end - scanner.start());
            limits.checkHeaders(command, head.lines);
            reader.takeHeader(head, previous, end);
        }
        head.addLine(next, scanner.colon(), scanner.kinds());
        scanner.begin(next);
    }

    private void begin(StompCommand newCommand) {
        command = newCommand;
        reader.begin(newCommand, previous.headers.size());
    }

    private int withoutCarriageReturn(int end) {
        boolean hasOne = end > scanner.start() && head.bytes[end - 1] == '\r';
        return hasOne && rules.endLinesWithCarriageReturn() ? end - 1 : end;
    }

    private void checkUnfinishedLine() {
        int length = head.filled - scanner.start();
        if (head.lines == 0 && (scanner.foundNul() || length > LONGEST_COMMAND_LINE || reader.isForeign(head))) {
            throw reader.unknownCommand(head, head.filled);
        }
        if (scanner.foundNul()) {
            throw reader.broken(head, "has a NUL in it");
        }
        // A carriage return at the end may turn out not to belong to the line.
        int certain = withoutCarriageReturn(head.filled) - scanner.start();
        if (head.lines > 0 && certain > 0) {
            limits.checkLine(command, head.lines, certain);
            limits.checkHeaders(command, head.lines);
        }
        limits.checkHead(command, head.filled);
    }

    private void finish() {
        head.command = command;
        head.headers = reader.finish();
        Head done = head;
        head = previous;
        previous = done;
        head.clear();
        scanner.begin(0);
        if (!previous.isWorthKeeping()) {
            previous.clear();
        }
    }

    /** Whether the unfinished head is known to belong to a MESSAGE. */
    boolean isInMessage() {
        return head.lines > 0 && command == StompCommand.MESSAGE;
    }

    /**
     * Stops reading a MESSAGE whose head is over a limit, and returns a skipper that reads on to the end of the
     * message.
     */
    MessageSkipper skip(OverLimitException cause) {
        MessageSkipper skipper = MessageSkipper.inHead(rules, cause, head.bytes, taken);
        head.clear();
        scanner.begin(0);
        reader.drop();
        return skipper;
    }

    /** The rules by which the last complete head was read. */
    HeadRules rules() {
        return rules;
    }

    /** The headers of the last complete head. */
    LineReader contents() {
        return reader;
    }

    /** The command of the last complete head. */
    StompCommand command() {
        return command;
    }

    /** Whether a line ended with a carriage return that was not read as part of the line. */
    boolean sawCarriageReturn() {
        return sawCarriageReturn;
    }

    /** Drops all octets and Strings. */
    void discard() {
        head.clear();
        previous.clear();
        reader.discard();
    }
}
