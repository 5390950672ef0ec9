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
package io.github.camelstomp2.chaos;

import java.time.Duration;

/**
 * The length of a run.
 *
 * @param warmUpMessages how many messages come before the first fault; after them the client's resources are measured
 * @param faults the number of faults
 * @param messages the least number of confirmed messages
 * @param time no fault comes after this time; {@link Duration#ZERO}: no limit
 * @param patience how much longer than the longest back-off the client may take to recover
 * @param seed of the schedule of faults
 */
public record Plan(int warmUpMessages, int faults, long messages, Duration time, Duration patience, long seed) {}
