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

/** Another broker to send to. */
final class TargetOptions {
    @Option(
            names = "--target-broker",
            paramLabel = "URL",
            description = "Another broker to send to. Its password is read from STOMP2_TARGET_PASSWORD.")
    String broker;

    @Option(names = "--target-username", paramLabel = "NAME", description = "The user name there.")
    String username;

    @Option(names = "--target-host", paramLabel = "NAME", description = "The virtual host there.")
    String host;
}
