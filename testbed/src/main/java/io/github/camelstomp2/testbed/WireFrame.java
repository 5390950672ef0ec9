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
package io.github.camelstomp2.testbed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A frame as it was on the wire, of a client (read by {@link StrictStompParser}) or of a broker (read by {@link
 * RawStompClient}). Immutable: returned arrays are copies.
 */
public final class WireFrame {

    private final String command;
    private final List<WireHeader> headers;
    private final List<String> rawHeaderLines;
    private final byte[] body;
    private final byte[] bytes;

    WireFrame(String command, List<WireHeader> headers, List<String> rawHeaderLines, byte[] body, byte[] bytes) {
        this.command = command;
        this.headers = List.copyOf(headers);
        this.rawHeaderLines = List.copyOf(rawHeaderLines);
        this.body = body;
        this.bytes = bytes;
    }

    /** The command. */
    public String command() {
        return command;
    }

    /** All headers, unescaped, in the order of the wire, with repeated ones. */
    public List<WireHeader> headers() {
        return headers;
    }

    /** The header lines as written, still escaped, without their line feeds. */
    public List<String> rawHeaderLines() {
        return rawHeaderLines;
    }

    /** The value of the first header of this name, or null. */
    public String header(String name) {
        return find(name).orElse(null);
    }

    /** The value of the first header of this name. */
    public Optional<String> find(String name) {
        return headers.stream()
                .filter(h -> h.name().equals(name))
                .map(WireHeader::value)
                .findFirst();
    }

    /** Whether there is a header of this name. */
    public boolean has(String name) {
        return find(name).isPresent();
    }

    /** The names of all headers in their order. */
    public List<String> headerNames() {
        return headers.stream().map(WireHeader::name).toList();
    }

    /** The body; empty if there is none. */
    public byte[] body() {
        return body.clone();
    }

    /** The body read as UTF-8. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Every byte of the frame, the NUL at its end included. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The headers that the specification of this version requires for this command, and that are missing. */
    public List<String> missingHeaders(String version) {
        List<String> missing = new ArrayList<>(requiredHeaders(version));
        missing.removeIf(this::has);
        return missing;
    }

    private List<String> requiredHeaders(String version) {
        boolean before11 = version.equals("1.0");
        return switch (command) {
            case "SEND" -> List.of("destination");
            case "SUBSCRIBE" -> before11 ? List.of("destination") : List.of("destination", "id");
            case "UNSUBSCRIBE" -> before11 ? List.of() : List.of("id");
            case "BEGIN", "COMMIT", "ABORT" -> List.of("transaction");
            case "ACK", "NACK" ->
                switch (version) {
                    case "1.0" -> List.of("message-id");
                    case "1.1" -> List.of("message-id", "subscription");
                    default -> List.of("id");
                };
            default -> List.of();
        };
    }

    /** The frame as it was on the wire, with control characters made visible. */
    @Override
    public String toString() {
        return Visible.of(bytes);
    }
}
