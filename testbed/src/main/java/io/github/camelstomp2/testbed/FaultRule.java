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

/** What a {@link FaultProxy} does with the bytes of one direction. */
sealed interface FaultRule {

    /** As they come. */
    record Pass() implements FaultRule {}

    /** As they come, but this much later; the rate stays. */
    record Delay(Duration time) implements FaultRule {}

    /** So many bytes, then a pause, then so many bytes. */
    record Trickle(int bytes, Duration interval) implements FaultRule {}

    /** None until the rule changes; nothing is lost. */
    record Hold() implements FaultRule {}

    /** None ever: they are read and thrown away. */
    record Blackhole() implements FaultRule {}
}
