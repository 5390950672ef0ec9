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

/** Which further deliveries of a message are explained, and which are not. */
class DuplicatesTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(2);

    private static void assertExplained(Story story) {
        assertThat(story.verdict().isGreen()).as(story.verdict().toString()).isTrue();
        assertThat(story.verdict().counts().duplicates()).isEqualTo(1);
    }

    private static void assertUnexplained(Story story) {
        assertThat(story.verdict().broken()).containsOnlyKeys(Rule.DUPLICATE);
    }

    @Test
    void withoutAFaultNothingComesTwice() {
        assertUnexplained(new Story().sends(0).consumes(0, 0).consumes(0, 1));
    }

    @Test
    void withoutAFaultNotEvenWhatWasNotAcknowledged() {
        assertUnexplained(new Story()
                .sends(0)
                .delivers(0, 0)
                .routeBegins(0, 0)
                .routeEnds(0, 0)
                .consumes(0, 1));
    }

    @Test
    void whatWasNotAcknowledgedBeforeAFaultComesAgain() {
        assertExplained(new Story()
                .sends(0)
                .delivers(0, 0)
                .routeBegins(0, 0)
                .routeEnds(0, 0)
                .passes(Duration.ofSeconds(20))
                .kill()
                .consumes(0, 1));
    }

    @Test
    void whatWasAcknowledgedRightBeforeAFaultMayComeAgain() {
        assertExplained(new Story().sends(0).consumes(0, 0).kill().consumes(0, 1));
    }

    @Test
    void whatWasAcknowledgedDuringAFaultMayComeAgain() {
        Story story = new Story().sends(0).delivers(0, 0).routeBegins(0, 0).routeEnds(0, 0);
        story.ledger().add(new Fault("hold", Fault.Effect.DISTURBS, Side.BOTH, 0, LONG_ENOUGH.toNanos()));

        assertExplained(story.acknowledges(0, 0).passes(LONG_ENOUGH).consumes(0, 1));
    }

    @Test
    void whatWasAcknowledgedLongBeforeAFaultDoesNotComeAgain() {
        assertUnexplained(
                new Story().sends(0).consumes(0, 0).passes(LONG_ENOUGH).kill().consumes(0, 1));
    }

    @Test
    void aFaultOfTheProducersConnectionExplainsNoSecondDelivery() {
        assertUnexplained(new Story()
                .sends(0)
                .delivers(0, 0)
                .routeBegins(0, 0)
                .fault(Fault.Effect.DISTURBS, Side.PRODUCERS, LONG_ENOUGH)
                .consumes(0, 1));
    }

    @Test
    void norTheLossOfAnAcknowledgement() {
        assertUnexplained(new Story()
                .sends(0)
                .consumes(0, 0)
                .fault(Fault.Effect.DISTURBS, Side.PRODUCERS, LONG_ENOUGH)
                .consumes(0, 1));
    }

    @Test
    void aMessageThatWasWrittenOnTwoConnectionsMayComeTwice() {
        assertExplained(new Story()
                .begins(0)
                .writes(0)
                .fault(Fault.Effect.DISTURBS, Side.PRODUCERS, LONG_ENOUGH)
                .writes(0, 101)
                .receipt(0)
                .ends(0, EventKind.CONFIRMED)
                .passes(Duration.ofSeconds(20))
                .consumes(0, 0)
                .passes(LONG_ENOUGH)
                .consumes(0, 1));
    }

    @Test
    void aConnectionThatBrokeDuringAFaultMayBeFoundBrokenLater() {
        assertExplained(new Story()
                .sends(0)
                .fault(Fault.Effect.DISTURBS, Side.CONSUMERS, LONG_ENOUGH)
                .delivers(0, 0)
                .routeBegins(0, 0)
                .routeEnds(0, 0)
                .consumes(0, 1));
    }

    @Test
    void aSecondDeliveryThatReachedNoRouteIsNoDuplicate() {
        Verdict verdict = new Story().sends(0).consumes(0, 0).delivers(0, 1).verdict();

        assertThat(verdict.isGreen()).isTrue();
        assertThat(verdict.counts().duplicates()).isZero();
    }
}
