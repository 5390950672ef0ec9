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

import java.util.LinkedHashSet;
import java.util.Set;

/** @see Saboteur#ACKNOWLEDGES_STALE */
final class StaleAcknowledgements implements Interceptor {
    /** The messages that were not acknowledged when their connection ended; shared by all connections. */
    static final class Owed {
        private final Set<String> ids = new LinkedHashSet<>();

        synchronized void add(Set<String> more) {
            ids.addAll(more);
        }

        synchronized Set<String> take() {
            Set<String> all = Set.copyOf(ids);
            ids.clear();
            return all;
        }
    }

    private final Owed owed;
    private final Set<String> unacknowledged = new LinkedHashSet<>();

    private boolean ended;

    StaleAcknowledgements(Owed owed) {
        this.owed = owed;
    }

    @Override
    public void fromBroker(Frame frame, Wire wire) {
        if (frame.command().equals("MESSAGE")) {
            answer(frame.header("ack"), wire);
        }
        wire.toClient(frame);
    }

    private void answer(String id, Wire wire) {
        synchronized (unacknowledged) {
            unacknowledged.add(id);
            if (!ended) {
                owed.take().forEach(stale -> wire.toBroker(Frame.of("ACK", "id", stale)));
            }
        }
    }

    @Override
    public void fromClient(Frame frame, Wire wire) {
        if (frame.command().equals("ACK")) {
            synchronized (unacknowledged) {
                unacknowledged.remove(frame.header("id"));
            }
        }
        wire.toBroker(frame);
    }

    @Override
    public void ended(Wire wire) {
        synchronized (unacknowledged) {
            ended = true;
            owed.add(unacknowledged);
        }
    }
}
