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
package io.github.camelstomp2.chaos.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.chaos.ledger.EventKind;
import io.github.camelstomp2.chaos.ledger.Ledger;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final int ENTRIES = 200_000;

    @Test
    void whatIsToldByManyThreadsIsInTheLedger() throws Exception {
        Ledger ledger = new Ledger();
        try (ReportReceiver receiver = new ReportReceiver(ledger)) {
            long begun = System.nanoTime();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
                Reports reports = new Reports(socket.getOutputStream());
                Thread other = new Thread(() -> tellAll(reports, EventKind.ROUTE_DONE));
                other.start();
                tellAll(reports, EventKind.SEND_BEGUN);
                other.join();
                reports.close();
            }
            receiver.awaitEnd();

            assertThat(ledger.count(EventKind.SEND_BEGUN)).isEqualTo(ENTRIES);
            assertThat(ledger.count(EventKind.ROUTE_DONE)).isEqualTo(ENTRIES);
            assertThat(ledger.hasSince(EventKind.SEND_BEGUN, begun)).isTrue();
            assertThat(ledger.hasSince(EventKind.SEND_BEGUN, System.nanoTime())).isFalse();
            System.out.printf(
                    "the ledger takes %,d entries a second%n",
                    2L * ENTRIES * 1_000_000_000L / (System.nanoTime() - begun));
        }
    }

    private static void tellAll(Reports reports, EventKind kind) {
        for (int i = 0; i < ENTRIES; i++) {
            reports.tell(kind, i, -1);
        }
    }
}
