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
import io.github.camelstomp2.broker.BrokerDialects;
import io.github.camelstomp2.protocol.PrintableText;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.Handshake;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator reads about a connection: a line at INFO or above for each change, not for each attempt. Says what
 * happened, with which broker, and what happens next. Event loop only.
 */
final class ConnectionLog {
    private static final Logger LOG = LoggerFactory.getLogger(StompConnection.class);

    /** With more errors than this in one outage nobody gains from one more line. */
    private static final int MAX_ERRORS = 16;

    /** A connection that is lost sooner has the trouble that it had before. */
    private static final Duration PEACE = Duration.ofMinutes(1);

    /** So soon after the refusal of a subscription the broker closes for that. */
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);

    private final String name;
    private final LongSupplier clock;
    private final Trouble attempts = new Trouble(Duration.ZERO);
    private final Trouble losses = new Trouble(PEACE);
    private final Trouble renewals = new Trouble(PEACE);
    private final Trouble series = new Trouble(Duration.ZERO);
    private final Set<String> errors = new HashSet<>();
    private final Set<String> limitations = new HashSet<>();
    private final SubscriptionLog subscriptions;

    private @Nullable BrokerAddress address;
    private BrokerDialect dialect = BrokerDialects.GENERIC;

    /** What the last line about it was: connected to this one; {@code null}: it was not connected. */
    private @Nullable BrokerAddress shown;

    private long connectedAt;

    /** Whether a destination was held back for the loss of the connection that is about to be told. */
    private boolean isHeldBackForIt;

    ConnectionLog(String name) {
        this(name, System::nanoTime);
    }

    ConnectionLog(String name, LongSupplier clock) {
        this.name = name;
        this.clock = clock;
        this.subscriptions = new SubscriptionLog(name, this::said, clock);
    }

    /** What an operator reads about its subscriptions. */
    SubscriptionLog subscriptions() {
        return subscriptions;
    }

    void becomes(ConnectionState from, ConnectionState next) {
        LOG.debug("{}: {} -> {}", name, from, next);
    }

    /** It begins anew, because somebody started it. */
    void starting() {
        attempts.forget();
        losses.forget();
        series.forget();
        errors.clear();
        shown = null;
    }

    /**
     * @param options what the options of its users became, as sentences
     */
    void connected(BrokerAddress to, Handshake handshake, BrokerDialect spoken, List<String> options) {
        long now = clock.getAsLong();
        String before =
                attempts.times() > 1 ? " after " + attempts.times() + " failed attempts in " + attempts.time(now) : "";
        boolean news = attempts.works(now) | losses.works(now) | renewals.works(now) | series.works(now);
        attempts.forget();
        series.forget();
        connectedAt = now;
        address = to;
        dialect = spoken;
        subscriptions.connected(to);
        if (!news && to.equals(shown)) {
            LOG.debug("{}: connected to {}{}", name, to, before);
            return;
        }
        shown = to;
        String server = handshake.server();
        LOG.info(
                "{}: connected to {}{} ({}, dialect {}, STOMP {}, heart-beats out {} ms, in {} ms){}",
                name,
                to,
                before,
                server == null ? "a broker that does not say its name" : PrintableText.of(server),
                spoken.name(),
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

    /**
     * An attempt failed.
     *
     * @param delay until the next one
     */
    void attemptFailed(LinkFailure failure, Duration delay) {
        String reason = failure.words();
        String next = next(failure.isRefusal(), delay);
        long now = clock.getAsLong();
        if (!attempts.failed(reason, now)) {
            LOG.debug("{}: still cannot connect: {}; {}", name, reason, next);
        } else {
            shown = null;
            LOG.warn("{}: cannot connect: {}; {}{}", name, reason, attempts.reminder("failed attempts", now), next);
        }
    }

    private static String next(boolean refused, Duration delay) {
        if (delay.isZero()) {
            return "trying the next broker";
        }
        return "trying again in " + delay.toMillis() + " ms"
                + (refused ? ", and no sooner after each refusal" : ", then less and less often");
    }

    /** An ERROR that ends no connection: each text once, for a broker may send the same one at every message. */
    void brokerError(String about, StompBrokerException error) {
        String text = "ERROR from " + address + ", which " + about + ": " + said(error);
        if (errors.size() > MAX_ERRORS || !errors.add(text)) {
            LOG.debug("{}: {}", name, text);
        } else if (errors.size() > MAX_ERRORS) {
            LOG.warn("{}: {}; further errors on this connection are logged at DEBUG", name, text);
        } else {
            LOG.warn("{}: {}", name, text);
        }
    }

    /** The words of the broker, and what may be done about them. */
    private String said(StompException cause) {
        String advice = cause instanceof StompBrokerException error ? dialect.advice(error) : null;
        return cause.getMessage() + (advice == null ? "" : " (" + advice + ")");
    }

    /**
     * @param useful whether the broker had confirmed anything on it
     */
    void lost(StompException cause, boolean useful, Duration delay) {
        long now = clock.getAsLong();
        if (useful) {
            losses.forget(); // only one that breaks again and again before anything was done says nothing new
        }
        if (now - connectedAt >= PEACE.toNanos()) {
            errors.clear();
        }
        boolean explained = subscriptions.refusedWithin(CLOSES_WITHIN) || isHeldBackForIt;
        isHeldBackForIt = false;
        if (explained || !losses.failed(String.valueOf(cause.getMessage()), now)) {
            LOG.debug("{}: connection lost: {}; reconnecting in {} ms", name, cause.getMessage(), delay.toMillis());
            return;
        }
        shown = null;
        LOG.warn(
                "{}: connection lost: {}; {}reconnecting in {} ms",
                name,
                cause.getMessage(),
                losses.reminder("times", now),
                delay.toMillis());
    }

    void renewing(BrokerAddress to) {
        if (renewals.failed("", clock.getAsLong())) {
            LOG.info(
                    "{}: connecting to {} anew, for it keeps messages that nobody processes here; so other consumers get"
                            + " them",
                    name,
                    to);
        } else {
            LOG.debug("{}: connecting to {} anew", name, to);
        }
    }

    /**
     * @param next who makes it try again
     */
    void gaveUp(BrokerList brokers, LinkFailure failure, String next) {
        String reason = failure.words();
        if (series.failed(reason, clock.getAsLong())) {
            shown = null;
            LOG.error("{}: gave up connecting to {} after reconnectMaxAttempts: {}; {}", name, brokers, reason, next);
        } else {
            LOG.debug("{}: gave up connecting to {} again: {}; {}", name, brokers, reason, next);
        }
    }

    /**
     * A destination whose messages end connections, said before the loss of one is: once, until something is confirmed there.
     * That each try ends the connection is no news.
     */
    void heldBack(Doubt doubt, Duration delay) {
        isHeldBackForIt = true;
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

    void stopped(BrokerAddress from) {
        LOG.debug("{}: disconnected from {}", name, from);
    }
}
