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

/** The process of one client: measures it and prints one line. */
final class SubjectMain {
    private SubjectMain() {}

    /** Arguments: subject, case, address of the peer, most messages, milliseconds of warm-up, milliseconds. */
    public static void main(String[] arguments) {
        try {
            Case what = Case.parse(arguments[1]);
            Measurement measurement = Measurement.of(
                    Subjects.valueOf(arguments[0]).subject(),
                    new Work(what.scenario(), PeerAddress.parse(arguments[2]), what.bodySize()),
                    Long.parseLong(arguments[3]),
                    Duration.ofMillis(Long.parseLong(arguments[4])),
                    Duration.ofMillis(Long.parseLong(arguments[5])));
            System.out.println(Measurement.MARK + measurement.line());
            System.exit(0); // threads of a client may stay
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }
}
