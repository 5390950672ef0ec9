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

import io.github.camelstomp2.chaos.ledger.Fault;
import io.github.camelstomp2.chaos.ledger.Side;
import io.github.camelstomp2.testbed.RabbitMqCluster;
import io.github.camelstomp2.testbed.RabbitMqProcess;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** Faults of one node of a RabbitMQ cluster; the others go on. */
public enum ClusterFault implements Injection {
    /** Its process is killed, and started again after a while. */
    KILL("kill -9 of a node", Fault.Effect.KILLS, (node, random) -> {
        node.kill();
        Constants.DOWN.take(random);
        node.start();
    }),

    /** Its process stands still until clients and nodes take it for dead. */
    FREEZE("SIGSTOP of a node", Fault.Effect.DISTURBS, (node, random) -> {
        node.suspend();
        try {
            Constants.FROZEN.take(random);
        } finally {
            node.resume();
        }
    }),

    /** It and the others do not reach each other; clients reach all of them. */
    CUT_OFF("partition", Fault.Effect.DISTURBS, (node, random) -> {
        RabbitMqCluster cluster = node.cluster().orElseThrow();
        cluster.cutOff(node);
        try {
            Constants.FROZEN.take(random);
        } finally {
            cluster.rejoin(node);
        }
    }),

    /** One node after the other is stopped in an orderly way and started again. */
    ROLLING_RESTART("rolling restart", Fault.Effect.DISTURBS, (node, random) -> {
        RabbitMqCluster cluster = node.cluster().orElseThrow();
        for (RabbitMqProcess each : cluster.nodes()) {
            each.stop();
            each.start();
            cluster.awaitJoined();
        }
    });

    private static final class Constants {
        private static final Pause DOWN = Pause.millis(0, 3_000);
        private static final Pause FROZEN = Pause.millis(3_000, 8_000);
        private static final Duration SILENCE = Duration.ofSeconds(2);
    }

    private final String title;
    private final Fault.Effect effect;
    private final BiConsumer<RabbitMqProcess, Random> action;

    ClusterFault(String title, Fault.Effect effect, BiConsumer<RabbitMqProcess, Random> action) {
        this.title = title;
        this.effect = effect;
        this.action = action;
    }

    /** All of them. */
    public static List<Injection> all() {
        return List.of(values());
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Side side() {
        return Side.BOTH;
    }

    @Override
    public Fault.Effect effect() {
        return effect;
    }

    /**
     * Not if the queue is led by this node, or, of a rolling restart, by any; nor if clients are connected to a node that is cut
     * off: it is alive, and only says nothing of what it cannot store.
     */
    @Override
    public boolean spares(Arena arena) {
        RabbitMqProcess node = (RabbitMqProcess) arena.broker();
        boolean reached = this == CUT_OFF && arena.openConnections() > 0;
        return this != ROLLING_RESTART && !reached && !node.leads(arena.queue());
    }

    /** A frozen node is known by its missing heart-beats. */
    @Override
    public Duration unnoticed() {
        return this == FREEZE ? Constants.SILENCE : Duration.ZERO;
    }

    @Override
    public long inject(Arena arena, Random random) {
        RabbitMqProcess node = (RabbitMqProcess) arena.broker();
        action.accept(node, random);
        node.cluster().orElseThrow().awaitJoined();
        return System.nanoTime();
    }
}
