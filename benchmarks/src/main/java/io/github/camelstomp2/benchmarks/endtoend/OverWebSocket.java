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

/** What is measured over WebSocket: what shows the cost of the transport, with the peer that does next to nothing. */
final class OverWebSocket {
    private OverWebSocket() {}

    static boolean does(Scenario scenario, Peers peer) {
        return peer == Peers.SYNTHETIC
                && switch (scenario) {
                    case CONSUME_AUTO, CONSUME_ACK, SEND_CONFIRMED -> true;
                    default -> false;
                };
    }
}
