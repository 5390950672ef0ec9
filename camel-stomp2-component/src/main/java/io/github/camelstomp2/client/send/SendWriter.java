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
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.StompSession;

/**
 * Writes the sends of a connection to its link. Waiting sends and sends in doubt (which may be the reason why
 * connections end) take turns. Event loop only; the time is passed in.
 */
final class SendWriter {
    private final WaitingSends waiting;
    private final UnderWay underWay;
    private final Doubts doubts;
    private final LinkHealth health;
    private boolean writing;

    /** Whether it is the turn of the sends in doubt. */
    private boolean yielding;

    SendWriter(WaitingSends waiting, UnderWay underWay, Doubts doubts, LinkHealth health) {
        this.waiting = waiting;
        this.underWay = underWay;
        this.doubts = doubts;
        this.health = health;
    }

    /**
     * Writes waiting sends as long as the socket accepts data. Writing can make the socket report that it accepts more
     * data, which calls this method again; the inner call returns at once.
     */
    void write(StompLink link, BrokerDialect dialect, long nowNanos) {
        if (!link.isWritable()) {
            doubts.stillBeingWritten(nowNanos);
            return;
        }
        if (writing || doubts.isTrying(nowNanos)) {
            return;
        }
        writing = true;
        try {
            if (!yielding || !doubts.isDue(nowNanos)) {
                writeWaiting(link, dialect, nowNanos);
            }
            yielding = doubts.isDue(nowNanos);
            if (yielding && isOpen(link) && health.isQuiet(underWay.isEmpty(), nowNanos)) {
                yielding = false;
                health.refusalIsOver();
                doubts.begin(nowNanos).forEach(doubt -> tryNow(doubt, link, dialect, nowNanos));
            }
        } finally {
            writing = false;
        }
    }

    private static boolean isOpen(StompLink link) {
        return link.isWritable() && link.session().isConnected();
    }

    private void writeWaiting(StompLink link, BrokerDialect dialect, long nowNanos) {
        while (!waiting.isEmpty() && isOpen(link)) {
            PendingWork work = waiting.next();
            if (!work.isEnded() && !doubts.takes(work)) {
                write(work, link, dialect, nowNanos);
            }
        }
    }

    private void tryNow(Doubt doubt, StompLink link, BrokerDialect dialect, long nowNanos) {
        while (isOpen(link)) {
            PendingWork work = doubt.next();
            if (work == null) {
                return;
            }
            write(work, link, dialect, nowNanos);
            if (work.written > 0) {
                doubt.tries(work);
            }
        }
    }

    private void write(PendingWork work, StompLink link, BrokerDialect dialect, long nowNanos) {
        if (work.isStale()) {
            work.stale();
        } else if (!work.isReady()) {
            waiting.hold(work);
        } else {
            health.written(nowNanos);
            work.overWebSocket = link.address().isWebSocket();
            write(work, link.session(), dialect);
        }
    }

    private void write(PendingWork work, StompSession session, BrokerDialect dialect) {
        try {
            work.write(session, dialect);
            if (work.isEnded()) {
                health.writtenUnaccountably();
            } else {
                underWay.add(work);
            }
        } catch (StompException e) {
            work.end(e);
        }
    }
}
