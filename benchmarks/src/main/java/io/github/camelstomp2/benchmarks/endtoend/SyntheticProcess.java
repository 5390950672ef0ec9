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

import java.io.BufferedReader;
import java.io.IOException;

/** The process of a {@link SyntheticPeer}. */
final class SyntheticProcess implements RunningPeer {
    private final Process process;
    private final PeerAddress address;

    SyntheticProcess() throws IOException {
        process = JavaProcess.start("", SyntheticPeer.class);
        BufferedReader words = process.inputReader();
        address = new PeerAddress(Peers.SYNTHETIC, Integer.parseInt(words.readLine()), "-", process.pid());
    }

    @Override
    public PeerAddress address() {
        return address;
    }

    @Override
    public String version() {
        return ""; // it has no version of its own
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close(); // the process ends with its input
    }
}
