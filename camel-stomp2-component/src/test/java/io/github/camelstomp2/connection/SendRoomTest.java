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
package io.github.camelstomp2.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.protocol.StompConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SendRoomTest {
    private static final int MIB = 1024 * 1024;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final SendRoom room = new SendRoom();

    @Test
    void thereIsRoomForManySmallMessages() {
        for (int i = 0; i < 65_536; i++) {
            room.enter(64, Duration.ZERO);
        }
        assertThatThrownBy(() -> room.enter(64, Duration.ZERO)).isInstanceOf(StompConnectionException.class);
    }

    @Test
    void aMessageLargerThanTheRoomGoesAlone() {
        int taken = room.enter(200 * MIB, Duration.ZERO);
        assertThatThrownBy(() -> room.enter(0, Duration.ZERO)).isInstanceOf(StompConnectionException.class);
        room.leave(taken);
        room.enter(0, Duration.ZERO);
    }

    @Test
    void whoFindsNoRoomWaitsUntilThereIsSome() throws Exception {
        int taken = room.enter(64 * MIB, Duration.ZERO);
        AtomicReference<Thread> waiting = new AtomicReference<>();
        CompletableFuture<Integer> entered = CompletableFuture.supplyAsync(() -> {
            waiting.set(Thread.currentThread());
            return room.enter(10 * MIB, LONG);
        });
        await().until(() -> waiting.get() != null && waiting.get().getState() == Thread.State.TIMED_WAITING);
        assertThat(entered).isNotDone();

        room.leave(taken);

        assertThat(entered.get(20, TimeUnit.SECONDS)).isEqualTo(10 * 1024 + 1);
    }

    @Test
    void whoFindsNoRoomForARequestLearnsThatTooFewAreAnswered() {
        SendRoom requests = SendRoom.ofRequests();
        requests.enter(64 * MIB, Duration.ZERO);
        assertThatThrownBy(() -> requests.enter(1, Duration.ofMillis(20)))
                .isInstanceOf(StompConnectionException.class)
                .hasMessage("not sent: too few of the requests that wait were answered within 20 ms (requestTimeout)");
    }

    @Test
    void whoFindsNoRoomInTimeHasSentNothing() {
        room.enter(64 * MIB, Duration.ZERO);
        assertThatThrownBy(() -> room.enter(1, Duration.ofMillis(20)))
                .isInstanceOf(StompConnectionException.class)
                .hasMessageContaining("not sent")
                .hasMessageContaining("confirmTimeout");
    }

    @Test
    void whoIsInterruptedWhileItWaitsHasSentNothingAndStaysInterrupted() {
        room.enter(64 * MIB, Duration.ZERO);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> room.enter(1, LONG)).isInstanceOf(StompConnectionException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
