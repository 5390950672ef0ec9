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

import java.nio.charset.StandardCharsets;

/** The frames that are measured, as a broker writes them. */
public enum Frames {
    /** Five headers and 64 bytes: a tick of a feed. */
    SMALL(5, 64, 100),
    /** Twelve headers, some with escapes, and 1 KiB: an order. */
    TYPICAL(12, 1024, 40),
    /** 256 KiB: a document. */
    LARGE(5, 256 * 1024, 1);

    private final int headers;
    private final int bodySize;
    private final int perRead;

    Frames(int headers, int bodySize, int perRead) {
        this.headers = headers;
        this.bodySize = bodySize;
        this.perRead = perRead;
    }

    /** How many of them one socket read brings. */
    int perRead() {
        return perRead;
    }

    /** CONNECTED, which both decoders want to see first. */
    static byte[] connected() {
        return "CONNECTED\nversion:1.2\n\n\0".getBytes(StandardCharsets.UTF_8);
    }

    /** One socket read. Ids differ from frame to frame, the rest repeats, as brokers do it. */
    byte[] read() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < perRead; i++) {
            text.append("MESSAGE\nsubscription:s-1\ndestination:/queue/orders\nmessage-id:ID\\cbroker-1-")
                    .append(i);
            text.append("\nack:a-").append(i);
            for (int h = 4; h < headers - 1; h++) {
                text.append("\napplication-header-")
                        .append(h)
                        .append(":value\\c")
                        .append(h);
            }
            text.append("\ncontent-length:").append(bodySize).append("\n\n");
            text.append("x".repeat(bodySize)).append('\0');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
