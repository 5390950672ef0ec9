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
package io.github.camelstomp2.consumer;

import io.github.camelstomp2.DeadLetterMode;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.subscription.SubscriptionRequest;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.github.camelstomp2.session.Delivery;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The polls of a consumer: those that wait, and those whose message has no answer yet. Thread-safe. */
public final class Polls {
    private static final Logger LOG = LoggerFactory.getLogger(Polls.class);

    private final Set<Poll> open = ConcurrentHashMap.newKeySet();
    private final String destination;
    private final DeadLetterMode mode;

    public Polls(String destination, DeadLetterMode mode) {
        this.destination = destination;
        this.mode = mode;
    }

    /** Logs a warning for a topic, whose messages are missed between two polls. */
    public void warnOfGaps(SubscriptionRequest request) {
        if (request.options().missesWhatWasSentBefore()) {
            LOG.warn(
                    "Messages that are sent to {} between two polls are not received, because a poll is subscribed only"
                            + " while it waits; use durable=true, or a queue",
                    PrintableText.of(destination));
        }
    }

    /** Begins a poll: subscribes, and lets a connection that gave up try again. */
    public Poll begin(StompConnection connection, SubscriptionRequest request) {
        if (connection.state() == ConnectionState.FAILED) {
            connection.tryAgain();
        }
        Poll poll = new Poll(
                connection,
                request,
                new SkippedMessages(() -> connection.report().at(destination), mode));
        open.add(poll);
        return poll;
    }

    /**
     * Waits for the message of a poll. If none came, the poll has ended.
     *
     * @return {@code null} if none came
     */
    public Delivery await(Poll poll, PollWait wait) throws InterruptedException {
        Delivery delivery = null;
        try {
            delivery = wait.forMessageOf(poll);
            return delivery;
        } finally {
            if (delivery == null) {
                ended(poll);
            }
        }
    }

    /** The message of a poll was answered, or there is none. */
    public void ended(Poll poll) {
        open.remove(poll);
    }

    /** Ends all polls: waiting threads get no message, and messages without an answer go back to the broker. */
    public void closeAll() {
        open.forEach(Poll::close);
        open.clear();
    }
}
