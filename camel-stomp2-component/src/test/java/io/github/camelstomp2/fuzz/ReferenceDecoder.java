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
package io.github.camelstomp2.fuzz;

import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The decoder's rules once more, written for clarity and nothing else: it has all octets at hand, remembers no line and
 * resumes nothing. What the real one gets by being quick has to be the same.
 */
final class ReferenceDecoder {
    /** All rules broken are alike here: nothing comes after the frames before. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken() {
            super(null, null, false, false);
        }
    }

    /** What has to come out: these frames, and whether something was wrong after them. */
    record Expected(List<StompFrame> frames, boolean fatal) {}

    private record Head(StompCommand command, List<String[]> headers) {
        @Nullable
        String first(String name) {
            return headers.stream()
                    .filter(header -> header[0].equals(name))
                    .map(header -> header[1])
                    .findFirst()
                    .orElse(null);
        }
    }

    /** What is kept of a message that is over a limit, and the longest line that is. */
    private static final Set<String> KEPT = Set.of(
            "ack",
            "content-length",
            "correlation-id",
            "destination",
            "message-id",
            "persistent",
            "redelivered",
            "subscription");

    private static final int MOST_KEPT = 1024;

    private final byte[] octets;
    private final StompLimits sessionLimits;
    private final List<StompFrame> frames = new ArrayList<>();
    private int maxBody;
    private int maxHeaders;
    private int maxLine;
    private int maxHead;
    private int at;
    private boolean sawCarriageReturn;
    private boolean overLimit;
    private @Nullable String version;

    private ReferenceDecoder(StompLimits limits, byte[] octets) {
        this.sessionLimits = limits;
        this.octets = octets;
        // README, "Limits": what holds before CONNECTED
        maxBody = Math.min(limits.maxFrameSize(), 65_536);
        maxHeaders = Math.min(limits.maxHeaders(), 100);
        maxLine = Math.min(limits.maxHeaderLength(), 16_384);
        maxHead = Math.min(limits.maxHeadSize(), 16_384);
    }

    static Expected read(StompLimits limits, byte[] octets) {
        ReferenceDecoder decoder = new ReferenceDecoder(limits, octets);
        try {
            while (decoder.skipToFrame()) {
                decoder.readFrame();
            }
            return new Expected(decoder.frames, false);
        } catch (Broken e) {
            return new Expected(decoder.frames, true);
        }
    }

    static void require(boolean rule) {
        if (!rule) {
            throw new Broken();
        }
    }

    private boolean skipToFrame() {
        while (at < octets.length) {
            if (octets[at] == '\r') {
                require(at + 1 == octets.length || octets[at + 1] == '\n');
            } else if (octets[at] != '\n' && octets[at] != 0) {
                return true;
            }
            at++;
        }
        return false;
    }

    private void readFrame() {
        overLimit = false;
        Head head = readHead();
        byte[] body = readBody(head);
        if (overLimit) {
            frames.add(skipped(head));
            return;
        }
        if (head.command == StompCommand.CONNECTED) {
            head = connected(head);
        }
        StompHeaders.Builder headers = StompHeaders.builder();
        head.headers.forEach(header -> headers.add(header[0], header[1]));
        frames.add(new StompFrame(head.command, headers.build(), body));
    }

    /** Of a message that is over a limit: what says how to answer it, each name once. */
    private static StompFrame skipped(Head head) {
        StompHeaders.Builder kept = StompHeaders.builder();
        head.headers.stream()
                .filter(header -> KEPT.contains(header[0]))
                .forEach(header -> kept.addIfAbsent(header[0], header[1]));
        return DecoderRun.skipped(kept.build());
    }

    private Head readHead() {
        int start = at;
        StompCommand command = command(line());
        require(at - start <= maxHead);
        List<String[]> headers = new ArrayList<>();
        int firstHeader = at;
        HeaderReading reading = HeaderReading.of(version, command);
        for (byte[] line = line(); line.length > 0; line = line()) {
            overLimit |= line.length > maxLine || headers.size() == maxHeaders || at - start > maxHead;
            if (!overLimit) {
                headers.add(reading.header(line));
            }
        }
        overLimit |= at - start > maxHead;
        require(!overLimit || command == StompCommand.MESSAGE);
        return new Head(command, overLimit ? needed(firstHeader, reading) : headers);
    }

