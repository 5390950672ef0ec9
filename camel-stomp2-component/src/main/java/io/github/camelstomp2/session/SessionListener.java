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

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompFrame;
import org.jspecify.annotations.Nullable;

/** What a session tells, and where it writes; called on the session's thread. */
public interface SessionListener {
    /** Writes a frame to the broker, in the order of the calls. */
    void write(StompFrame frame);

    /** The handshake is done; from now on frames may be sent. */
    void connected(Handshake handshake);

    /**
     * The broker sent an ERROR that answers no frame with a receipt. The connection may stay open (RabbitMQ) or end.
     *
     * @param subscriptionId the subscription that the broker names, or {@code null}
     */
    void error(StompBrokerException error, @Nullable String subscriptionId);

    /** The broker refused a frame for whose receipt nobody waits any more. */
    void lateError(StompBrokerException error);

    /**
     * The broker keeps messages for subscriptions that have ended, where no other consumer gets them: only the end of the
     * connection gives them back. May be told more than once.
     */
    void messagesKept();
}
