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

/** Of the commands that make a copy of a message. */
final class CopyOptions {
    @Option(
            names = "--empty",
            description =
                    "Takes messages without a body as well. On ActiveMQ Classic they may have one that STOMP does not"
                            + " carry, and which is lost then: map, object and stream messages of JMS.")
    boolean empty;
}
