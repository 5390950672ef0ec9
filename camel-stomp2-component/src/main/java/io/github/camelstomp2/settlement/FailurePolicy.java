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

import io.github.camelstomp2.DeadLetterMode;
import io.github.camelstomp2.client.subscription.RetryPauses;
import io.github.camelstomp2.observation.MessageFigures;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.github.camelstomp2.session.Delivery;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Handles failed messages, as the option {@code deadLetterMode} says. The original is acknowledged only after its dead
 * letter was written and confirmed; if that fails, the original is given back to the broker.
 */
public final class FailurePolicy {
    private final FailureLog log;
    private final String routeId;
    private final DeadLetterMode mode;
    private final DeadLetterTarget target;
    private final MessageFigures figures;
    private final Runnable whenSettled;
    private final AtomicInteger underWay = new AtomicInteger();
    /** The dead letters that could not be sent. */
    private final Setbacks letters = new Setbacks(RetryPauses::after, System::nanoTime);
    /** The messages that go back for other reasons: there is no dead letter, or a commit or a reply failed. */
    private final Setbacks routes = new Setbacks(RetryPauses::after, System::nanoTime);

    private final RejectedMessages rejected = new RejectedMessages();
    private volatile Runnable whenOneIsSettled = () -> {};
    private volatile BiConsumer<FailedMessage, String> whenDeadLettered = (failed, where) -> {};

    /**
     * @param source where the messages come from, with the broker, for logs
     * @param routeId {@code null}: the messages are polled, and end with the exchange of the polling route
     * @param target {@code null}: there is none, and failed messages go back to the broker
     * @param whenSettled called when no dead letter is on its way any more
     */
    public FailurePolicy(
            Supplier<String> source,
            String routeId,
            DeadLetterMode mode,
            DeadLetterTarget target,
            MessageFigures figures,
            Runnable whenSettled) {
        this.figures = figures;
        this.log = new FailureLog(source, routeId);
        this.routeId = routeId;
        this.mode = mode;
        this.target = target;
        this.whenSettled = whenSettled;
    }

    /** Adds an action to run at each end of a dead letter. */
    public void whenOneIsSettled(Runnable action) {
        whenOneIsSettled = action;
    }

    /** Sets who is told of each safe dead letter, and where it is; {@code null}: where the broker's rules say. */
    public void whenDeadLettered(BiConsumer<FailedMessage, String> told) {
        whenDeadLettered = told;
    }

    /** Why the route of this message failed before and need not run again; {@code null}: nothing is known. */
    public Throwable failedBefore(Delivery delivery) {
        return target == null ? null : target.failedBefore(delivery);
    }

    /** Counts what becomes of the messages. */
    public MessageFigures figures() {
        return figures;
    }

    /** A message was acknowledged after a successful route. */
    void wentWell() {
        figures.acknowledged();
        routes.through();
    }

    /** How many dead letters are not yet confirmed. */
    public int underWay() {
        return underWay.get();
    }

    /**
     * Handles a failed message. If the broker cannot reject a message (Artemis would count it as acknowledged), the
     * component sends a dead letter itself: the message must not be lost.
     */
    void failed(FailedMessage failed) {
        figures.failed();
        if (failed.delivery().isStale()) {
            log.next(GivenBack.withConnection(failed), failed);
        } else if (mode == DeadLetterMode.BROKER && failed.subscription().canReject(failed.delivery())) {
            if (failed.subscription().mayDeliverRejected() && !rejected.add(failed.delivery())) {
                comesBack(failed);
            } else {
                reject(failed);
            }
        } else if (mode == DeadLetterMode.NONE || target == null || target.name(failed) == null) {
            failed.subscription().release(failed.delivery(), routes.add().pause());
            log.next(GivenBack.sentence(failed), failed);
        } else {
            deadLetter(failed);
        }
    }

    /** The route was successful, but the sends before the acknowledgement were not: a transaction, or the reply. */
    void notCommitted(FailedMessage failed) {
        if (failed.isRefused() || failed.returns().dropsWhatIsGivenBack()) {
            // the broker would refuse it each time, or the message would be given back for the last time
            failed(failed);
        } else {
            Setbacks.Setback setback = routes.add();
            failed.subscription().release(failed.delivery(), setback.pause());
            log.goesBack(setback, failed, "");
        }
    }

