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
import io.github.camelstomp2.broker.BrokerDialects;
import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.client.OutgoingMessage;
import io.github.camelstomp2.client.SendListener;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.protocol.StompException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes sure of the queues of messages before these are sent: where a receipt says only that the broker has read a message,
 * nothing may be acknowledged because of it otherwise.
 */
final class QueuesFirst {
    /** So long an answer is good: of what is sent more often, not each message can be asked for. */
    private static final Duration AGE = Duration.ofSeconds(10);

    private final SendListener listener;
    private int left;
    private StompException failure;

    private QueuesFirst(int queues, SendListener listener) {
        this.left = queues;
        this.listener = listener;
    }

    /**
     * Finds out whether the queues of these messages are there; those that may be created are.
     *
     * @param listener called once: with what is wrong, or {@code null}; at once where there is nothing to find out
     */
    static void of(List<OutgoingMessage> messages, StompConnection connection, SendListener listener) {
        of(messages, connection, BrokerDialects.orGeneric(connection.dialect()), listener);
    }

    /**
     * As {@link #of(List, StompConnection, SendListener)}.
     *
     * @param dialect of the broker, to which this connection may not have been made yet
     */
    static void of(
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
