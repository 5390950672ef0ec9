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

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.BrokerList;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.connect.Handshake;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a connection: which broker it had last, why it has none now, since when, and how often that was so.
 * Written on the event loop, readable from any thread.
 */
public final class ConnectionHistory {
    /**
     * A broker that answered CONNECTED.
     *
     * @param since when it did, as a value of {@link System#nanoTime}
     */
    public record Reached(BrokerAddress address, Handshake handshake, long since) {}

    private final TrafficFigures traffic = new TrafficFigures();
    private volatile @Nullable Reached reached;
    private volatile @Nullable LinkFailure last;
    private volatile @Nullable Long withoutSince;
    private volatile int failures;
    private volatile long connections;

    /** Counts its frames and octets. */
    public TrafficFigures traffic() {
        return traffic;
    }

    /** The first attempt begins, after a start. */
    public void starting() {
        failures = 0;
        withoutSince = System.nanoTime();
    }

    /** There is a link. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public void connected(BrokerAddress address, Handshake handshake) {
        reached = new Reached(address, handshake, System.nanoTime());
        failures = 0;
        connections++;
        withoutSince = null;
        last = null;
    }

    /** The link ended, or could not be made. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public LinkFailure failed(BrokerAddress address, StompException cause) {
        LinkFailure failure = new LinkFailure(address, cause, System.nanoTime());
        if (withoutSince == null) {
            withoutSince = System.nanoTime();
        } else {
            failures++;
        }
        last = failure;
        return failure;
    }

    /** The broker that was reached last; {@code null} before the first. */
    @Nullable
    public Reached reached() {
        return reached;
    }

    /** Since when there is no link since it was wanted, as a value of {@link System#nanoTime}; {@code null} while there is one. */
    @Nullable
    public Long withoutSince() {
        return withoutSince;
    }

    /** How many attempts to connect have failed since there was a link. */
    public int failures() {
        return failures;
    }

    /** How often there was a new link. */
    public long connections() {
        return connections;
    }

    @Nullable
    public StompException cause() {
        LinkFailure failure = last;
        return failure == null ? null : failure.cause();
    }

    /** Why there is no link, with the broker that did not answer or what it said; {@code null} while there is one. */
    @Nullable
    public String reason() {
        LinkFailure failure = last;
        return failure == null ? null : failure.words();
    }

    /** To be appended to a sentence. */
    public String words() {
        String reason = reason();
        return reason == null ? "" : "; last failure: " + reason;
    }

    /** How much of a wait that began with it is left; zero when it is over. */
    public Duration leftOf(Duration wait) {
        LinkFailure failure = last;
        Duration left = failure == null ? Duration.ZERO : wait.minusNanos(System.nanoTime() - failure.nanos());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /**
     * That no broker of these was reached as often as was allowed.
     *
     * @param next who makes the connection try again
     */
    public StompConnectionException gaveUp(BrokerList brokers, String next) {
        return new StompConnectionException(
                "gave up connecting to " + brokers + " after reconnectMaxAttempts" + words() + "; " + next, cause());
    }
}
