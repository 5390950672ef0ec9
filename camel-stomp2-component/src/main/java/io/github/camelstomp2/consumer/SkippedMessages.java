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
import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.subscription.StompSubscription;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.github.camelstomp2.session.Delivery;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles consumed messages that are over a limit for reading. The body is not available, so there is nothing for a
 * dead letter. If a NACK makes the broker put the whole message into its dead letter queue, the message is refused.
 * Otherwise it stays unacknowledged as long as the connection lasts. Event loop only.
 */
final class SkippedMessages {
    private static final Logger LOG = LoggerFactory.getLogger(SkippedMessages.class);

    /** Each message is logged once, not again on each connection; this many are remembered. */
    private static final int REMEMBERED = 1_000;

    private final Supplier<String> source;
    private final DeadLetterMode mode;
    private final Set<String> told = new HashSet<>();
    private Delivery.Session session;
    private int left;

    /** @param source where the messages come from, with the broker */
    SkippedMessages(Supplier<String> source, DeadLetterMode mode) {
        this.source = source;
        this.mode = mode;
    }

    /** Handles a message of a subscription that goes on. */
    void skipped(StompSubscription subscription, BrokerDialect dialect, Delivery delivery, SkippedMessage message) {
        if (reject(subscription, dialect, delivery)) {
            LOG.warn(tell(message, "the broker was told to dead-letter it, with all that it holds"));
            return;
        }
        String line = tell(message, stays(subscription, dialect, delivery));
        if (told.size() < REMEMBERED && told.add(String.valueOf(id(message)))) {
            LOG.error(line);
        } else {
            LOG.debug(line);
        }
    }

    /**
     * Handles the only message of a subscription.
     *
     * @return what happened, as a sentence
     */
    String skippedPoll(
            StompSubscription subscription, BrokerDialect dialect, Delivery delivery, SkippedMessage message) {
        return tell(
                message,
                reject(subscription, dialect, delivery)
                        ? "the broker was told to dead-letter it, with all that it holds"
                        : "it goes back to the broker, where each poll will find it again");
    }

    private boolean reject(StompSubscription subscription, BrokerDialect dialect, Delivery delivery) {
        boolean kept = mode == DeadLetterMode.BROKER
                || (mode == DeadLetterMode.CLIENT
                        && dialect.keepsRejected(delivery.frame().headers()));
        boolean possible = subscription.request().ackMode() != AckMode.AUTO && subscription.canReject(delivery);
        if (kept && possible) {
            subscription.reject(delivery);
        }
        return kept && possible;
    }

    private String stays(StompSubscription subscription, BrokerDialect dialect, Delivery delivery) {
        if (subscription.request().options().browse()) {
            return "it is left out";
        }
        if (delivery.canJoinTransaction()) {
            return takesPlace(dialect.prefetch(subscription.request().options()), delivery);
        }
        return switch (subscription.request().ackMode()) {
            case AUTO -> "it is lost: with ackMode=auto the broker has already forgotten it";
            case CLIENT, CLIENT_INDIVIDUAL ->
                "it stays with the broker, and so does, unacknowledged, all that comes behind it: with ackMode=client an"
                        + " acknowledgement covers all before it. This consumer stands still when prefetch is used up; with"
                        + " ackMode=client-individual the others would go on";
        };
    }

    private String takesPlace(int prefetch, Delivery delivery) {
        left = delivery.session() == session ? left + 1 : 1;
        session = delivery.session();
        return left < prefetch
                ? "it stays with the broker, unacknowledged, and takes one of the " + prefetch
                        + " places of prefetch; the others go on"
                : "it stays with the broker, unacknowledged, and with it all places of prefetch=" + prefetch
                        + " are taken: THIS CONSUMER STANDS STILL until the limit is raised, or such messages are taken away"
                        + " by other means";
    }

    private String tell(SkippedMessage message, String whatNext) {
        return "A message from " + PrintableText.of(source.get()) + " (message-id " + id(message)
                + ") is longer than this consumer reads: " + message.reason() + "; " + whatNext
                + ". The limit is the option "
                + option(message.limit());
    }

    /** The size of a whole head has no option of its own. */
    private static String option(String limit) {
        return limit.equals("maxHeadSize") ? "maxHeaderLength: a whole head may have twice that, or 1 MiB" : limit;
    }

    private static String id(SkippedMessage message) {
        return PrintableText.of(String.valueOf(message.headers().get(StompHeaderNames.MESSAGE_ID)));
    }
}
