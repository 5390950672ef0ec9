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
package io.github.camelstomp2.session;

import io.github.camelstomp2.protocol.AckMode;

/** A subscription as one connection knows it. Only whether it has ended may be asked for from any thread. */
final class SessionSubscription {
    private final String id;
    private final String destination;
    private final AckMode ackMode;
    private final DeliverySink sink;
    private volatile boolean ended;

    SessionSubscription(String id, String destination, AckMode ackMode, DeliverySink sink) {
        this.id = id;
        this.destination = destination;
        this.ackMode = ackMode;
        this.sink = sink;
    }

    String id() {
        return id;
    }

    String destination() {
        return destination;
    }

    AckMode ackMode() {
        return ackMode;
    }

    DeliverySink sink() {
        return sink;
    }

    /** Nothing that came on it can be answered any more. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }
}
