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
package io.github.camelstomp2.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame for measurements: its contents, and its octets in STOMP 1.2. The octets are written by this class and not by
 * a measured codec, so that no codec checks itself.
 */
record SampleFrame(String command, List<Header> headers, byte[] body, byte[] octets) {
    /** A header. {@link #headers} do not contain {@code content-length}, since codecs differ in who adds it. */
    record Header(String name, String value) {}

    /** The first frame of every connection. */
    static final SampleFrame CONNECTED = of("CONNECTED", List.of(new Header("version", "1.2")), new byte[0]);

    static SampleFrame of(String command, List<Header> headers, byte[] body) {
        return new SampleFrame(command, List.copyOf(headers), body, octetsOf(command, headers, body));
    }

    /** All headers as they stand on the wire, {@code content-length} included. */
    List<Header> headersOnTheWire() {
        List<Header> all = new ArrayList<>(headers);
        all.add(contentLength(body));
        return all;
    }

    private static Header contentLength(byte[] body) {
        return new Header("content-length", Integer.toString(body.length));
    }

    private static byte[] octetsOf(String command, List<Header> headers, byte[] body) {
        StringBuilder head = new StringBuilder(command).append('\n');
        headers.forEach(header -> append(header, head));
        if (body.length > 0) {
            append(contentLength(body), head);
        }
        head.append('\n');
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        octets.writeBytes(body);
        octets.write(0);
        return octets.toByteArray();
    }

    private static void append(Header header, StringBuilder head) {
        head.append(header.name())
                .append(':')
                .append(header.value()
                        .replace("\\", "\\\\")
                        .replace(":", "\\c")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r"))
                .append('\n');
    }
}
