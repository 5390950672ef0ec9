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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter told = new StringWriter();

    private Progress progress(boolean terminal) {
        return new Progress(new PrintWriter(told), terminal, 1000, 0);
    }

    private static long after(int millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    @Test
    void onATerminalABarIsWrittenAgainAndAgainInOneLine() {
        Progress progress = progress(true);

        progress.tell(100, after(250));
        progress.tell(500, after(1000));

        assertThat(told)
                .hasToString("\r\u001b[K[###---------------------------] 100 of at most 1000, 400/s"
                        + "\r\u001b[K[###############---------------] 500 of at most 1000, 500/s");
    }

    @Test
    void atTheEndTheBarIsTakenAway() {
        Progress progress = progress(true);
        progress.tell(1000, after(250));

        progress.end();

        assertThat(told.toString()).endsWith("4000/s\r\u001b[K");
    }

    @Test
    void inAPipeThereIsALineEachTwoSeconds() {
        Progress progress = progress(false);

        progress.tell(10, after(500));
        progress.tell(20, after(2000));
        progress.tell(30, after(2500));
        progress.tell(40, after(4000));
        progress.end();

        assertThat(told.toString().lines()).containsExactly("20 so far", "40 so far");
    }

    @Test
    void whatIsOverAtOnceHasNoBar() {
        Progress progress = progress(true);

        progress.tell(10, after(100));
        progress.end();

        assertThat(told.toString()).isEmpty();
    }
}
