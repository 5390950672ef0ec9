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

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a connection anew when the broker keeps messages on it for subscriptions that have ended: nobody else gets them
 * before. That is done as soon as nobody is at work on a message of the connection, so that none is delivered twice.
 * Event loop only.
 */
final class Renewal {
    /**
     * So long a message that is being worked on may hold it up. After that the worse of two evils is a message that nobody
     * gets: the other one is delivered a second time.
     */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final BooleanSupplier quiet;
    private final Runnable renew;
    private final EventLoop eventLoop;
    private @Nullable ScheduledFuture<?> limit;

    /**
     * @param quiet whether nobody is at work on anything of the current link
     * @param renew ends the link and connects again
     */
    Renewal(BooleanSupplier quiet, Runnable renew, EventLoop eventLoop) {
        this.quiet = quiet;
        this.renew = renew;
        this.eventLoop = eventLoop;
    }

    /** Wants one of the current link. */
    void want() {
        if (limit == null) {
            limit = eventLoop.schedule(renew, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whether one is wanted: whoever has time better begins with nothing on this link. */
    boolean isWanted() {
        return limit != null;
    }

    /** Does it, if it is wanted and can be done now. */
    void proceed() {
        if (isWanted() && quiet.getAsBoolean()) {
            renew.run();
        }
    }

    /** The link is gone, whatever the reason, and the messages are where they belong. */
    void linkDown() {
        if (limit != null) {
            limit.cancel(false);
            limit = null;
        }
    }
}
