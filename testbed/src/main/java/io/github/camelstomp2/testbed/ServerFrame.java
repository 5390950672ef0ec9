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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A frame that a broker sends, written correctly: names and values of headers have the escapes of the version
 * (CONNECTED has none), and a body gets a {@code content-length}. For incorrect frames, send bytes.
 */
public final class ServerFrame {

    private static final Pattern VERSION_HEADER = Pattern.compile("\nversion:(1\\.[012])\n");

    private final String command;
    private final List<WireHeader> headers = new ArrayList<>();
    private byte[] body = new byte[0];
    private boolean withLength = true;

    private ServerFrame(String command) {
        this.command = command;
    }

    public static ServerFrame of(String command) {
        return new ServerFrame(command);
    }

    /** The version that these bytes set, if they are a CONNECTED frame; without such a header that is 1.0. */
    static Optional<String> versionOf(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, 4_096), StandardCharsets.ISO_8859_1);
        if (!text.startsWith("CONNECTED\n") && !text.startsWith("CONNECTED\r\n")) {
            return Optional.empty();
        }
        Matcher header = VERSION_HEADER.matcher(text.replace("\r\n", "\n"));
        return Optional.of(header.find() ? header.group(1) : "1.0");
    }

    /** Adds a header; a name may be repeated. */
    public ServerFrame header(String name, String value) {
        headers.add(new WireHeader(name, value));
        return this;
    }

    /** Adds headers in the map's order. */
    public ServerFrame headers(Map<String, String> more) {
        more.forEach(this::header);
        return this;
    }

    public ServerFrame body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    public ServerFrame body(byte[] bytes) {
        body = bytes.clone();
        return this;
    }

    /** Leaves {@code content-length} out. */
    public ServerFrame withoutContentLength() {
        withLength = false;
        return this;
    }

    /** The bytes of this frame in this version, the NUL included. */
    public byte[] bytes(String version) {
        String escapes = command.equals("CONNECTED") ? "1.0" : version;
        StringBuilder head = new StringBuilder(command).append('\n');
        headers.forEach(h -> head.append(StompEscapes.escape(h.name(), escapes))
                .append(':')
                .append(StompEscapes.escape(h.value(), escapes))
                .append('\n'));
        if (withLength && body.length > 0) {
            head.append("content-length:").append(body.length).append('\n');
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        out.write(0);
        return out.toByteArray();
    }
}
