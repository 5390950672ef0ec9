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

import java.util.Locale;

/**
 * One comparison of all subjects.
 *
 * @param bodySize octets of each message
 */
record Case(Peers peer, Scenario scenario, int bodySize) {

    static Case parse(String text) {
        String[] parts = text.split("[ ,]");
        return new Case(Peers.valueOf(parts[0]), Scenario.valueOf(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public String toString() {
        return peer + "," + scenario + "," + bodySize;
    }

    /** The name of its result file, without an ending. */
    String fileName() {
        return toString().toLowerCase(Locale.ROOT).replaceAll("[,_]", "-");
    }

    String title() {
        String size = bodySize < 1_024 ? bodySize + " B" : bodySize / 1_024 + " KiB";
        String with = peer == Peers.SYNTHETIC ? "" : ", " + peer.title();
        return scenario.title() + with + ", bodies of " + size;
    }
}
