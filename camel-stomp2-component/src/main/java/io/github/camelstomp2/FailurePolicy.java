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

import io.github.camelstomp2.client.StompSubscription;
import io.github.camelstomp2.protocol.AckMode;
import io.github.camelstomp2.protocol.PrintableText;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.protocol.StompUnroutableException;
import io.github.camelstomp2.protocol.StompUnsendableException;
import io.github.camelstomp2.session.Delivery;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a message that failed, by {@code deadLetterMode}. The original is acknowledged only after its dead
 * letter was written and confirmed; when that fails it is given back to the broker.
 */
final class FailurePolicy {
    private static final Logger LOG = LoggerFactory.getLogger(Stomp2Consumer.class);

    /** A message that failed. */
    record Failed(StompSubscription subscription, Delivery delivery, Exchange exchange, Throwable cause) {

        /** What the message says, else what was generated for it; {@code null} when it came without and had to have one. */
        String correlationId() {
            String given = delivery.frame().headers().get(StompHeaderNames.CORRELATION_ID);
            return CorrelationIds.isGiven(given)
                    ? given
                    : exchange.getProperty(Stomp2Constants.CORRELATION_ID, String.class);
        }
    }

    /** Where dead letters go. */
    interface DeadLetterTarget {
        /**
         * The target of a message, as a log shows it.
         *
         * @return {@code null} if this message has none: it is a dead letter already
         */
        String name(Failed failed);

        /**
         * Sends a dead letter without blocking, and acknowledges the original when it is safe, not before.
         *
         * @param done called once, from any thread, with what went wrong or {@code null} when the dead letter is safe
         */
        void send(Failed failed, Map<String, String> failureHeaders, Done done);

        /** Why the route of a message that comes again failed before; {@code null}: nothing is known of it. */
        default Throwable failedBefore(Delivery delivery) {
            return null;
        }
    }

    /** How sending a dead letter ended. */
    @FunctionalInterface
    interface Done {
        void ended(Throwable failure);
    }

    private final String destination;
    private final String routeId;
    private final DeadLetterMode mode;
    private final DeadLetterTarget target;
    private final Runnable whenSettled;
    private final AtomicInteger underWay = new AtomicInteger();

    /** Dead letters that could not be sent. */
    private final Setbacks letters = new Setbacks(StompSubscription::pause, System::nanoTime);

    /** What goes back for other reasons: there is no dead letter, or a commit or a reply failed. */
    private final Setbacks routes = new Setbacks(StompSubscription::pause, System::nanoTime);

    private volatile Runnable whenOneIsSettled = () -> {};

    /**
     * @param routeId {@code null}: messages end with the exchanges of whichever route asks for them
     * @param target {@code null}: there is none, failed messages go back to the broker
     * @param whenSettled called when no dead letter is under way any more
     */
    FailurePolicy(
            String destination, String routeId, DeadLetterMode mode, DeadLetterTarget target, Runnable whenSettled) {
        this.destination = destination;
        this.routeId = routeId;
        this.mode = mode;
        this.target = target;
        this.whenSettled = whenSettled;
    }

    /** To be called at each end of a dead letter. */
    void whenOneIsSettled(Runnable action) {
        whenOneIsSettled = action;
    }

    /**
     * Why the route of this message failed before, if only its dead letter was lost: then the route need not fail again.
     * {@code null}: nothing is known of it.
     */
    Throwable failedBefore(Delivery delivery) {
        return target == null ? null : target.failedBefore(delivery);
    }

    /** A message was acknowledged as its route wants it. */
    void wentWell() {
        routes.through();
    }

    /** How many dead letters are not yet confirmed. */
    int underWay() {
        return underWay.get();
    }

    /**
     * Deals with it. Where the broker cannot reject a message (Artemis would take it for acknowledged) the component's own
     * dead letter stands in: losing it is not an option.
     */
    void failed(Failed failed) {
        if (failed.delivery().isStale()) {
            log("its connection is gone, so that it is delivered again", failed);
        } else if (mode == DeadLetterMode.BROKER && failed.subscription().canReject(failed.delivery())) {
            reject(failed);
        } else if (mode == DeadLetterMode.NONE || target == null || target.name(failed) == null) {
            failed.subscription().release(failed.delivery(), routes.add().pause());
            log(goesBack(failed), failed);
        } else {
            deadLetter(failed);
        }
    }

    /** Its route is done, but what is to be sent before the acknowledgement was not: a transaction, or the reply. */
    void notCommitted(Failed failed) {
        if (isRefusal(failed.cause())) {
            failed(failed); // it would be refused each time
        } else {
            Setbacks.Setback setback = routes.add();
            failed.subscription().release(failed.delivery(), setback.pause());
            if (setback.isNews()) {
                log(goesBack(failed) + counted(setback), failed);
            }
        }
    }

