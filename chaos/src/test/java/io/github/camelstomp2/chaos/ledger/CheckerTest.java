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

import static io.github.camelstomp2.chaos.ledger.Story.PRODUCER_LINK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckerTest {
    private static void assertBroken(Verdict verdict, Rule rule) {
        assertThat(verdict.broken()).containsOnlyKeys(rule);
        assertThat(verdict.count(rule)).isEqualTo(1);
        assertThat(verdict.violations()).singleElement().satisfies(it -> assertThat(it.rule())
                .isEqualTo(rule));
    }

    @Test
    void aMessageThatIsSentOnceAndConsumedOnceIsGreen() {
        Verdict verdict = new Story().sends(0).consumes(0, 0).verdict();

        assertThat(verdict.isGreen()).isTrue();
        assertThat(verdict.counts()).isEqualTo(new Verdict.Counts(1, 1, 0, 0, 1, 0, 0));
    }

    // ---- acknowledgements

    @Test
    void anAcknowledgementBeforeTheEndOfTheRouteIsEarly() {
        Verdict verdict = new Story()
                .sends(0)
                .delivers(0, 0)
                .routeBegins(0, 0)
                .acknowledges(0, 0)
                .routeEnds(0, 0)
                .verdict();

        assertBroken(verdict, Rule.ACKNOWLEDGED_EARLY);
    }

    @Test
    void anAcknowledgementOfARouteThatNeverEndedIsEarly() {
        Verdict verdict = new Story()
                .sends(0)
                .delivers(0, 0)
                .routeBegins(0, 0)
                .acknowledges(0, 0)
                .verdict();

        assertBroken(verdict, Rule.ACKNOWLEDGED_EARLY);
    }

    @Test
    void theEndOfARouteDoesNotCountForAnotherDeliveryOfTheMessage() {
        Verdict verdict = new Story()
                .sends(0)
                .delivers(0, 0)
                .routeBegins(0, 0)
                .kill()
                .delivers(0, 1, 201)
                .routeBegins(0, 1)
                .routeEnds(0, 0)
                .acknowledges(0, 1)
                .routeEnds(0, 1)
                .verdict();

        assertBroken(verdict, Rule.ACKNOWLEDGED_EARLY);
    }

    @Test
    void anAcknowledgementOfWhatWasNotDeliveredIsNoticed() {
        Verdict verdict = new Story()
                .sends(0)
                .consumes(0, 0)
                .entry(EventKind.ACK_OF_UNKNOWN_SEEN, 0, -1)
                .verdict();

        assertBroken(verdict, Rule.ACKNOWLEDGED_UNKNOWN);
    }

    // ---- sends

    @Test
    void aConfirmedMessageWithWhichNoRouteBeganIsLost() {
        assertBroken(new Story().sends(0).verdict(), Rule.LOST);
    }

    @Test
    void aMessageThatOnlyReachedTheWireIsLost() {
        assertBroken(new Story().sends(0).delivers(0, 0).verdict(), Rule.LOST);
    }

    @Test
    void anUnknownMessageMayBeMissing() {
        Verdict verdict =
                new Story().begins(0).writes(0).ends(0, EventKind.UNKNOWN).verdict();

        assertThat(verdict.isGreen()).isTrue();
        assertThat(verdict.counts().unknown()).isEqualTo(1);
    }

    @Test
    void aConfirmationWithoutAReceiptIsNoticed() {
        Verdict verdict = new Story()
                .begins(0)
                .writes(0)
                .ends(0, EventKind.CONFIRMED)
                .consumes(0, 0)
                .verdict();

        assertBroken(verdict, Rule.CONFIRMED_WITHOUT_RECEIPT);
    }

    @Test
    void aConfirmationBeforeItsReceiptIsNoticed() {
        Verdict verdict = new Story()
                .begins(0)
                .writes(0)
                .ends(0, EventKind.CONFIRMED)
                .receipt(0)
                .consumes(0, 0)
                .verdict();

        assertBroken(verdict, Rule.CONFIRMED_WITHOUT_RECEIPT);
    }

    @Test
    void aSendHasToEnd() {
        assertBroken(new Story().begins(0).writes(0).verdict(), Rule.NOT_ENDED);
    }

    @Test
    void aSendEndsOnce() {
        Verdict verdict =
                new Story().sends(0).ends(0, EventKind.UNKNOWN).consumes(0, 0).verdict();

        assertBroken(verdict, Rule.ENDED_TWICE);
    }

    @Test
    void aSendEndsWithinItsTimeout() {
        Verdict verdict = new Story()
                .begins(0)
                .writes(0)
                .passes(Duration.ofSeconds(36))
                .ends(0, EventKind.UNKNOWN)
                .verdict();

        assertBroken(verdict, Rule.ENDED_LATE);
    }

    @Test
    void whatFailedForCertainMustNotBeDelivered() {
        Verdict verdict = new Story()
                .begins(0)
                .writes(0)
                .ends(0, EventKind.FAILED)
                .consumes(0, 0)
                .verdict();

        assertBroken(verdict, Rule.FAILED_BUT_DELIVERED);
    }

    @Test
    void aMessageIsNotWrittenTwiceToOneConnection() {
        Verdict verdict = new Story()
                .begins(0)
                .writes(0)
                .writes(0)
                .receipt(0)
                .ends(0, EventKind.CONFIRMED)
                .consumes(0, 0)
                .verdict();

        assertBroken(verdict, Rule.SENT_AGAIN);
    }

    // ---- what arrives

    @Test
    void aMessageThatNobodySentIsInvented() {
        assertBroken(new Story().consumes(0, 0).verdict(), Rule.INVENTED);
    }

    @Test
    void aMessageWithoutANumberIsInvented() {
        assertBroken(new Story().entry(EventKind.ROUTE_BEGUN_INVENTED, 0, -1).verdict(), Rule.INVENTED);
    }

    @Test
    void anotherBodyIsNoticed() {
        Verdict verdict = new Story()
                .sends(0)
                .delivers(0, 0)
                .entry(EventKind.ROUTE_BEGUN_ALTERED, 0, 0)
                .routeEnds(0, 0)
                .acknowledges(0, 0)
                .verdict();

        assertBroken(verdict, Rule.ALTERED);
    }

    // ---- order

    @Test
    void messagesOfAProducerStayInOrder() {
        Story story = new Story().sends(0).sends(1).consumes(1, 0).consumes(0, 1);

        assertBroken(story.verdictInOrder(), Rule.OUT_OF_ORDER);
        assertThat(story.verdict().isGreen()).isTrue();
    }

    @Test
    void afterAFaultTheyMayNot() {
        Story story = new Story().sends(0).sends(1).kill().consumes(1, 0).consumes(0, 1);

        assertThat(story.verdictInOrder().isGreen()).isTrue();
    }

    // ---- kills

    @Test
    void aKillLeavesNoMoreUnknownThanWereUnderWay() {
        Story story = new Story()
                .begins(0)
                .begins(1)
                .begins(2)
                .writes(0, PRODUCER_LINK)
                .kill();
        for (int i = 0; i < 3; i++) {
            story.ends(i, EventKind.UNKNOWN);
        }

        assertBroken(story.verdict(), Rule.TOO_MANY_UNKNOWN);
    }

    @Test
    void eachKillLeavesItsOwn() {
        Story story = new Story();
        for (int i = 0; i < 4; i += 2) {
            story.begins(i).begins(i + 1).kill();
            story.ends(i, EventKind.UNKNOWN).ends(i + 1, EventKind.UNKNOWN);
        }

        assertThat(story.verdict().isGreen()).isTrue();
    }

    @Test
    void whatALaterFaultLeavesIsNotTheKills() {
        Story story = new Story().begins(0).begins(1).kill();
        story.ends(0, EventKind.UNKNOWN).ends(1, EventKind.UNKNOWN);
        story.begins(2).fault(Fault.Effect.DISTURBS, Side.BOTH, Duration.ofSeconds(2));
        story.ends(2, EventKind.UNKNOWN);

        assertThat(story.verdict().isGreen()).isTrue();
    }

    // ---- the verdict

    @Test
    void whatWasFoundElsewhereIsPartOfTheVerdict() {
        Violations others = new Violations();
        others.add(Rule.LEAK, MessageNumber.NONE, "a thread");

        assertBroken(Checker.check(new Ledger(), Story.TERMS, others), Rule.LEAK);
    }

    @Test
    void ofAMillionViolationsTheFirstAreTold() {
        Story story = new Story();
        for (int i = 0; i < 1_000; i++) {
            story.sends(i);
        }

        Verdict verdict = story.verdict();

        assertThat(verdict.count(Rule.LOST)).isEqualTo(1_000);
        assertThat(verdict.violations()).hasSize(20);
    }
}
