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
package io.github.camelstomp2.it;

import io.github.camelstomp2.testbed.Direction;
import io.github.camelstomp2.testbed.FaultProxy;
import io.github.camelstomp2.testbed.StrictStompParser;
import io.github.camelstomp2.testbed.WireFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** What one connection of the component writes from now on, and an event at a certain frame of it. */
final class WrittenFrames {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicBoolean happened = new AtomicBoolean();
    private final Predicate<String> trigger;
    private final Runnable event;

    private WrittenFrames(Predicate<String> trigger, Runnable event) {
        this.trigger = trigger;
        this.event = event;
    }

    static WrittenFrames of(FaultProxy proxy) {
        return before(proxy, "none", () -> {});
    }

    /** Once, the event comes before the first frame of this command is passed on to the broker. */
    static WrittenFrames before(FaultProxy proxy, String command, Runnable event) {
        // A frame begins the stream or follows the NUL of another one.
        return watch(proxy, text -> text.startsWith(command + "\n") || text.contains("\0" + command + "\n"), event);
    }

    /** Once, the event comes before the first frame with this header is passed on to the broker. */
    static WrittenFrames beforeHeader(FaultProxy proxy, String header, Runnable event) {
        return watch(proxy, text -> text.contains("\n" + header + ":"), event);
    }

    private static WrittenFrames watch(FaultProxy proxy, Predicate<String> trigger, Runnable event) {
        WrittenFrames written = new WrittenFrames(trigger, event);
        proxy.watch(Direction.TO_BROKER, written::add);
        return written;
    }

    private void add(byte[] chunk) {
        String text;
        synchronized (bytes) {
            bytes.writeBytes(chunk);
            text = bytes.toString(StandardCharsets.ISO_8859_1);
        }
        if (trigger.test(text) && happened.compareAndSet(false, true)) {
            event.run();
        }
    }

    boolean eventHappened() {
        return happened.get();
    }

    /** The complete frames; those of one connection only, or they cannot be read. */
    List<WireFrame> frames() {
        synchronized (bytes) {
            return complete(bytes.toByteArray());
        }
    }

    /** The frames that were written to one connection, but for one that ends with it. */
    static List<WireFrame> complete(byte[] written) {
        int end = written.length;
        while (end > 0 && written[end - 1] != 0) {
            end--;
        }
        return StrictStompParser.parseAll("1.2", Arrays.copyOf(written, end));
    }
}
