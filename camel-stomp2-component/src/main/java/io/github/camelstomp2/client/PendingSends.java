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
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.session.StompSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All sends of a connection that have not ended: those that wait to be written, in order, and those that wait for their
 * receipt. Event loop only; the time is passed in.
 */
final class PendingSends {
    private final Set<PendingSend> all = new LinkedHashSet<>();
    private final Deque<PendingSend> waiting = new ArrayDeque<>();
    private final List<PendingSend> again = new ArrayList<>();
    private boolean writing;

    void add(OutgoingMessage message, SendListener listener, long nowNanos) {
        PendingSend send = new PendingSend(message, listener, this, nowNanos);
        all.add(send);
        waiting.add(send);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * Writes what waits, as long as the socket takes it. Writing can make the socket report that it takes more again,
     * which leads here again: that call returns at once.
     */
    void write(StompLink link, BrokerDialect dialect) {
        if (writing) {
            return;
        }
        writing = true;
        try {
            while (!waiting.isEmpty() && link.isWritable() && link.session().isConnected()) {
                PendingSend send = waiting.remove();
                if (!send.isEnded()) {
                    write(send, link.session(), dialect);
                }
            }
        } finally {
            writing = false;
        }
    }

    private void write(PendingSend send, StompSession session, BrokerDialect dialect) {
        try {
            StompFrame frame = frame(send.message(), dialect);
            if (send.message().confirm()) {
                send.written(session.send(frame, send));
            } else {
                session.send(frame);
                send.written(null);
                send.end(null);
            }
        } catch (StompException e) {
            send.end(e);
        }
    }

    private static StompFrame frame(OutgoingMessage message, BrokerDialect dialect) {
        StompHeaders.Builder headers = new StompHeaders.Builder(
                        message.headers().size() + 4)
                .add(
                        StompHeaderNames.DESTINATION,
                        dialect.destination(message.options().destination(), message.declare()));
        message.headers().forEach(headers::addIfAbsent);
        dialect.addSendHeaders(message.options(), headers);
        StompFrame frame = new StompFrame(StompCommand.SEND, headers.build(), message.body());
        boolean bare = message.options().text() && dialect.makesTextByMissingContentLength() && !hasNul(message.body());
        return bare ? frame.withoutContentLength() : frame;
    }

    private static boolean hasNul(byte[] body) {
        for (byte octet : body) {
            if (octet == 0) {
                return true;
            }
        }
        return false;
    }

    /** The connection was lost before this one's receipt, and it may be written again. */
    void again(PendingSend send) {
        again.add(send);
    }

    /** The link is down: those to be written again go before those that were never written, in their old order. */
    void linkDown() {
        // Their receipts were lost in no particular order; "all" knows the one in which they were sent.
        List<PendingSend> ordered =
                all.stream().filter(new LinkedHashSet<>(again)::contains).toList();
        again.clear();
        for (int i = ordered.size() - 1; i >= 0; i--) {
            waiting.addFirst(ordered.get(i));
        }
    }

    /**
     * Ends those whose time is up.
     *
     * @param session the one on which they were written, or {@code null} when there is none
     * @param lastWords what is known of why they wait
     */
    void expire(long nowNanos, @Nullable StompSession session, String lastWords) {
        List<PendingSend> overdue =
                all.stream().filter(send -> send.isOverdue(nowNanos)).toList();
        for (PendingSend send : overdue) {
            String receipt = send.receipt();
            if (receipt != null && session != null) {
                session.forgetReceipt(receipt);
            }
            send.timedOut(lastWords);
        }
        // Those that ended before they were written would stay in the queue as long as there is no connection.
        if (!overdue.isEmpty()) {
            waiting.removeIf(PendingSend::isEnded);
        }
    }

    /** There will be no connection any more: ends all. */
    void abandon(StompException cause) {
        List.copyOf(all).forEach(send -> send.abandoned(cause));
        waiting.clear();
        again.clear();
    }

    void ended(PendingSend send) {
        all.remove(send);
    }
}
