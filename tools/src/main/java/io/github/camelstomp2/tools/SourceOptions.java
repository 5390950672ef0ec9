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

import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From where messages come, which ones, and how it is known that there are no more. */
final class SourceOptions {
    private static final long WINDOW = 500;
    private static final long WINDOW_OF_A_SEARCH = 10_000;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DESTINATION",
            description = "The queue, such as queue/DLQ.orders; of tail, the topic.")
    String from;

    @Option(
            names = "--selector",
            paramLabel = "SQL",
            description = "Only messages for which this condition on headers is true. The broker decides: "
                    + "ActiveMQ Classic and Artemis.")
    String selector;

    @Option(
            names = "--idle",
            paramLabel = "TIME",
            description = "Ends when no message has come for so long: the queue is empty. Default: 2s, and 5s for the "
                    + "first message; of tail: 1d.")
    Duration idle;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            defaultValue = "1d",
            description = "Ends after so long, such as 500ms, 2s or 10m. Default: ${DEFAULT-VALUE}.")
    Duration time;

    @Option(
            names = "--window",
            paramLabel = "N",
            description = "How many messages may be on their way, or be left out by --filter. Default: " + WINDOW
                    + "; with --filter or --dry-run " + WINDOW_OF_A_SEARCH + ".")
    Long window;

    @Mixin
    BrokerOptions broker;

    @Mixin
    BoundOptions bounds;

    /** How many messages may be without an answer. Without a filter no more are taken than may go. */
    long window() {
        if (window != null) {
            return window;
        }
        return bounds.filter != null
                ? WINDOW_OF_A_SEARCH
                : Math.min(bounds.max, bounds.dryRun ? WINDOW_OF_A_SEARCH : WINDOW);
    }
}
