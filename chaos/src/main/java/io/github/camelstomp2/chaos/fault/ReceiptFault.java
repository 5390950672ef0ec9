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
import java.time.Duration;
import java.util.Random;

/**
 * Receipts of the broker are lost, or arrive later than those of later sends. Connections stay.
 *
 * @param lost the share of lost receipts, from 0 to 1
 * @param late the share of late receipts
 * @param time how long the fault lasts
 */
public record ReceiptFault(double lost, double late, Pause time) implements Injection {
    private static final Duration LATE_BY = Duration.ofMillis(30);

    @Override
    public String title() {
        return "receipts lost and late";
    }

    @Override
    public Side side() {
        return Side.PRODUCERS;
    }

    @Override
    public long inject(Arena arena, Random random) {
        arena.receipts().set(lost, late, LATE_BY);
        time.take(random);
        arena.receipts().off();
        return System.nanoTime();
    }
}
