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
package io.github.camelstomp2.client.link;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reconnects when the broker keeps messages of ended subscriptions on the connection, since other consumers get these
 * messages only then. It waits until no message of the connection is in process, so that none is delivered twice. Event
 * loop only.
 */
public final class Renewal {
    /**
     * How long a message in process may delay it. After that, a message that nobody gets is worse than a message that
     * is delivered twice.
     */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Why, to be appended to "because". */
    static final String REASON =
            "the broker keeps messages on this connection that no route here processes; after that, other"
                    + " consumers get them";

    private final BooleanSupplier quiet;
    private final Runnable renew;
    private final EventLoop eventLoop;
    private @Nullable ScheduledFuture<?> limit;

    /**
     * @param quiet whether no message of the current link is in process
     * @param renew ends the link and connects again
     */
    public Renewal(BooleanSupplier quiet, Runnable renew, EventLoop eventLoop) {
        this.quiet = quiet;
        this.renew = renew;
        this.eventLoop = eventLoop;
    }

    /** Asks for a reconnect. */
    public void want() {
        if (limit == null) {
            limit = eventLoop.schedule(renew, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whether a reconnect is wanted. A caller that can wait should begin nothing on this link. */
    public boolean isWanted() {
        return limit != null;
    }

    /** Reconnects, if it is wanted and possible now. */
    public void proceed() {
        if (isWanted() && quiet.getAsBoolean()) {
            renew.run();
        }
    }

    /** The link has ended for any reason, so the messages were given back. */
    public void linkDown() {
        if (limit != null) {
            limit.cancel(false);
            limit = null;
        }
    }
}
