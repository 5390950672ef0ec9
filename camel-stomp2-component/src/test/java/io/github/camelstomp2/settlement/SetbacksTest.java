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
package io.github.camelstomp2.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SetbacksTest {
    private long now;
    private final Setbacks setbacks = new Setbacks(times -> Duration.ofSeconds(Math.min(4, 1 << times)), () -> now);

    private void after(int millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    @Test
    void thoseThatFailBeforeThePauseIsOverAreOneRound() {
        assertThat(setbacks.add()).isEqualTo(new Setbacks.Setback(Duration.ofSeconds(1), 1, true, 1));
        after(999);
        assertThat(setbacks.add()).isEqualTo(new Setbacks.Setback(Duration.ofSeconds(1), 1, false, 1));
    }

    @Test
    void eachRoundPausesLongerAndTellsHowManyThereWere() {
        setbacks.add();
        setbacks.add();
        after(1000);
        assertThat(setbacks.add()).isEqualTo(new Setbacks.Setback(Duration.ofSeconds(2), 2, true, 2));
        after(2000);
        assertThat(setbacks.add()).isEqualTo(new Setbacks.Setback(Duration.ofSeconds(4), 3, true, 1));
    }

    @Test
    void whenThePauseGrowsNoMoreThereIsNoNews() {
        for (int seconds : new int[] {1, 2, 4}) {
            setbacks.add();
            after(seconds * 1000);
        }
        assertThat(setbacks.add()).isEqualTo(new Setbacks.Setback(Duration.ofSeconds(4), 4, false, 1));
    }

    @Test
    void afterOneThatGotThroughTheNextIsTheFirstAgain() {
        assertThat(setbacks.through()).isZero();
        setbacks.add();
        setbacks.add();
        assertThat(setbacks.through()).isEqualTo(2);
        assertThat(setbacks.through()).isZero();
        assertThat(setbacks.add().round()).isEqualTo(1);
    }
}
