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
package io.github.camelstomp2.chaos.wire;

import java.util.ArrayList;
import java.util.List;

/** Keeps what is written. */
final class RecordedWire implements Wire {
    final List<Frame> toBroker = new ArrayList<>();
    final List<Frame> toClient = new ArrayList<>();

    @Override
    public int link() {
        return 7;
    }

    @Override
    public void toBroker(Frame frame) {
        toBroker.add(frame);
    }

    @Override
    public void toClient(Frame frame) {
        toClient.add(frame);
    }

    @Override
    public void flush() {
        // everything was written at once
    }
}
