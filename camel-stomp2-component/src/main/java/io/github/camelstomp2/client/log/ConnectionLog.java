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

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.BrokerList;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.connect.Handshake;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the changes of a connection for operators: one line at INFO or above for each change, not for each attempt.
 * Event loop only.
 */
public final class ConnectionLog {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLog.class);

    /** More errors than this in one outage are not logged, since they add nothing. */
    private static final int MAX_ERRORS = 16;

    /** A connection that is lost sooner than this has the same trouble as before, not a new one. */
    private static final Duration PEACE = Duration.ofMinutes(1);

    /** A broker that closes the connection this soon after it refused a subscription does so because of that. */
    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(5);

    private final String name;
    private final LongSupplier clock;
    private final Trouble attempts = new Trouble(Duration.ZERO);
    private final Trouble losses = new Trouble(PEACE);
    private final Trouble renewals = new Trouble(PEACE);
    private final Trouble series = new Trouble(Duration.ZERO);
    private final Set<String> errors = new HashSet<>();
    private final BrokerFlaws flaws;
    private final SubscriptionLog subscriptions;
    private final SendLog sends;

    private @Nullable BrokerAddress address;
    private BrokerDialect dialect = BrokerDialects.GENERIC;

    /** The broker in the last line "connected"; {@code null}: the last line said that there is no connection. */
    private @Nullable BrokerAddress shown;

    private long connectedAt;

    /** The line about the connection, until it may be said that it does what it is for. */
    private @Nullable ConnectedLine announcement;

    public ConnectionLog(String name) {
        this(name, System::nanoTime);
    }

    public ConnectionLog(String name, LongSupplier clock) {
        this.name = name;
        this.clock = clock;
        this.subscriptions = new SubscriptionLog(name, this::said, clock);
        this.sends = new SendLog(name);
        this.flaws = new BrokerFlaws(name);
    }

    /** The log of this connection's sends. */
    public SendLog sends() {
        return sends;
    }

    /** The log of this connection's subscriptions. */
    public SubscriptionLog subscriptions() {
        return subscriptions;
    }

    /** The log of what the broker lacks. */
    public BrokerFlaws flaws() {
        return flaws;
    }

    public void becomes(Enum<?> from, Enum<?> next) {
        LOG.debug("{}: {} -> {}", name, from, next);
    }

    /** The connection was started, so the log forgets earlier trouble. */
    public void starting() {
        attempts.forget();
        losses.forget();
        series.forget();
        errors.clear();
        shown = null;
    }

    /** There is a connection: the line about it comes with {@link #ready}. */
    public void connected(BrokerAddress to, Handshake handshake, BrokerDialect spoken) {
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
        sends.connected(to);
        flaws.connected(to, spoken);
        announcement = new ConnectedLine(name, to, before, handshake, spoken, news || !to.equals(shown));
    }

    /** The broker has answered what its users subscribe, or takes too long; with what their options became, as sentences. */
    public void ready(Supplier<List<String>> options) {
        ConnectedLine line = announcement;
        announcement = null;
        if (line != null && line.isNews()) {
            shown = line.to();
            LOG.info("{}", line.text(options.get()));
        } else if (line != null) {
            LOG.debug("{}: connected to {}{}", name, line.to(), line.before());
        }
    }

    /** @param delay the time until the next attempt */
    public void attemptFailed(LinkFailure failure, Duration delay) {
        String reason = failure.words();
        String next = next(failure.isRefusal(), delay);
        long now = clock.getAsLong();
        if (!attempts.failed(reason, now)) {
            LOG.debug("{}: still cannot connect: {}; {}", name, reason, next);
        } else {
            shown = null;
            // A refusal is a WARN even if another broker is tried at once: a person has to change something.
            tell(
                    delay.isZero() && !failure.isRefusal(),
                    name + ": cannot connect: " + reason + "; " + attempts.reminder("failed attempts", now) + next);
        }
    }

    private static String next(boolean refused, Duration delay) {
        String often = refused ? ", and no sooner after each refusal" : ", then less and less often";
        return delay.isZero() ? "trying the next broker" : "trying again " + when(delay) + often;
    }

    /** An ERROR that does not end the connection. A broker may repeat it, so each text is logged once. */
    public void brokerError(String about, StompBrokerException error) {
        String text = "ERROR from " + address + ", which " + about + ": " + said(error);
        if (errors.size() > MAX_ERRORS || !errors.add(text)) {
            LOG.debug("{}: {}", name, text);
        } else {
            String last = errors.size() > MAX_ERRORS ? "; further errors on this connection are logged at DEBUG" : "";
            LOG.warn("{}: {}{}", name, text, last);
        }
    }

    /** The broker's text, and what can be done against the cause. */
    private String said(StompException cause) {
        String advice = cause instanceof StompBrokerException error ? dialect.advice(error) : null;
        return cause.getMessage() + (advice == null ? "" : " (" + advice + ")");
    }

    /** @param useful whether the broker had confirmed any frame on the lost connection */
    public void lost(StompException cause, boolean useful, Duration delay) {
        long now = clock.getAsLong();
        announcement = null;
        if (useful) {
            // only a connection that breaks repeatedly before any confirmation counts as the same trouble
            losses.forget();
        }
        if (now - connectedAt >= PEACE.toNanos()) {
            errors.clear();
        }
        boolean explained = sends.explainsLoss() || subscriptions.refusedWithin(CLOSES_WITHIN);
        String said = String.valueOf(cause.getMessage());
        String reason = address == null ? said : LinkFailure.with(address, ": ", said);
        if (explained || !losses.failed(reason, now)) {
            LOG.debug("{}: connection lost: {}; reconnecting in {} ms", name, reason, delay.toMillis());
            return;
        }
        shown = null;
        tell(
                delay.isZero(),
                name + ": connection lost: " + reason + "; " + losses.reminder("times", now) + "reconnecting "
                        + when(delay));
    }

    /** A loss that the next broker of the list may repair at once, as in a rolling restart, is INFO only. */
    private static void tell(boolean mayHealAtOnce, String line) {
        if (mayHealAtOnce) {
            LOG.info("{}", line);
        } else {
            LOG.warn("{}", line);
        }
    }

    private static String when(Duration delay) {
        return delay.isZero() ? "at once" : "in " + delay.toMillis() + " ms";
    }

    public void renewing(BrokerAddress to, String why) {
        if (renewals.failed(why, clock.getAsLong())) {
            LOG.info("{}: reconnecting to {}, because {}", name, to, why);
        } else {
            LOG.debug("{}: reconnecting to {}, because {}", name, to, why);
        }
    }

    /** @param next what makes the connection try again */
    public void gaveUp(BrokerList brokers, LinkFailure failure, String next) {
        String reason = failure.words();
        if (series.failed(reason, clock.getAsLong())) {
            shown = null;
            LOG.error("{}: gave up connecting to {} after reconnectMaxAttempts: {}; {}", name, brokers, reason, next);
        } else {
            LOG.debug("{}: gave up connecting to {} again: {}; {}", name, brokers, reason, next);
        }
    }

    public void stopped(BrokerAddress from) {
        LOG.debug("{}: disconnected from {}", name, from);
    }
}
