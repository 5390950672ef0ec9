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
package io.github.camelstomp2.examples.failover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally();

    @Test
    void anOrderThatIsConfirmedAndNotReceivedIsLost() {
        tally.sent();
        tally.confirmed(1);

        assertThat(tally.counts()).isEqualTo(new Tally.Counts(1, 1, 0, 0, 1));
        assertThat(tally.counts().complete(1)).isFalse();
    }

    @Test
    void anOrderThatIsReceivedTwiceCountsOnce() {
        tally.sent();
        tally.received(1);
        tally.received(1);
        tally.confirmed(1);

        assertThat(tally.counts()).isEqualTo(new Tally.Counts(1, 1, 1, 1, 0));
        assertThat(tally.counts().complete(1)).isTrue();
    }
}
