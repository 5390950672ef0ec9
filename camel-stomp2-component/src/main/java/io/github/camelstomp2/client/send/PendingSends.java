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
package io.github.camelstomp2.client.send;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.link.StompLink;
import io.github.camelstomp2.client.transport.LostContents;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.StompSession;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All sends of a connection that have not ended: those that wait to be written, in their order, and those that wait for
 * a receipt. Event loop only; the time is passed in.
 */
public final class PendingSends implements PendingWork.Owner {
    private final WorkList all = new WorkList();
    private final WaitingSends waiting = new WaitingSends(all);
    private final UnderWay underWay = new UnderWay(all);
    private final Deadlines deadlines = new Deadlines(all);
    private final UnaddressedErrors unaddressed = new UnaddressedErrors();
    private final LostContents lostContents;
    private final Doubts doubts;
    private final Consumer<PendingWork> gate;
    private final SendFrames frames;
    private final LinkHealth health = new LinkHealth();
    private final SendWriter writer;
    private final SendFigures figures = new SendFigures();
    private @Nullable StompException linkEnd;

    /**
     * @param frames makes their frames
     * @param gate takes the sends that arrive from other threads, and {@link #add}s them
     */
    public PendingSends(LostContents lostContents, Doubts doubts, SendFrames frames, Consumer<PendingWork> gate) {
        this.frames = frames;
        this.lostContents = lostContents;
        this.doubts = doubts;
        this.gate = gate;
        this.writer = new SendWriter(waiting, underWay, doubts, health);
    }

    /** The maker of their frames. */
    @Override
    public SendFrames frames() {
        return frames;
    }

    /** What became of all of them; from any thread. */
    public SendFigures figures() {
        return figures;
    }

    @Override
    public void arrived(PendingWork work) {
        gate.accept(work);
    }

    public void add(PendingWork work) {
        deadlines.add(work);
        all.add(work);
        figures.began(work.messages());
        if (!lostContents.isEmpty()) {
            work.history(lostContents.take(work.content(), System.nanoTime()));
            if (work.isJudged()) {
                return;
            }
        }
        waiting.add(work);
    }

    @Override
    public void failed(PendingWork work, StompException failure) {
        figures.failed(work.messages(), failure);
        remember(work);
    }

    /** The send failed, perhaps after connections were lost with it, and may come again as another send. */
    private void remember(PendingWork work) {
        if (work.history().losses() > 0) {
            lostContents.put(work.content(), work.history(), System.nanoTime());
        }
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Writes waiting sends as long as the socket accepts data. */
    public void write(StompLink link, BrokerDialect dialect, long nowNanos) {
        writer.write(link, dialect, nowNanos);
    }

    /** An ERROR came that names no frame and is about no subscription. */
    public void unaddressed(StompBrokerException error, BrokerDialect dialect) {
        // No known broker complains about a valid ACK, and others are never written. So the ERROR is about a send.
        if (!dialect.isAboutAcknowledgement(error) && health.isAccountable() && !underWay.isEmpty()) {
            unaddressed.add(error, underWay.inOrder(), dialect);
        }
    }

    /** The broker has the send. */
    @Override
    public void confirmed(PendingWork work) {
        health.confirmed();
        figures.confirmed(work.messages());
        doubts.confirmed(work);
    }

    /** The broker refused the send; it may close the connection next. */
    @Override
    public void refused(PendingWork work, StompBrokerException error) {
        health.refused(work, error, System.nanoTime());
    }

    /** The connection was lost before the receipt of this send. */
    @Override
    public void lost(PendingWork work, StompException cause) {
        underWay.lost(work, cause);
    }

    /** Why this send waits, to be appended to a sentence. */
    public String words(PendingWork work) {
        return unaddressed.suspicion(work) + doubts.words(work);
    }

    /** The send may be written again. */
    @Override
    public void again(PendingWork work) {
        waiting.again(work);
    }

    /**
     * The link has ended. Sends to be written again come before those that were never written, in their old order.
     *
     * @param byBroker whether the broker or the network ended it
     * @return whether the loss says nothing against the broker: it has confirmed messages, or a message was the reason
     */
    public boolean linkDown(boolean byBroker, long nowNanos) {
        Map<PendingWork, StompException> ended = underWay.takeLost();
        boolean alive = health.hasConfirmed();
        PendingWork judged = byBroker ? health.judged() : null;
        if (judged != null) {
            alive = true;
            remember(judged);
        } else if (byBroker && !ended.isEmpty()) {
            String reason = ended.values().iterator().next().getMessage();
            alive |= doubts.blame(ended.keySet(), health.isAccountable(), reason, nowNanos);
        }
        doubts.linkDown(waiting.toWriteAgain());
        underWay.clear();
        unaddressed.clear();
        health.linkDown();
        ended.forEach(PendingWork::connectionLost);
        all.which(PendingWork::isStale).forEach(PendingWork::stale);
        waiting.linkDown();
        return alive;
    }

    /** No broker could be reached: the loss was caused by the broker or the network, not by a message. */
    public void brokerIsGone() {
        doubts.brokerIsGone();
    }

    /** Some of the held sends may be ready now. */
    public void mayBeReady() {
        waiting.mayBeReady();
    }

    /**
     * Ends the sends whose time limit has passed.
     *
     * @param session the current session, or {@code null}
     * @param lastWords what is known of why they wait
     * @return why the link has to be ended, or {@code null}
     */
    @Nullable
    public StompException expire(long nowNanos, @Nullable StompSession session, String lastWords) {
        List<PendingWork> overdue = deadlines.overdue(nowNanos);
        if (overdue.isEmpty()) {
            return null;
        }
        List<String> words =
                overdue.stream().map(work -> lastWords + words(work)).toList();
        unaddressed.clear();
        for (int i = 0; i < overdue.size(); i++) {
            overdue.get(i).timedOut(session, words.get(i));
        }
        // Sends that ended before they were written would otherwise stay in the queue until there is a connection.
        dropEnded();
        StompException end = linkEnd;
        linkEnd = null;
        return end;
    }

    /** Removes the sends that ended before they were written. */
    public void dropEnded() {
        waiting.dropEnded();
        doubts.dropEnded();
    }

    @Override
    public void endsLink(StompException cause) {
        linkEnd = cause;
    }

    /** There will be no further connection: ends all sends. */
    public void abandon(StompException cause) {
        all.which(work -> true).forEach(work -> work.abandoned(cause));
        waiting.clear();
        underWay.clear();
        unaddressed.clear();
    }

    @Override
    public void ended(PendingWork work) {
        all.takeOut(work);
        figures.ended(work.messages());
        underWay.ended(work);
        unaddressed.ended(work);
        doubts.ended(work, waiting.queue());
    }
}
