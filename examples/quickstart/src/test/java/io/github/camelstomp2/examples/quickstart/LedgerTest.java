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
package io.github.camelstomp2.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Duration NOT_AT_ALL = Duration.ZERO;

    private final Ledger ledger = new Ledger();

    @Test
    void itAddsUpWhenEachOrderIsProcessedOrDeadLettered() throws Exception {
        send("1", "2");
        assertThat(ledger.processed("1")).isTrue();
        assertThat(ledger.deadLettered("2")).isTrue();

        assertThat(balance()).isEqualTo(new Ledger.Balance(2, 1, 1, 0));
        assertThat(balance().addsUp()).isTrue();
    }

    @Test
    void itDoesNotAddUpWhenAnOrderIsMissing() throws Exception {
        send("1", "2");
        ledger.processed("1");

        assertThat(balance().addsUp()).isFalse();
        assertThat(balance().missing()).isOne();
    }

    @Test
    void itDoesNotAddUpWhenNothingWasSent() throws Exception {
        assertThat(balance().addsUp()).isFalse();
    }

    @Test
    void anOrderThatIsDeliveredTwiceCountsOnce() throws Exception {
        send("1");
        ledger.processed("1");

        assertThat(ledger.processed("1")).isFalse();
        assertThat(balance()).isEqualTo(new Ledger.Balance(1, 1, 0, 0));
    }

    @Test
    void aMessageOfSomebodyElseIsNoOrder() throws Exception {
        send("1");

        assertThat(ledger.deadLettered("2")).isFalse();
        assertThat(balance()).isEqualTo(new Ledger.Balance(1, 0, 0, 1));
    }

    private void send(String... ids) {
        for (String id : ids) {
            ledger.expect(id);
            ledger.sent();
        }
    }

    private Ledger.Balance balance() throws InterruptedException {
        return ledger.awaitSettled(NOT_AT_ALL);
    }
}
