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
package io.github.camelstomp2.route;

import java.util.ArrayList;
import java.util.List;

/** The figures of many {@link ShutdownRun}s. */
final class ShutdownTally {
    private final List<String> faults = new ArrayList<>();
    private int shutdowns;
    private int timeouts;
    private int ended;
    private int acknowledged;
    private int heldBack;
    private int cut;
    private long longestMillis;

    void add(ShutdownRun.Result result) {
        shutdowns++;
        timeouts += result.timedOut() ? 1 : 0;
        ended += result.ended().size();
        acknowledged += result.acknowledged().size();
        cut += result.cut().size();
        heldBack += result.heldBack().size();
        longestMillis = Math.max(longestMillis, result.millis());
        faults.addAll(result.faults());
    }

    int ended() {
        return ended;
    }

    List<String> faults() {
        return faults;
    }

    @Override
    public String toString() {
        return shutdowns + " shutdowns, " + timeouts + " of them cut by the timeout, longest " + longestMillis + " ms; "
                + ended + " messages ended, " + acknowledged + " acknowledged, " + cut + " cut, " + heldBack
                + " ended behind a cut one with cumulative acknowledgements, " + faults.size() + " faults";
    }
}
