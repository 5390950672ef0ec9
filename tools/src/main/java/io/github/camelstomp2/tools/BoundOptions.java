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

import picocli.CommandLine.Option;

/** Which messages, how many, and how much is told. */
final class BoundOptions {
    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many messages at most. Default: ${DEFAULT-VALUE}.")
    long max;

    @Option(
            names = "--filter",
            paramLabel = "SIMPLE",
            description = "Only messages for which this is true, in Camel's Simple: '$${header.region} == \"EU\"'.")
    String filter;

    @Option(names = "--dry-run", description = "Counts the messages, and changes nothing.")
    boolean dryRun;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress.")
    boolean quiet;
}
