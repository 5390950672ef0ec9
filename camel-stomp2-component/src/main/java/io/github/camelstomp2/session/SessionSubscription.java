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

/**
 * A subscription of one connection. Any thread may ask whether it has ended; everything else is for the session's
 * thread.
 */
abstract class SessionSubscription {
    private final String id;
    private final String destination;
    private final AckMode ackMode;
    private volatile boolean ended;

    SessionSubscription(String id, String destination, AckMode ackMode) {
        this.id = id;
        this.destination = destination;
        this.ackMode = ackMode;
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

    /** Whether it is for one message only: the answer to it ends the subscription. */
    abstract boolean takesOne();

    /** Whether unanswered messages must go back to the broker when it ends. */
    abstract boolean givesBack();

    /** Tells its user that it has ended with the answer to its only message. */
    abstract void tellAnswered();

    /** Ends it: its messages cannot be answered any more. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }
}
