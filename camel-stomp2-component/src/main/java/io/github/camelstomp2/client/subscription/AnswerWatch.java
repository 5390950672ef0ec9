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
package io.github.camelstomp2.client.subscription;

import io.github.camelstomp2.client.link.LinkKeeper;
import io.github.camelstomp2.client.link.LoopTimer;
import io.github.camelstomp2.session.StompSession;
import java.time.Duration;
import java.util.List;

/**
 * Looks whether the broker answers what it is asked to subscribe: a node of a cluster may be silent for a minute while the node
 * that has the queue is down. Event loop only.
 */
final class AnswerWatch {
    /** A broker that is well answers within milliseconds, a busy one within a second or two. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Subscriptions subscriptions;
    private final LinkKeeper keeper;
    private final LoopTimer timer;
    private final Runnable whenAnswered;
    private boolean watching;

    /**
     * @param whenAnswered told when all are answered, one is refused, or they take too long; several times of one session
     */
    AnswerWatch(Subscriptions subscriptions, LinkKeeper keeper, LoopTimer timer, Runnable whenAnswered) {
        this.subscriptions = subscriptions;
        this.keeper = keeper;
        this.timer = timer;
        this.whenAnswered = whenAnswered;
    }

    /** There is one more question, or more: those that follow within {@link #PATIENCE} are looked at after these. */
    void asked(StompSession session) {
        if (!watching) {
            watching = true;
            // those that are asked in the same turn are among them
            timer.later(Duration.ZERO, () -> watch(session));
        }
    }

    private void watch(StompSession session) {
        List<StompSubscription> asked = subscriptions.unanswered().toList();
        timer.later(PATIENCE, () -> lookAfter(asked, session));
    }

    private void lookAfter(List<StompSubscription> asked, StompSession session) {
        watching = false;
        StompSession now = keeper.session();
        if (now == session) {
            asked.stream()
                    .filter(each -> subscriptions.contains(each) && each.state().isUnconfirmed())
                    .forEach(each -> keeper.log()
                            .subscriptions()
                            .unanswered(each.request().options().destination(), PATIENCE));
            whenAnswered.run();
        }
        boolean othersAsked = subscriptions.unanswered().anyMatch(each -> now != session || !asked.contains(each));
        if (now != null && othersAsked) {
            asked(now);
        }
    }

    /** One is refused, of which there is more to say. */
    void refused() {
        whenAnswered.run();
    }

    /** One was answered, or none was asked for. */
    void answered() {
        if (subscriptions.unanswered().findAny().isEmpty()) {
            whenAnswered.run();
        }
    }
}
