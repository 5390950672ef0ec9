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
package io.github.camelstomp2.chaos.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The octets of a frame, or of the line feed of a heart-beat. Immutable. */
public final class Frame {
    private final byte[] octets;

    /** The position of the body's first octet, or where it would be. */
    private final int headEnd;

    private final String command;

    Frame(byte[] octets) {
        this.octets = octets;
        this.headEnd = octets[0] == '\n' || octets[0] == '\r' ? octets.length : endOfHead(octets);
        this.command = commandOf(octets);
    }

    /** A frame without a body. */
    static Frame of(String command, String... namesAndValues) {
        StringBuilder text = new StringBuilder(command).append('\n');
        for (int i = 0; i < namesAndValues.length; i += 2) {
            text.append(namesAndValues[i])
                    .append(':')
                    .append(namesAndValues[i + 1])
                    .append('\n');
        }
        return new Frame(text.append("\n\0").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static int endOfHead(byte[] octets) {
        int lineStart = 0;
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '\n') {
                if (i == lineStart || i == lineStart + 1 && octets[lineStart] == '\r') {
                    return i + 1;
                }
                lineStart = i + 1;
            }
        }
        throw new IllegalArgumentException("a frame without the end of its head");
    }

    private static String commandOf(byte[] octets) {
        int end = 0;
        while (octets[end] != '\n' && octets[end] != '\r') {
            end++;
        }
        return new String(octets, 0, end, StandardCharsets.US_ASCII);
    }

    /** Its command; empty for a heart-beat. */
    public String command() {
        return command;
    }

    /** All octets. Not to be changed. */
    byte[] octets() {
        return octets;
    }

    /** The value of the first header of this name as written, still escaped; {@code null} if there is none. */
    public String header(String name) {
        int line = lineOf(name);
        if (line < 0) {
            return null;
        }
        int start = line + name.length() + 1;
        return new String(octets, start, endOfLine(line) - start, StandardCharsets.UTF_8);
    }

    /** The same frame with this header before all others. */
    public Frame withHeader(String name, String value) {
        int firstLine = command.length();
        while (octets[firstLine] != '\n') {
            firstLine++;
        }
        return spliced(firstLine + 1, firstLine + 1, name + ":" + value + "\n");
    }

    /** The same frame with another value in this header, which it has. */
    public Frame replacing(String name, String value) {
        int line = lineOf(name);
        return spliced(line + name.length() + 1, endOfLine(line), value);
    }

    /** The same frame without the first header of this name, if it has one. */
    public Frame without(String name) {
        int line = lineOf(name);
        return line < 0 ? this : spliced(line, nextLine(line), "");
    }

    private Frame spliced(int from, int to, String text) {
        ByteArrayOutputStream result = new ByteArrayOutputStream(octets.length + text.length());
        result.write(octets, 0, from);
        result.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        result.write(octets, to, octets.length - to);
        return new Frame(result.toByteArray());
    }

    private int lineOf(String name) {
        int line = nextLine(0);
        while (line < headEnd) {
            if (startsWith(line, name)) {
                return line;
            }
            line = nextLine(line);
        }
        return -1;
    }

    private boolean startsWith(int line, String name) {
        if (line + name.length() >= headEnd || octets[line + name.length()] != ':') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (octets[line + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int nextLine(int line) {
        int i = line;
        while (i < headEnd && octets[i] != '\n') {
            i++;
        }
        return i + 1;
    }

    /** The end of a line without the CR that 1.2 allows. */
    private int endOfLine(int line) {
        int end = nextLine(line) - 1;
        return octets[end - 1] == '\r' ? end - 1 : end;
    }

    @Override
    public String toString() {
        return new String(octets, 0, headEnd, StandardCharsets.UTF_8).replace('\n', '|');
    }
}
