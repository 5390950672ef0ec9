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

import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The state of a subscription on the broker: not subscribed, SUBSCRIBE written, confirmed, or waiting after a refusal.
 * Event loop only, except for {@link #report}.
 */
public final class SubscriptionState {
    private @Nullable String sessionId;
    private @Nullable Consumer<StompBrokerException> guess;
    private boolean confirmed;
    private boolean held;
    private boolean lost;
    private int failures;
    private volatile SubscriptionReport report = SubscriptionReport.NEW;

    /** What is known of it; from any thread. */
    public SubscriptionReport report() {
        return report;
    }

    /** The id on the current session; {@code null} while it is not subscribed there. */
    public @Nullable String sessionId() {
        return sessionId;
    }

    /**
     * SUBSCRIBE was written.
     *
     * @param ofRefusal is told an ERROR that is taken for the answer to it
     */
    public void subscribed(String id, Consumer<StompBrokerException> ofRefusal) {
        sessionId = id;
        confirmed = false;
        guess = ofRefusal;
    }

    /** An ERROR that names no frame is taken for the answer to this SUBSCRIBE. */
    public void guessedRefused(StompBrokerException error) {
        if (guess != null) {
            guess.accept(error);
        }
    }

    public void confirm() {
        confirmed = true;
        guess = null;
        failures = 0;
        report = SubscriptionReport.FLOWING;
    }

    public void unsubscribed() {
        sessionId = null;
        confirmed = false;
    }

    public boolean isConfirmed() {
        return confirmed;
    }

    public boolean isUnconfirmed() {
        return sessionId != null && !confirmed;
    }

    /** Whether it waits to be made again; a new session does not make it either. */
    boolean isHeld() {
        return held;
    }

    void hold(boolean hold) {
        held = hold;
    }

    /** Counts a refusal by the broker. Returns how many there were in a row before. */
    int failed(StompException why) {
        report = report.refused(why);
        return failures++;
    }

    /** It cannot be said to this broker. */
    void unwritable(StompException why) {
        report = report.refused(why);
    }

    /** Its connection was lost. Returns whether messages could flow until then. */
    boolean connectionLost() {
        boolean flowed = report.flowing();
        report = report.lost();
        return flowed && lose();
    }

    /** No message comes any more. Returns whether that is news. */
    boolean lose() {
        boolean news = !lost;
        lost = true;
        return news;
    }

    /** Messages come again. Returns whether that is news. */
    boolean restore() {
        boolean news = lost;
        lost = false;
        return news;
    }
}
