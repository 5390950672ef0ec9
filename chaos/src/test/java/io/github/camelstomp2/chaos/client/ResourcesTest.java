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

import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    private static final Resources BEFORE = new Resources(List.of("a", "loop-1"), 2, 10_000_000, 1_000);

    @Test
    void aSocketAndAThreadMoreAreNoticed() throws Exception {
        Resources before = Resources.now();
        Thread thread = new Thread(
                () -> {
                    try {
                        Thread.currentThread().join();
                    } catch (InterruptedException e) {
                        // the end of the test
                    }
                },
                "one-more");
        thread.start();
        try (ServerSocket socket = new ServerSocket(0)) {
            assertThat(socket.isBound()).isTrue();
            assertThat(Resources.now().growthSince(before)).anyMatch(it -> it.contains("one-more"));
            assertThat(Resources.now().growthSince(before)).anyMatch(it -> it.contains("sockets"));
        } finally {
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void threeMebibytesOfHeapMoreAreNoticed() {
        assertThat(new Resources(BEFORE.threads(), 2, 13_200_000, 1_000).growthSince(BEFORE))
                .containsExactly("13200000 octets of heap, 10000000 before");
    }

    @Test
    void lessOfAllIsNoGrowth() {
        assertThat(new Resources(List.of("a"), 1, 1, 1).growthSince(BEFORE)).isEmpty();
    }

    @Test
    void theySurviveTheWayBetweenProcesses() {
        assertThat(Resources.parse(BEFORE.toLine())).isEqualTo(BEFORE);
    }
}
