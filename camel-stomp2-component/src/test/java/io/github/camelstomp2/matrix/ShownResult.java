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
package io.github.camelstomp2.matrix;

import java.util.Comparator;

/**
 * One line of a file of results.
 *
 * @param version of STOMP
 */
record ShownResult(Feature feature, String version, Shown.Outcome outcome, String remark) {
    /** In the order of the page. */
    static final Comparator<ShownResult> ORDER =
            Comparator.comparing(ShownResult::feature).thenComparing(ShownResult::version);

    ShownResult {
        if (remark.indexOf('\t') >= 0 || remark.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("not for one line: " + remark);
        }
    }

    static ShownResult parse(String line) {
        String[] cells = line.split("\t", -1);
        return new ShownResult(Feature.valueOf(cells[0]), cells[1], Shown.Outcome.valueOf(cells[2]), cells[3]);
    }

    String line() {
        return String.join("\t", feature.name(), version, outcome.name(), remark);
    }

    /** As the page has it. */
    String words() {
        String separator = remark.isEmpty() ? "" : outcome == Shown.Outcome.WORKS ? ", " : ": ";
        return outcome.words() + separator + remark;
    }

    /** Of two tests of the same feature the one that shows less counts, and a remark more than none. */
    static ShownResult worse(ShownResult one, ShownResult other) {
        int order = one.outcome.compareTo(other.outcome);
        if (order == 0) {
            return one.remark.isEmpty() ? other : one;
        }
        return order > 0 ? one : other;
    }
}
