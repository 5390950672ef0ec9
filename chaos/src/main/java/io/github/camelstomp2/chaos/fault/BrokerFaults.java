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
import io.github.camelstomp2.testbed.Poll;
import io.github.camelstomp2.testbed.RabbitMqProcess;
import java.time.Duration;
import java.util.Random;
import java.util.function.ToLongBiFunction;

/** Faults of the broker itself. */
public enum BrokerFaults implements Injection {
    /** The process is killed and restarted. */
    KILL("kill -9", Fault.Effect.KILLS, (arena, random) -> {
        arena.broker().kill();
        Pause.millis(0, 300).take(random);
        PortWatch watch = new PortWatch(arena.broker());
        arena.broker().start();
        return watch.upNanos();
    }),

    /** The process is frozen, for less time than the client needs to notice. */
    FREEZE("SIGSTOP for a moment", Fault.Effect.DISTURBS, (arena, random) -> freeze(arena, random, 50, 900)),

    /** The process is frozen until its clients count it as dead. */
    FREEZE_LONG(
            "SIGSTOP until it is noticed",
            Fault.Effect.DISTURBS,
            (arena, random) -> freeze(arena, random, 2_500, 4_000)),

    /** The queue is deleted with its messages. */
    DELETE_QUEUE("queue deleted", Fault.Effect.EMPTIES_QUEUE, (arena, random) -> {
        arena.broker().deleteQueue(arena.queue());
        Poll.until(
                Constants.LONG,
                "the consumer's coming back to the queue",
                () -> arena.broker().consumerCount(arena.queue()) > 0);
        return System.nanoTime();
    }),

    /** The password is changed for a while, and the clients have to connect again. */
    CHANGE_PASSWORD("password changed", Fault.Effect.DISTURBS, (arena, random) -> {
        RabbitMqProcess rabbit = (RabbitMqProcess) arena.broker();
        rabbit.changePasscode("another one");
        try {
            arena.proxies(Side.BOTH).forEach(proxy -> proxy.closeAll());
            Pause.millis(200, 1_500).take(random);
        } finally {
            rabbit.changePasscode(rabbit.passcode());
        }
        return System.nanoTime();
    }),

    /** The broker has a memory alarm, and stops reading from connections that send. */
    MEMORY_ALARM("memory alarm", Fault.Effect.DISTURBS, (arena, random) -> {
        RabbitMqProcess rabbit = (RabbitMqProcess) arena.broker();
        rabbit.setMemoryAlarm(true);
        try {
            Pause.millis(200, 1_500).take(random);
        } finally {
            rabbit.setMemoryAlarm(false);
        }
        return System.nanoTime();
    });

    private static final class Constants {
        private static final Duration LONG = Duration.ofSeconds(30);
    }

    private final String title;
    private final Fault.Effect effect;
    private final ToLongBiFunction<Arena, Random> action;

    BrokerFaults(String title, Fault.Effect effect, ToLongBiFunction<Arena, Random> action) {
        this.title = title;
        this.effect = effect;
        this.action = action;
    }

    private static long freeze(Arena arena, Random random, long shortest, long longest) {
        arena.broker().suspend();
        try {
            Pause.millis(shortest, longest).take(random);
        } finally {
            arena.broker().resume();
        }
        return System.nanoTime();
    }

    /** The title. An enum cannot override {@code name()}. */
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

    @Override
    public long inject(Arena arena, Random random) {
        return action.applyAsLong(arena, random);
    }
}
