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
package io.github.camelstomp2.testbed;

import java.time.Duration;

/** A rule for the bytes of one direction of a {@link FaultProxy}. */
sealed interface FaultRule {

    /** Bytes pass at once. */
    record Pass() implements FaultRule {}

    /** Bytes pass this much later, at the same rate. */
    record Delay(Duration time) implements FaultRule {}

    /** A number of bytes pass, then none during the interval, and so on. */
    record Trickle(int bytes, Duration interval) implements FaultRule {}

    /** No byte passes until the rule changes; none is lost. */
    record Hold() implements FaultRule {}

    /** All bytes are read and thrown away. */
    record Blackhole() implements FaultRule {}
}