    private static String counted(Setbacks.Setback setback) {
        String pause = " after a pause of " + setback.pause().toSeconds() + " s";
        return setback.round() == 1
                ? pause + "; further ones are counted, with a line each time that the pause grows"
                : pause + "; " + setback.since() + " such messages since the last of these lines";
    }

    /** Of a transaction that was refused in part it is unknown what it did, but not why it failed. */
    private static boolean isRefusal(Throwable cause) {
        Throwable reason =
                cause instanceof StompUnconfirmedException && cause.getCause() != null ? cause.getCause() : cause;
        return reason instanceof StompBrokerException
                || reason instanceof StompInvalidFrameException
                || reason instanceof StompUnroutableException
                || isUnsendable(cause);
    }

    /** Whether the broker was seen not to take it, or is known not to. */
    static boolean isUnsendable(Throwable failure) {
        return failure instanceof StompUnsendableException || (failure != null && isUnsendable(failure.getCause()));
    }

    private static String goesBack(Failed failed) {
        return failed.subscription().request().ackMode() == AckMode.AUTO
                ? "it is lost: with ackMode=auto the broker has already forgotten it"
                : "it will be delivered again";
    }

    private void reject(Failed failed) {
        begun(failed);
        failed.subscription().rejectIntoQueue(failed.delivery(), missing -> {
            if (missing == null) {
                log("rejected; the broker's rules decide", failed);
            } else {
                giveBack(failed, "the broker would drop it", missing);
            }
            ended(failed);
        });
    }

    private void deadLetter(Failed failed) {
        begun(failed);
        Map<String, String> headers = DeadLetter.headers(
                failed.cause(),
                failed.subscription().source(failed.delivery()),
                route(failed),
                attempts(failed.exchange()),
                Instant.now());
        try {
            target.send(failed, headers, failure -> settled(failed, failure));
        } catch (RuntimeException | Error e) {
            settled(failed, e); // a Camel component may throw instead of calling back
        }
    }

    private void settled(Failed failed, Throwable failure) {
        if (failure == null) {
            int waited = letters.through();
            if (waited > 0) {
                LOG.info("Dead letters are taken by {} again, after {} that were not", target(failed), waited);
            }
            log("it is in " + target(failed) + " now", failed);
        } else if (isUnsendable(failure) && failed.subscription().keepsRejected(failed.delivery())) {
            failed.subscription().reject(failed.delivery());
            log(
                    "its dead letter cannot be sent (" + failure.getMessage()
                            + "): rejected, the broker's rules decide",
                    failed);
        } else {
            giveBack(failed, "its dead letter could not be sent to " + target(failed), failure);
        }
        ended(failed);
    }

    /** Its exchange has ended, but whoever looks at Camel's figures is to see that the message is still in flight. */
    private void begun(Failed failed) {
        underWay.incrementAndGet();
        if (routeId != null) {
            failed.exchange().getContext().getInflightRepository().add(failed.exchange(), routeId);
        }
    }

    private void ended(Failed failed) {
        if (routeId != null) {
            failed.exchange().getContext().getInflightRepository().remove(failed.exchange(), routeId);
        }
        int left = underWay.decrementAndGet();
        whenOneIsSettled.run();
        if (left == 0) {
            whenSettled.run();
        }
    }

    private void giveBack(Failed failed, String what, Throwable why) {
        Setbacks.Setback setback = letters.add();
        failed.subscription().release(failed.delivery(), setback.pause());
        if (setback.isNews()) {
            LOG.error(
                    "A message from {} failed ({}), and {}: {}; {}{}",
                    destination,
                    DeadLetter.reason(failed.cause()),
                    what,
                    why.getMessage(),
                    goesBack(failed),
                    counted(setback));
        }
    }

    /** Named after where the message was, which others may have named. */
    private String target(Failed failed) {
        return PrintableText.of(target.name(failed));
    }

    private static int attempts(Exchange exchange) {
        Integer redeliveries = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, Integer.class);
        return redeliveries == null ? 1 : redeliveries + 1;
    }

    /** {@code null} if it is in none. */
    private String route(Failed failed) {
        return routeId == null ? failed.exchange().getFromRouteId() : routeId;
    }

    private void log(String whatNext, Failed failed) {
        String route = route(failed);
        LOG.warn(
                "A message from {} failed{}: {}; {}",
                destination,
                route == null ? "" : " in route " + route,
                DeadLetter.reason(failed.cause()),
                whatNext);
    }
}
