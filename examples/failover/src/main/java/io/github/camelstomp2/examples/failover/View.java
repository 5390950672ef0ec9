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
package io.github.camelstomp2.examples.failover;

import java.io.PrintStream;
import java.time.Duration;

/** The counts while they grow: on a terminal in one line that is written again and again, elsewhere a line each second. */
final class View {
    private final PrintStream out;
    private final boolean terminal;
    private final long intervalNanos;
    private long shown;

    View(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        this.intervalNanos = (terminal ? Duration.ofMillis(100) : Duration.ofSeconds(1)).toNanos();
        this.shown = System.nanoTime();
    }

    void show(Tally.Counts counts, long now) {
        if (now - shown >= intervalNanos) {
            shown = now;
            print(counts);
        }
    }

    private void print(Tally.Counts counts) {
        String line = "  sent %4d   confirmed %4d   received %4d   twice %2d"
                .formatted(counts.sent(), counts.confirmed(), counts.received(), counts.again());
        if (terminal) {
            out.print("\r" + line);
            out.flush();
        } else {
            out.println(line);
        }
    }

    /** Something happened. */
    void event(String what, Tally.Counts counts) {
        print(counts);
        out.printf((terminal ? "%n" : "") + "  -- %s%n", what);
    }

    /** The last counts. */
    void end(Tally.Counts counts) {
        print(counts);
        if (terminal) {
            out.println();
        }
    }
}