    /** This broker delivers refused messages again. */
    private void comesBack(FailedMessage failed) {
        Setbacks.Setback setback = routes.add();
        failed.subscription().release(failed.delivery(), setback.pause());
        log.goesBack(setback, failed, "the broker delivers again what it was told to reject; ");
    }

    private void reject(FailedMessage failed) {
        begun(failed);
        failed.subscription().rejectIntoQueue(failed.delivery(), missing -> {
            if (missing == null) {
                deadLettered(failed, null);
                log.next("rejected; the broker's rules decide", failed);
            } else {
                giveBack(failed, "the broker would drop it", missing);
            }
            ended(failed);
        });
    }

    private void deadLetter(FailedMessage failed) {
        Map<String, String> headers = DeadLetterHeaders.headers(
                failed.cause(),
                failed.subscription().source(failed.delivery()),
                log.route(failed),
                DeadLetterHeaders.attempts(failed.exchange()),
                Instant.now());
        send(failed, headers);
    }

    private void send(FailedMessage failed, Map<String, String> headers) {
        begun(failed);
        try {
            target.send(failed, headers, failure -> settled(failed, headers, failure));
        } catch (RuntimeException | Error e) {
            settled(failed, headers, e); // a Camel component may throw an exception instead of calling back
        }
    }

    private void settled(FailedMessage failed, Map<String, String> headers, Throwable failure) {
        if (failure == null) {
            deadLettered(failed, target(failed));
            log.takenAgain(target(failed), letters.through());
            log.next(
                    target.keeps() ? "it is in " + target(failed) + " now" : "it was sent to " + target(failed),
                    failed);
        } else if (FailedMessage.isUnsendable(failure) && failed.subscription().keepsRejected(failed.delivery())) {
            failed.subscription().reject(failed.delivery());
            deadLettered(failed, null);
            log.next(
                    "its dead letter cannot be sent (" + failure.getMessage()
                            + "): rejected, the broker's rules decide",
                    failed);
        } else if (failed.returns().countsRefusals() && !failed.delivery().isStale()) {
            keep(failed, headers, failure);
        } else {
            giveBack(failed, "its dead letter could not be sent to " + target(failed), failure);
        }
        ended(failed);
    }

    private void deadLettered(FailedMessage failed, String where) {
        figures.deadLettered();
        whenDeadLettered.accept(failed, where);
    }

    /** The exchange has ended, but Camel's figures must still show the message as in flight. */
    private void begun(FailedMessage failed) {
        underWay.incrementAndGet();
        if (routeId != null) {
            failed.exchange().getContext().getInflightRepository().add(failed.exchange(), routeId);
        }
    }

    private void ended(FailedMessage failed) {
        if (routeId != null) {
            failed.exchange().getContext().getInflightRepository().remove(failed.exchange(), routeId);
        }
        int left = underWay.decrementAndGet();
        whenOneIsSettled.run();
        if (left == 0) {
            whenSettled.run();
        }
    }

    /** The queue would finally drop the message if it went back again; so only its dead letter is tried again. */
    private void keep(FailedMessage failed, Map<String, String> headers, Throwable why) {
        Setbacks.Setback setback = letters.add();
        failed.subscription().keep(setback.pause(), () -> {
            if (failed.delivery().isStale()) {
                log.next(GivenBack.withConnection(failed), failed);
            } else {
                send(failed, headers);
            }
        });
        log.setback(setback, failed, "its dead letter could not be sent to " + target(failed), why, GivenBack.KEPT);
    }

    private void giveBack(FailedMessage failed, String what, Throwable why) {
        Setbacks.Setback setback = letters.add();
        failed.subscription().release(failed.delivery(), setback.pause());
        String whatNext = failed.delivery().isStale() ? GivenBack.withConnection(failed) : GivenBack.sentence(failed);
        log.setback(setback, failed, what, why, whatNext);
    }

    /** The target's name. Another client may have chosen a part of it, so control characters are made visible. */
    private String target(FailedMessage failed) {
        return PrintableText.of(target.name(failed));
    }
}
