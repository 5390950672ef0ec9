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
package io.github.camelstomp2.benchmarks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What many idle consumers take of the machine. */
class ScaleTest {

    @Test
    void aThousandConsumersOnASharedConnectionTakeOneSocketAndTwoThreads() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (SyntheticPeer peer = new SyntheticPeer();
                CamelContext context = IdleRoutes.SHARED_CONNECTION.context(peer.port(), 1_000)) {
            context.start();
            await().until(() -> peer.subscriptions() == 1_000);
            assertThat(peer.connections()).isEqualTo(1);
            assertThat(clientThreads(before)).hasSizeBetween(1, 2);
        }
    }

    /** Those that have come since, but for the peer's and Awaitility's. */
    private static Set<String> clientThreads(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("synthetic peer") && !name.startsWith("awaitility"))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource(IdleRoutes.class)
    void aFewConsumersAreSubscribedAndMeasured(IdleRoutes from) throws Exception {
        try (SyntheticPeer peer = new SyntheticPeer();
                CamelContext context = from.context(peer.port(), 3)) {
            context.start();
            await().until(() -> peer.subscriptions() == from.subscriptions(3));
            assertThat(context.getRoutesSize()).isEqualTo(3);
            assertThat(peer.connections()).isEqualTo(connections(from));
            IdleMeasurement measured = IdleMeasurement.now();
            assertThat(measured.threads()).isPositive();
            assertThat(measured.heap()).isGreaterThan(1_000_000);
            assertThat(IdleMeasurement.ofLine(measured.line())).isEqualTo(measured);
        }
    }

    private static int connections(IdleRoutes from) {
        return switch (from) {
            case WITHOUT_NETWORK -> 0;
            case SHARED_CONNECTION -> 1;
            case CONNECTION_EACH, WEB_SOCKET_EACH -> 3;
        };
    }
}