    /** Once more from the first header line on; lines of other headers are not looked at. */
    private List<String[]> needed(int firstHeader, HeaderReading reading) {
        List<String[]> needed = new ArrayList<>();
        at = firstHeader;
        int start = at;
        for (byte[] line = line(); line.length > 0; line = line()) {
            String name = nameAmong(line, MOST_KEPT);
            boolean fits = at - 1 - start <= MOST_KEPT;
            require(fits || !name.equals("content-length"));
            if (fits && KEPT.contains(name)) {
                needed.add(reading.header(line));
            }
            start = at;
        }
        return needed;
    }

    private String nameAmong(byte[] line, int most) {
        String text = HeaderReading.latin1(Arrays.copyOf(line, Math.min(line.length, most)));
        String name = text.substring(0, Math.max(0, text.indexOf(':')));
        return "1.0".equals(version) ? HeaderReading.trim(name) : name;
    }

    /** The next line without its end. */
    private byte[] line() {
        int end = at;
        while (end < octets.length && octets[end] != '\n') {
            require(octets[end] != 0);
            end++;
        }
        require(end < octets.length);
        byte[] line = Arrays.copyOfRange(octets, at, end);
        at = end + 1;
        if (line.length > 0 && line[line.length - 1] == '\r' && !"1.1".equals(version)) {
            sawCarriageReturn = true;
            return Arrays.copyOf(line, line.length - 1);
        }
        return line;
    }

    private StompCommand command(byte[] line) {
        return switch (HeaderReading.latin1(line)) {
            case "CONNECTED" -> allowed(StompCommand.CONNECTED, version == null);
            case "ERROR" -> StompCommand.ERROR;
            case "MESSAGE" -> allowed(StompCommand.MESSAGE, version != null);
            case "RECEIPT" -> allowed(StompCommand.RECEIPT, version != null);
            default -> throw new Broken();
        };
    }

    private static StompCommand allowed(StompCommand command, boolean now) {
        require(now);
        return command;
    }

    private byte[] readBody(Head head) {
        boolean mayHaveBody = head.command == StompCommand.MESSAGE || head.command == StompCommand.ERROR;
        int most = mayHaveBody ? maxBody : 0;
        String contentLength = head.first("content-length");
        long end = contentLength == null ? nul() : at + length(contentLength);
        overLimit |= end - at > most;
        require(!overLimit || head.command == StompCommand.MESSAGE);
        require(end < octets.length && octets[(int) end] == 0);
        byte[] body = overLimit ? new byte[0] : Arrays.copyOfRange(octets, at, (int) end);
        at = (int) end + 1;
        return body;
    }

    private int nul() {
        int end = at;
        while (end < octets.length && octets[end] != 0) {
            end++;
        }
        return end;
    }

    private static long length(String contentLength) {
        require(contentLength.matches("[0-9]{1,10}"));
        return Long.parseLong(contentLength);
    }

    private Head connected(Head head) {
        String named = head.first("version");
        version = named == null ? "1.0" : named;
        require(List.of("1.0", "1.1", "1.2").contains(version));
        require(!(version.equals("1.1") && sawCarriageReturn));
        maxBody = sessionLimits.maxFrameSize();
        maxHeaders = sessionLimits.maxHeaders();
        maxLine = sessionLimits.maxHeaderLength();
        maxHead = sessionLimits.maxHeadSize();
        if (!version.equals("1.0")) {
            return head;
        }
        List<String[]> trimmed = new ArrayList<>();
        for (String[] header : head.headers) {
            String name = HeaderReading.trim(header[0]);
            require(!name.isEmpty());
            trimmed.add(new String[] {name, HeaderReading.trim(header[1])});
        }
        Head result = new Head(head.command, trimmed);
        String trimmedVersion = result.first("version");
        require(trimmedVersion == null || trimmedVersion.equals("1.0"));
        return result;
    }
}
