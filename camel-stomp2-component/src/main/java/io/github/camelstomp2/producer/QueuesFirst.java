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
package io.github.camelstomp2.producer;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.send.OutgoingMessage;
import io.github.camelstomp2.client.send.SendListener;
import io.github.camelstomp2.protocol.StompException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes sure that the queues of messages exist before these are sent, for brokers whose receipt only says that they
 * have read a message. Otherwise a message could be acknowledged because of a send that was lost.
 */
public final class QueuesFirst {
    /** How long an answer is valid. Checking for each message would be too slow. */
    private static final Duration AGE = Duration.ofSeconds(10);

    private final SendListener listener;
    private int left;
    private StompException failure;

    private QueuesFirst(int queues, SendListener listener) {
        this.left = queues;
        this.listener = listener;
    }

    /**
     * Checks whether the queues of these messages exist, and creates those that may be created.
     *
     * @param listener called once: with the failure, or {@code null}; at once where no check is needed
     */
    public static void of(List<OutgoingMessage> messages, StompConnection connection, SendListener listener) {
        of(messages, connection, BrokerDialects.orGeneric(connection.dialect()), listener);
    }

    /**
     * As {@link #of(List, StompConnection, SendListener)}.
     *
     * @param dialect of the broker; the connection may not have connected yet and not know it
     */
    public static void of(
            List<OutgoingMessage> messages, StompConnection connection, BrokerDialect dialect, SendListener listener) {
        if (!dialect.confirmsWithoutQueue()) {
            listener.ended(null);
            return;
        }
        Set<SendOptions> queues = new LinkedHashSet<>();
        for (OutgoingMessage message : messages) {
            SendOptions queue = dialect.queueOf(message.options());
            if (queue != null) {
                queues.add(queue);
            }
        }
        if (queues.isEmpty()) {
            listener.ended(null);
            return;
        }
        QueuesFirst all = new QueuesFirst(queues.size(), listener);
        new ArrayList<>(queues).forEach(queue -> connection.requireQueue(queue, AGE, all::ended));
    }

    private void ended(StompException missing) {
        if (isLast(missing)) {
            listener.ended(failure);
        }
    }

    private synchronized boolean isLast(StompException missing) {
        failure = failure == null ? missing : failure;
        return --left == 0;
    }
}
