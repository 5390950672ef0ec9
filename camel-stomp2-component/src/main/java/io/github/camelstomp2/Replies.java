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
package io.github.camelstomp2;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.OutgoingMessage;
import io.github.camelstomp2.client.SendListener;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import java.util.List;

/**
 * What a consumer answers to messages with {@code reply-to}. It goes by the producers' connection, which is opened for the
 * first of them: a broker that stops reading it because of what is sent must not hold up acknowledgements.
 */
final class Replies {
    private final Stomp2Endpoint endpoint;
    private StompConnection connection;
    private boolean closed;

    Replies(Stomp2Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * The reply to a consumed message, to be prepared and sent when its route is done.
     *
     * @return {@code null} if none is wanted
     */
    Reply to(StompFrame request, BrokerDialect dialect) {
        String replyTo = request.headers().get(StompHeaderNames.REPLY_TO);
        return isEnabled() && replyTo != null && !replyTo.isBlank() ? new Reply(this, request, replyTo, dialect) : null;
    }

    /** Whoever only looks at a request leaves it to others to answer it. */
    private boolean isEnabled() {
        Stomp2Configuration configuration = endpoint.getConfiguration();
        return configuration.isReplyEnabled() && !configuration.isBrowse();
    }

    Stomp2Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Sends.
     *
     * @param dialect of the broker
     * @param listener called once, also when it cannot be sent
     */
    void send(OutgoingMessage reply, BrokerDialect dialect, SendListener listener) {
        SendRoom room = endpoint.component().sendRoom(endpoint.producerOptions());
        StompConnection producers;
        int taken;
        try {
            producers = connection();
            taken = room.enter(reply.body().length, reply.timeout());
        } catch (StompException e) {
            listener.ended(e);
            return;
        }
        SendListener ending = failure -> {
            room.leave(taken);
            listener.ended(failure);
        };
        QueuesFirst.of(List.of(reply), producers, dialect, missing -> {
            if (missing == null) {
                producers.send(reply, ending);
            } else {
                ending.ended(missing);
            }
        });
    }

    /**
     * The producers' connection.
     *
     * @throws StompConnectionException if the consumer is stopped
     */
    synchronized StompConnection connection() {
        if (closed) {
            throw new StompConnectionException("the reply was not sent: its route was stopped");
        }
        if (connection == null) {
            connection =
                    endpoint.component().producerConnections().acquire("stomp2 producers", endpoint.producerOptions());
        }
        return connection;
    }

    /** Gives the connection back. */
    synchronized void close() {
        closed = true;
        if (connection != null) {
            connection = null;
            endpoint.component().releaseProducerConnection(endpoint.producerOptions());
        }
    }
}
