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
package io.github.camelstomp2.chaos.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LosesReceiptsTest {
    private static final Frame RECEIPT = Frame.of("RECEIPT", "receipt-id", "r-1");
    private static final Frame MESSAGE = Frame.of("MESSAGE", "ack", "a");

    private final RecordedWire wire = new RecordedWire();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final LosesReceipts receipts = new LosesReceipts(new Random(1), timer);

    private void pass() throws InterruptedException {
        receipts.fromBroker(RECEIPT, wire);
        receipts.fromBroker(MESSAGE, wire);
        timer.shutdown();
        assertThat(timer.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void allPassesWhileItIsOff() throws InterruptedException {
        pass();

        assertThat(wire.toClient).containsExactly(RECEIPT, MESSAGE);
    }

    @Test
    void onlyReceiptsAreLost() throws InterruptedException {
        receipts.set(1, 0, Duration.ZERO);

        pass();

        assertThat(wire.toClient).containsExactly(MESSAGE);
    }

    @Test
    void onlyReceiptsAreLate() throws InterruptedException {
        receipts.set(0, 1, Duration.ofMillis(500));

        pass();

        assertThat(wire.toClient).containsExactly(MESSAGE, RECEIPT);
    }
}
