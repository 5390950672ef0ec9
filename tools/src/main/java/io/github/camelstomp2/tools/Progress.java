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
package io.github.camelstomp2.tools;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells how far a command is: on a terminal a bar in one line that is written again and again, elsewhere a line each two
 * seconds.
 */
final class Progress {
    private static final Duration OF_A_BAR = Duration.ofMillis(200);
    private static final Duration OF_A_LINE = Duration.ofSeconds(2);
    private static final int WIDTH = 30;

    /** To the begin of the line, and what stands there is deleted. */
    private static final String AGAIN = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final long most;
    private final long begin;
    private long told;

    /**
     * @param terminal whether what is written is shown at once to a person
     * @param most how many messages there are at most
     * @param now in nanoseconds
     */
    Progress(PrintWriter out, boolean terminal, long most, long now) {
        this.out = out;
        this.terminal = terminal;
        this.most = most;
        this.begin = now;
        this.told = now;
    }

    /** Tells it if it is time to do so. */
    void tell(long gone, long now) {
        if (now - told < (terminal ? OF_A_BAR : OF_A_LINE).toNanos()) {
            return;
        }
        told = now;
        if (terminal) {
            out.print(AGAIN + bar(gone, now - begin));
        } else {
            out.println(gone + " so far");
        }
        out.flush();
    }

    private String bar(long gone, long nanos) {
        int full = (int) Math.min(WIDTH, gone * WIDTH / most);
        return String.format(
                Locale.ROOT,
                "[%s%s] %d of at most %d, %d/s",
                "#".repeat(full),
                "-".repeat(WIDTH - full),
                gone,
                most,
                rate(gone, nanos));
    }

    /** Messages in a second. */
    static long rate(long messages, long nanos) {
        return messages * 1_000_000_000L / Math.max(1, nanos);
    }

    /** Takes the bar away. */
    void end() {
        if (terminal && told != begin) {
            out.print(AGAIN);
            out.flush();
        }
    }
}
