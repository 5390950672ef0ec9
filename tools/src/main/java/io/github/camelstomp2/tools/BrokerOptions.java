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

/** The broker of a command. */
final class BrokerOptions {
    @Option(
            names = "--broker",
            paramLabel = "URL",
            description = "The broker, or several with commas; ssl:// as well. Default: the environment variable "
                    + "STOMP2_BROKER, else tcp://localhost:61613.")
    String broker;

    @Option(
            names = "--username",
            paramLabel = "NAME",
            description =
                    "Default: the environment variable STOMP2_USERNAME. The password is read from STOMP2_PASSWORD.")
    String username;

    @Option(names = "--host", paramLabel = "NAME", description = "The virtual host.")
    String host;

    @Option(names = "--django-stomp", description = "The queue is shared with services on django-stomp.")
    boolean djangoStomp;
}
