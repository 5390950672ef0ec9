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
package io.github.camelstomp2.client.log;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.github.camelstomp2.session.connect.Handshake;
import java.util.List;

/**
 * The line about a connection that is there.
 *
 * @param name what the connection is for
 * @param before what failed before, to be appended to the broker
 * @param isNews whether nobody knows it yet
 */
record ConnectedLine(
        String name, BrokerAddress to, String before, Handshake handshake, BrokerDialect spoken, boolean isNews) {

    /**
     * @param options what the options of its users became, as sentences
     */
    String text(List<String> options) {
        String server = handshake.server();
        return name + ": connected to " + to + before + " ("
                + (server == null ? "a broker that does not say its name" : PrintableText.of(server))
                + ", dialect " + spoken.name() + ", STOMP "
                + handshake.version().number() + ", heart-beats out "
                + handshake.heartBeat().outgoing().toMillis() + " ms, in "
                + handshake.heartBeat().incoming().toMillis() + " ms)"
                + (options.isEmpty() ? "" : "; " + String.join("; ", options));
    }
}
