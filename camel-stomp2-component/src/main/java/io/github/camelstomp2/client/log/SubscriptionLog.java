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
package io.github.camelstomp2.client.log;

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.text.PrintableText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the changes of a connection's subscriptions: one line for each change, not for each attempt. Event loop only.
 */
public final class SubscriptionLog {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionLog.class);

    /** A subscription that ends sooner than this has the same trouble as before, not a new one. */
    private static final Duration PEACE = Duration.ofMinutes(1);

    /** How many destinations are remembered. */
    private static final int MAX_TROUBLES = 200;

    private final String name;
    private final Function<StompException, String> words;
    private final LongSupplier clock;

    private final Map<String, Trouble> troubles = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Trouble> eldest) {
            return size() > MAX_TROUBLES;
        }
    };

    private boolean lateReplySeen;
    private @Nullable BrokerAddress address;
    private @Nullable Long refusedAt;

    /** @param words the text for a failure, with what can be done against its cause */
    SubscriptionLog(String name, Function<StompException, String> words, LongSupplier clock) {
        this.name = name;
        this.words = words;
        this.clock = clock;
    }

    void connected(BrokerAddress to) {
        address = to;
    }

    /** Whether the broker refused a subscription so recently that it may have closed the connection because of that. */
    boolean refusedWithin(Duration time) {
        return refusedAt != null && clock.getAsLong() - refusedAt < time.toNanos();
    }

    /**
     * The broker refused a subscription, or ended it.
     *
     * @param ended whether the broker had confirmed the subscription before
     */
    public void refused(String destination, StompBrokerException error, boolean ended, Duration delay) {
        lost(
                "the subscription to " + PrintableText.of(destination),
                destination,
                error,
                ended ? "ended" : "refused",
                "subscribing again in " + delay.toMillis() + " ms, then less and less often");
    }

    /** The broker refused the subscription for replies. */
    public void replyQueueRefused(String destination, StompException why, Duration pause) {
        lost(
                "the subscription to " + PrintableText.of(destination) + ", where replies would come",
                destination,
                why,
                why instanceof StompBrokerException ? "refused" : "was not asked for",
                "requests fail; the first request after " + pause.toMillis() + " ms tries again");
    }

    /** The broker ended the subscription for replies. */
    public void replyQueueEnded(String destination, StompBrokerException error, Duration delay) {
        lost(
                "the subscription to " + PrintableText.of(destination) + ", where replies came",
                destination,
                error,
                "ended",
                "requests that waited there fail; subscribing again in " + delay.toMillis() + " ms");
    }

    private void lost(String what, String destination, StompException why, String verb, String next) {
        long now = clock.getAsLong();
        refusedAt = now;
        Trouble trouble = of(destination);
        if (trouble.failed(verb + why.getMessage(), now)) {
            LOG.warn(
                    "{}: {} {} {}: {}; {}{}",
                    name,
                    address,
                    verb,
                    what,
                    words.apply(why),
                    trouble.reminder("times", now),
                    next);
        } else {
            LOG.debug("{}: {} {} {} again: {}; {}", name, address, verb, what, why.getMessage(), next);
        }
    }

    /**
     * The broker has not answered the SUBSCRIBE.
     *
     * @param time since it was asked
     */
    public void unanswered(String destination, Duration time) {
        long now = clock.getAsLong();
        if (of(destination).failed("unanswered", now)) {
            LOG.warn(
                    "{}: {} has not answered the subscription to {} for {} s; until it does, nothing comes from there, and what is"
                            + " sent on the same connection may wait too. In a cluster the node that has the queue may be down",
                    name,
                    address,
                    PrintableText.of(destination),
                    time.toSeconds());
        } else {
            LOG.debug("{}: {} has not answered the subscription to {} again", name, address, destination);
        }
    }

    /** The broker confirmed a subscription. */
    public void subscribed(String destination) {
        Trouble trouble = troubles.get(destination);
        if (trouble == null) {
            return;
        }
        long now = clock.getAsLong();
        if (trouble.works(now)) {
            LOG.info(
                    "{}: subscribed to {} at {} again, after {} in {}",
                    name,
                    PrintableText.of(destination),
                    address,
                    trouble.times() == 1 ? "one failure" : trouble.times() + " failures",
                    trouble.time(now));
        }
    }

    private Trouble of(String destination) {
        return troubles.computeIfAbsent(destination, key -> new Trouble(PEACE));
    }

    /** The options of a subscription cannot be sent to this broker. Logged again on each connection. */
    public void cannotSubscribe(String destination, StompInvalidFrameException cause) {
        if (of(destination).failed(String.valueOf(cause.getMessage()), clock.getAsLong())) {
            LOG.error(
                    "{}: cannot subscribe to {} at {}: {}; nothing is consumed from it until the option is changed",
                    name,
                    PrintableText.of(destination),
                    address,
                    cause.getMessage());
        } else {
            LOG.debug("{}: still cannot subscribe to {}: {}", name, destination, cause.getMessage());
        }
    }

    public void cannotRemove(String destination) {
        LOG.warn(
                "{}: the durable subscription to {} could not be removed from {}, since there is no connection; the broker"
                        + " keeps messages for it until it is removed on the broker, or the route is started and stopped"
                        + " again",
                name,
                PrintableText.of(destination),
                address == null ? "the broker" : address);
    }

    /** A reply came for which no request waits. The first one is logged at WARN, the others are counted. */
    public void lateReply(StompHeaders reply) {
        String what = PrintableText.of("with correlation-id " + reply.get(StompHeaderNames.CORRELATION_ID) + " on "
                + reply.get(StompHeaderNames.DESTINATION));
        if (lateReplySeen) {
            LOG.debug("{}: a reply {} came for which no request waits; it is dropped", name, what);
        } else {
            lateReplySeen = true;
            LOG.warn(
                    "{}: a reply {} came from {} for which no request waits (any more); it is dropped. Either requestTimeout is too"
                            + " short, or a service answers twice, or another application asks with the same replyTo."
                            + " Further ones are counted (JMX: LateReplies) and logged at DEBUG",
                    name,
                    what,
                    address);
        }
    }
}
