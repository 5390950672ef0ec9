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
package io.github.camelstomp2.chaos.fault;

import io.github.camelstomp2.chaos.ledger.Side;
import io.github.camelstomp2.testbed.Direction;
import io.github.camelstomp2.testbed.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Faults of the network that last some milliseconds each.
 *
 * @param kind what happens
 * @param side to which connections
 */
public record WireFault(Kind kind, Side side) implements Injection {
    private static final Pause SOME_TIME = Pause.millis(5, 60);
    private static final long CUT_WITHIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int CUT_WITHIN_OCTETS = 20_000;

    /** What happens to connections. */
    public enum Kind {
        /** Connections end after some octet, which may be in the middle of a frame. */
        CUT,
        /** Connections end with an RST. */
        RESET,
        /** Connections end with an RST, and new ones are refused for a while. */
        REFUSE,
        /** Written data is thrown away, then the connections end. */
        BLACKHOLE,
        /** No data passes for a while; none is lost. */
        HOLD,
        /** A few octets pass at a time. */
        TRICKLE
    }

    /** All kinds on all sides, and lost receipts. */
    public static List<Injection> all() {
        List<Injection> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Side side : Side.values()) {
                all.add(new WireFault(kind, side));
            }
        }
        all.add(new ReceiptFault(0.1, 0.2, SOME_TIME));
        return all;
    }

    @Override
    public String title() {
        return kind.name().toLowerCase(Locale.ROOT) + " of " + side.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public long inject(Arena arena, Random random) {
        List<FaultProxy> proxies = arena.proxies(side);
        switch (kind) {
            case CUT -> proxies.forEach(proxy -> cut(proxy, random));
            case RESET -> proxies.forEach(FaultProxy::resetAll);
            case REFUSE -> {
                proxies.forEach(FaultProxy::refuse);
                proxies.forEach(FaultProxy::resetAll);
                SOME_TIME.take(random);
                proxies.forEach(FaultProxy::accept);
            }
            case BLACKHOLE -> {
                proxies.forEach(FaultProxy::blackhole);
                SOME_TIME.take(random);
                // Thrown away data is missing, so no connection may continue, nor one that is made meanwhile.
                proxies.forEach(FaultProxy::refuse);
                proxies.forEach(FaultProxy::resetAll);
                proxies.forEach(FaultProxy::pass);
                proxies.forEach(FaultProxy::accept);
            }
            case HOLD -> {
                proxies.forEach(proxy -> proxy.hold(direction(random)));
                SOME_TIME.take(random);
                proxies.forEach(FaultProxy::pass);
            }
            case TRICKLE -> {
                int octets = 1 + random.nextInt(100);
                proxies.forEach(proxy -> proxy.trickle(direction(random), octets, Duration.ofMillis(1)));
                SOME_TIME.take(random);
                proxies.forEach(FaultProxy::pass);
            }
        }
        return System.nanoTime();
    }

    private static Direction direction(Random random) {
        return random.nextBoolean() ? Direction.TO_BROKER : Direction.TO_CLIENT;
    }

    private static void cut(FaultProxy proxy, Random random) {
        Direction direction = direction(random);
        long octets = 1 + random.nextInt(CUT_WITHIN_OCTETS);
        long target = proxy.bytes(direction) + octets;
        proxy.cutAfter(direction, octets);
        long deadline = System.nanoTime() + CUT_WITHIN_NANOS;
        while (proxy.bytes(direction) < target && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
        }
        // there was not enough traffic; the cut must not happen at a later time
        proxy.cutAfter(direction, Long.MAX_VALUE);
    }
}
