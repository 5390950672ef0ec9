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
package io.github.camelstomp2.settlement;

import io.github.camelstomp2.binding.Stomp2Binding;
import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.client.send.SendListener;
import io.github.camelstomp2.connection.ClientResources;
import io.github.camelstomp2.connection.ConnectionOptions;
import io.github.camelstomp2.connection.ProducerConnection;
import io.github.camelstomp2.producer.QueuesFirst;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import java.util.List;
import java.util.function.Supplier;

/**
 * Sends the replies of a consumer to messages with {@code reply-to}. The replies of a component have a connection of their own,
 * which is opened for the first of them. It is not the consumer's: a broker may stop reading a connection because of sends, and
 * that must not hold up acknowledgements. It is not the producers' either: a broker may end a connection because of the place
 * where a requester wants its reply, and that must not concern other sends and requests.
 */
public final class Replies implements Reply.Sender {
    private final boolean enabled;
    private final Supplier<Stomp2Binding> binding;
    private final ClientResources resources;
    private final ConnectionOptions options;
    private ProducerConnection lease;
    private boolean closed;

    /**
     * @param enabled whether messages are answered at all
     * @param binding of the consuming endpoint, made for the first reply
     * @param options how the endpoint connects
     */
    public Replies(
            boolean enabled, Supplier<Stomp2Binding> binding, ClientResources resources, ConnectionOptions options) {
        this.enabled = enabled;
        this.binding = binding;
        this.resources = resources;
        this.options = options;
    }

    /**
     * The reply to a consumed message. It is made and sent when the route is done.
     *
     * @return {@code null} if no reply is wanted
     */
    public Reply to(StompFrame request, BrokerDialect dialect) {
        String replyTo = request.headers().get(StompHeaderNames.REPLY_TO);
        return enabled && replyTo != null && !replyTo.isBlank() ? new Reply(this, request, replyTo, dialect) : null;
    }

    @Override
    public Stomp2Binding binding() {
        return binding.get();
    }

    @Override
    public void send(OutgoingMessage reply, BrokerDialect dialect, SendListener listener) {
        ProducerConnection replies;
        int taken;
        try {
            replies = lease();
            taken = replies.sends().enter(reply.body().length, reply.timeout());
        } catch (StompException e) {
            listener.ended(e);
            return;
        }
        SendListener ending = failure -> {
            replies.sends().leave(taken);
            listener.ended(failure);
        };
        QueuesFirst.of(List.of(reply), replies.connection(), dialect, missing -> {
            if (missing == null) {
                replies.connection().reply(reply, ending);
            } else {
                ending.ended(missing);
            }
        });
    }

    private synchronized ProducerConnection lease() {
        if (closed) {
            throw new StompConnectionException("the reply was not sent: its route was stopped");
        }
        if (lease == null) {
            lease = resources.acquireForReplies(options);
        }
        return lease;
    }

    /** Gives the connection back. */
    public synchronized void close() {
        closed = true;
        if (lease != null) {
            lease.close();
            lease = null;
        }
    }
}
