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
package io.github.camelstomp2.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.observation.Timing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteClockTest {
    private final List<Long> recorded = new ArrayList<>();
    private long now = 1_000;
    private int looks;

    private long look() {
        looks++;
        return now;
    }

    private RouteClock clock(boolean oneAtATime) {
        return new RouteClock(recorded::add, oneAtATime, this::look);
    }

    private void message(RouteClock clock, long nanos, boolean quick) {
        long beginning = clock.begins();
        now += nanos;
        clock.ended(beginning, quick);
    }

    @Test
    void messagesThatFollowOneAnotherNeedOneLookAtTheClockEach() {
        RouteClock clock = clock(true);
        clock.pauses();
        message(clock, 5, true);
        message(clock, 7, true);
        message(clock, 11, true);
        assertThat(recorded).containsExactly(5L, 7L, 11L);
        assertThat(looks).as("the first beginning, and three ends").isEqualTo(4);
    }

    @Test
    void aPauseIsNoPartOfTheNextMessage() {
        RouteClock clock = clock(true);
        message(clock, 5, true);
        clock.pauses();
        now += 1_000;
        message(clock, 7, true);
        assertThat(recorded).containsExactly(5L, 7L);
    }

    @Test
    void theDeadLetterOfAMessageIsNoPartOfTheNextOne() {
        RouteClock clock = clock(true);
        message(clock, 5, false);
        now += 1_000;
        message(clock, 7, true);
        assertThat(recorded).containsExactly(5L, 7L);
    }

    @Test
    void aMessageThatNeverEntersItsRouteIsNoPartOfTheNextOne() {
        RouteClock clock = clock(true);
        message(clock, 5, true);
        clock.begins();
        now += 1_000;
        message(clock, 7, true);
        assertThat(recorded).containsExactly(5L, 7L);
    }

    @Test
    void messagesThatAreInProcessTogetherAreTimedApart() {
        RouteClock clock = clock(false);
        long first = clock.begins();
        now += 3;
        long second = clock.begins();
        now += 5;
        clock.ended(first, true);
        now += 100;
        long third = clock.begins();
        now += 7;
        clock.ended(third, true);
        clock.ended(second, true);
        assertThat(recorded).containsExactly(8L, 7L, 112L);
    }

    @Test
    void nobodyLooksAtTheClockWhereNobodyWantsToKnow() {
        RouteClock clock = new RouteClock(Timing.NONE, true, this::look);
        message(clock, 5, true);
        message(clock, 7, true);
        assertThat(looks).isZero();
    }
}
