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
package io.github.camelstomp2.chaos.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a deleted queue takes with it is not the client's fault, anything else is. */
class DeletedQueueTest {
    private static Story deleted(Story story) {
        return story.fault(Fault.Effect.EMPTIES_QUEUE, Side.BOTH, Duration.ofSeconds(1));
    }

    @Test
    void whatWasInTheQueueIsExcused() {
        Verdict verdict = deleted(new Story().sends(0)).verdict();

        assertThat(verdict.isGreen()).isTrue();
        assertThat(verdict.counts().excused()).isEqualTo(1);
    }

    @Test
    void whatWasSentLongBeforeIsNot() {
        Verdict verdict =
                deleted(new Story().sends(0).passes(Duration.ofMinutes(1))).verdict();

        assertThat(verdict.broken()).containsOnlyKeys(Rule.LOST);
    }

    @Test
    void whatWasSentAfterwardsIsNot() {
        Verdict verdict =
                deleted(new Story()).passes(Duration.ofSeconds(1)).sends(0).verdict();

        assertThat(verdict.broken()).containsOnlyKeys(Rule.LOST);
    }

    @Test
    void anotherFaultExcusesNothing() {
        assertThat(new Story().sends(0).kill().verdict().broken()).containsOnlyKeys(Rule.LOST);
    }
}
