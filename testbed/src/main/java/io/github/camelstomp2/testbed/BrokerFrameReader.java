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
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the frames of a real broker from a blocking stream. For one thread. */
final class BrokerFrameReader {

    private final ByteArrayOutputStream frameBytes = new ByteArrayOutputStream();
    private final InputStream in;

    BrokerFrameReader(InputStream in) {
        this.in = in;
    }

    /** The next frame; line feeds before it are skipped. */
    WireFrame readFrame() throws IOException {
        frameBytes.reset();
        String command = readLine();
        while (command.isEmpty()) {
            frameBytes.reset();
            command = readLine();
        }
        List<WireHeader> headers = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        String length = null;
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            lines.add(line);
            int colon = line.indexOf(':');
            WireHeader header = new WireHeader(
                    StompEscapes.unescape(line.substring(0, colon), "1.2"),
                    StompEscapes.unescape(line.substring(colon + 1), "1.2"));
            headers.add(header);
            length = length == null && header.name().equals("content-length") ? header.value() : length;
        }
        byte[] body = readBody(length);
        return new WireFrame(command, headers, lines, body, frameBytes.toByteArray());
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = readByte(); b != '\n'; b = readByte()) {
            line.write(b);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private byte[] readBody(String length) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (length != null) {
            body.writeBytes(in.readNBytes(Integer.parseInt(length)));
            frameBytes.writeBytes(body.toByteArray());
            readByte();
            return body.toByteArray();
        }
        for (int b = readByte(); b != 0; b = readByte()) {
            body.write(b);
        }
        return body.toByteArray();
    }

    private int readByte() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new IOException("the broker closed the connection");
        }
        frameBytes.write(b);
        return b;
    }
}
