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

    private final byte[] octets;
    private final StompLimits sessionLimits;
    private final List<StompFrame> frames = new ArrayList<>();
    private int maxBody;
    private int maxHeaders;
    private int maxLine;
    private int maxHead;
    private int at;
    private boolean sawCarriageReturn;
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
        Head head = readHead();
        byte[] body = readBody(head);
        if (head.command == StompCommand.CONNECTED) {
            head = connected(head);
        }
        StompHeaders.Builder headers = StompHeaders.builder();
        head.headers.forEach(header -> headers.add(header[0], header[1]));
        frames.add(new StompFrame(head.command, headers.build(), body));
    }

    private Head readHead() {
        int start = at;
        StompCommand command = command(line());
        List<String[]> headers = new ArrayList<>();
        HeaderReading reading = HeaderReading.of(version, command);
        for (byte[] line = line(); line.length > 0; line = line()) {
            require(line.length <= maxLine);
            headers.add(reading.header(line));
        }
        require(headers.size() <= maxHeaders);
        require(at - start <= maxHead);
        return new Head(command, headers);
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
        int end = contentLength == null ? nul() : at + length(contentLength, most);
        require(end - at <= most && end < octets.length && octets[end] == 0);
        byte[] body = Arrays.copyOfRange(octets, at, end);
        at = end + 1;
        return body;
    }

    private int nul() {
        int end = at;
        while (end < octets.length && octets[end] != 0) {
            end++;
        }
        return end;
    }

    private static int length(String contentLength, int most) {
        require(contentLength.matches("[0-9]{1,10}"));
        require(Long.parseLong(contentLength) <= most);
        return Integer.parseInt(contentLength);
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
