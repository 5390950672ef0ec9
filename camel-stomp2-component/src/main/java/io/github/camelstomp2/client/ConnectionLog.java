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
package io.github.camelstomp2.client;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.protocol.PrintableText;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.session.Handshake;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator reads about a connection: a line at INFO or above for each change, not for each attempt. Says what
 * happened, with which broker, and what happens next.
 */
final class ConnectionLog {
    private static final Logger LOG = LoggerFactory.getLogger(StompConnection.class);

    /** With more reasons than this in one outage nobody gains from one more line. */
    private static final int MAX_REASONS = 16;

    private final String name;
    private final Set<String> reasons = new HashSet<>();
    private final Set<String> errors = new HashSet<>();
    private final Set<String> limitations = new HashSet<>();
    private boolean lateReplySeen;

    ConnectionLog(String name) {
        this.name = name;
    }

    void becomes(ConnectionState from, ConnectionState next) {
        LOG.debug("{}: {} -> {}", name, from, next);
    }

    void starting() {
        reasons.clear();
    }

    /**
     * @param options what the options of its users became, as sentences
     */
    void connected(BrokerAddress address, Handshake handshake, BrokerDialect dialect, List<String> options) {
        reasons.clear();
        errors.clear();
        String server = handshake.server();
        LOG.info(
                "{}: connected to {} ({}, dialect {}, STOMP {}, heart-beats out {} ms, in {} ms){}",
                name,
                address,
                server == null ? "a broker that does not say its name" : PrintableText.of(server),
                dialect.name(),
                handshake.version().number(),
                handshake.heartBeat().outgoing().toMillis(),
                handshake.heartBeat().incoming().toMillis(),
                options.isEmpty() ? "" : "; " + String.join("; ", options));
    }

    /** Something that the broker cannot do and is done without: once, not at each connect. */
    void limitation(String sentence) {
        if (limitations.add(sentence)) {
            LOG.warn("{}: {}; it is ignored", name, sentence);
        }
    }

    /** An attempt failed; only a reason that is new in this outage is worth a line. */
    void attemptFailed(StompException cause, Duration delay) {
        if (reasons.size() < MAX_REASONS && reasons.add(String.valueOf(cause.getMessage()))) {
            LOG.warn("{}: cannot connect: {}; {}", name, cause.getMessage(), next(delay));
        } else {
            LOG.debug("{}: still cannot connect: {}; {}", name, cause.getMessage(), next(delay));
        }
    }

    private static String next(Duration delay) {
        return delay.isZero()
                ? "trying the next broker"
                : "trying again in " + delay.toMillis() + " ms, then less and less often";
    }

    /** An ERROR that ends no connection: each text once, for a broker may send the same one at every message. */
    void brokerError(String text) {
        if (errors.size() > MAX_REASONS || !errors.add(text)) {
            LOG.debug("{}: {}", name, text);
        } else if (errors.size() > MAX_REASONS) {
            LOG.warn("{}: {}; further errors on this connection are logged at DEBUG", name, text);
        } else {
            LOG.warn("{}: {}", name, text);
        }
    }

    void subscriptionRefused(String destination, StompBrokerException error, Duration delay) {
        LOG.warn(
                "{}: the broker ended the subscription to {}: {}; subscribing again in {} ms",
                name,
                PrintableText.of(destination),
                error.getMessage(),
                delay.toMillis());
    }

    void cannotSubscribe(String destination, StompInvalidFrameException cause) {
        LOG.error(
                "{}: cannot subscribe to {}: {}; nothing is consumed from it until that is changed",
                name,
                PrintableText.of(destination),
                cause.getMessage());
    }

    void cannotRemove(String destination) {
        LOG.warn(
                "{}: the durable subscription to {} could not be removed, since there is no connection; the broker keeps"
                        + " messages for it until it is removed there, or the route is started and stopped again",
                name,
                PrintableText.of(destination));
    }

    /** A subscription for replies that was refused. */
    void replyQueueRefused(String destination, StompException why, Duration pause) {
        LOG.warn(
                "{}: cannot subscribe to {}, where replies would come: {}; requests fail, and from {} ms on the next one tries"
                        + " again",
                name,
                PrintableText.of(destination),
                why.getMessage(),
                pause.toMillis());
    }

    /** The broker ended a subscription for replies. */
    void replyQueueEnded(String destination, StompBrokerException error, Duration delay) {
        LOG.warn(
                "{}: the broker ended the subscription to {}, where replies came: {}; subscribing again in {} ms",
                name,
                PrintableText.of(destination),
                error.getMessage(),
                delay.toMillis());
    }

    /** A reply for which nobody waits: the first one is worth a line, the others are counted. */
    void lateReply(StompHeaders reply) {
        String what = PrintableText.of("with correlation-id " + reply.get(StompHeaderNames.CORRELATION_ID) + " on "
                + reply.get(StompHeaderNames.DESTINATION));
        if (lateReplySeen) {
            LOG.debug("{}: a reply {} came when nobody waited for it; it is dropped", name, what);
        } else {
            lateReplySeen = true;
            LOG.warn(
                    "{}: a reply {} came when nobody waited for it (any more); it is dropped. Either requestTimeout is too"
                            + " short, or somebody answers twice or to others. Further ones are counted (JMX: LateReplies)"
                            + " and logged at DEBUG",
                    name,
                    what);
        }
    }

    /** A destination whose messages end connections: once, until something is confirmed there. */
    void heldBack(Doubt doubt, Duration delay) {
        if (doubt.timesHeldBack() == 1) {
            LOG.warn(
                    "{}: {} is held back: {}; one message to it is tried alone in {} ms, then less and less often; all other"
                            + " destinations go on",
                    name,
                    PrintableText.of(doubt.destination()),
                    doubt.reason(),
                    delay.toMillis());
        } else {
            LOG.debug("{}: {} is still held back; tried in {} ms", name, doubt.destination(), delay.toMillis());
        }
    }

    /** A destination that was held back has confirmed a message. */
    void goesOn(String destination) {
        LOG.info("{}: {} takes messages again, and is no longer held back", name, PrintableText.of(destination));
    }

    void lost(StompException cause, Duration delay) {
        LOG.warn("{}: connection lost: {}; reconnecting in {} ms", name, cause.getMessage(), delay.toMillis());
    }

    void renewing(BrokerAddress address) {
        LOG.info(
                "{}: connecting to {} anew, for it keeps a message for a subscription that has ended; so other consumers"
                        + " get it",
                name,
                address);
    }

    void gaveUp(BrokerList brokers, StompException cause) {
        LOG.error(
                "{}: gave up connecting to {} after reconnectMaxAttempts: {}; restart the route to try again",
                name,
                brokers,
                cause.getMessage());
    }

    void stopped(BrokerAddress address) {
        LOG.debug("{}: disconnected from {}", name, address);
    }
}
