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

import io.github.camelstomp2.benchmarks.SampleFrame.Header;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The measured frames. They resemble those of real brokers and clients. */
public enum Shape {
    /** Five headers and 64 octets: a tick of a feed. */
    SMALL(4, 64, 4096),
    /** Twelve headers, four of them with escapes, and 1 KiB: an order. */
    TYPICAL(11, 1024, 1024),
    /** Five headers and 256 KiB: a document. */
    LARGE(4, 256 * 1024, 8);

    /** How the headers of a frame differ from those of the previous frame. */
    public enum Repetition {
        /** As brokers do it: ids and times differ, all other lines are the same in every frame. */
        REPEATING,
        /** No header line equals one of the frame before, {@code content-length} included. */
        CHANGING
    }

    private record Template(String name, String prefix, boolean differsAlways) {}

    // MESSAGE and SEND have the same headers, so that both directions handle the same octets. Each value ends with a
    // number of six digits. No value has a line feed, since stompjms writes it as a colon.
    private static final List<Template> TEMPLATES = List.of(
            new Template("destination", "/queue/orders-", false),
            new Template("message-id", "ID:broker-1-", true),
            new Template("subscription", "s-", false),
            new Template("ack", "a-", true),
            new Template("content-type", "application/json;v=", false),
            new Template("timestamp", "1767225", true),
            new Template("correlation-id", "c-", true),
            new Template("priority", "", false),
            new Template("source", "urn:shop:orders:", false),
            new Template("path", "C:\\shop\\", false),
            new Template("note", "part 1: ", false));

    private static final int FIRST_NUMBER = 100_000;
    private static final int BODY_SIZES = 16;

    private final int headers;
    private final int bodySize;
    private final int cycle;

    Shape(int headers, int bodySize, int cycle) {
        this.headers = headers;
        this.bodySize = bodySize;
        this.cycle = cycle;
    }

    /** Different frames, to be used in a cycle: one to two megabytes. */
    List<SampleFrame> cycle(String command, Repetition repetition) {
        return frames(command, repetition, cycle);
    }

    /** The first frames of the cycle. */
    List<SampleFrame> frames(String command, Repetition repetition, int count) {
        List<SampleFrame> frames = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            frames.add(frame(command, repetition, i));
        }
        return frames;
    }

    private SampleFrame frame(String command, Repetition repetition, int index) {
        boolean changing = repetition == Repetition.CHANGING;
        List<Header> lines = new ArrayList<>(headers);
        for (Template template : TEMPLATES.subList(0, headers)) {
            int number = FIRST_NUMBER + (changing || template.differsAlways() ? index : 0);
            lines.add(new Header(template.name(), template.prefix() + number));
        }
        // Sizes around the mean, so that content-length changes and the mean stays.
        int size = changing ? bodySize + index % BODY_SIZES - BODY_SIZES / 2 : bodySize;
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) 'x');
        return SampleFrame.of(command, lines, body);
    }
}
