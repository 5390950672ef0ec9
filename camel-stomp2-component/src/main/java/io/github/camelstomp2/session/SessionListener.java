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
import io.github.camelstomp2.session.connect.Handshake;
import org.jspecify.annotations.Nullable;

/** Is told the events of a session, and writes its frames. Called on the session's thread. */
public interface SessionListener {
    /** Writes a frame to the broker, in the order of the calls. */
    void write(StompFrame frame);

    /** The handshake is done; from now on frames may be sent. */
    void connected(Handshake handshake);

    /**
     * The broker sent an ERROR that does not belong to a frame with a receipt. The connection may stay open (RabbitMQ)
     * or end.
     *
     * @param subscriptionId the subscription that the broker names, or {@code null}
     */
    void error(StompBrokerException error, @Nullable String subscriptionId);

    /** The broker refused a frame whose receipt nobody waits for any more. */
    void lateError(StompBrokerException error);

    /**
     * The broker keeps messages of ended subscriptions for this connection, so that no other consumer gets them. Only
     * the end of the connection gives them back. May be called more than once.
     */
    void messagesKept();

    /** A message came that cannot be acknowledged because it has no id (only in 1.0). It is not processed. */
    void messageWithoutId();
}
