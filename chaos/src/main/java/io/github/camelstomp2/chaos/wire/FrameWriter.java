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
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Collects frames and writes them together. Thread-safe; frames of several threads are not mixed. */
final class FrameWriter {
    private static final int FULL_OCTETS = 1 << 16;

    private final OutputStream output;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream(FULL_OCTETS);

    FrameWriter(OutputStream output) {
        this.output = output;
    }

    /** @throws UncheckedIOException if the connection is gone */
    synchronized void write(Frame frame) {
        collected.writeBytes(frame.octets());
        if (collected.size() >= FULL_OCTETS) {
            flush();
        }
    }

    /** @throws UncheckedIOException if the connection is gone */
    synchronized void flush() {
        if (collected.size() == 0) {
            return;
        }
        try {
            collected.writeTo(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            collected.reset();
        }
    }
}
