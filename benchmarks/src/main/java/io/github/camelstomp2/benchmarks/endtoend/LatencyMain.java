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
package io.github.camelstomp2.benchmarks.endtoend;

import java.time.Duration;

/** The process of one measured client: warms it up, measures it and prints one line. */
final class LatencyMain {
    private LatencyMain() {}

    /** Arguments: subject, port of the peer, requests per second (0: sends), seconds of warm-up, seconds. */
    public static void main(String[] arguments) throws Exception {
        int rate = Integer.parseInt(arguments[2]);
        try (LatencyClient client = LatencySubjects.valueOf(arguments[0]).connect(Integer.parseInt(arguments[1]))) {
            measure(client, rate, Duration.ofSeconds(Long.parseLong(arguments[3])));
            System.out.println(measure(client, rate, Duration.ofSeconds(Long.parseLong(arguments[4])))
                    .line());
        }
        System.exit(0);
    }

    private static Latencies measure(LatencyClient client, int rate, Duration time) throws Exception {
        return rate == 0 ? Latencies.ofSends(client, time) : Latencies.ofRequests(client, rate, time);
    }
}
