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
package io.github.camelstomp2.client.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.client.log.ConnectionLog;
import io.github.camelstomp2.client.options.ReconnectPolicy;
import io.github.camelstomp2.client.transport.LostContents;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.StompSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DoubtsTest {
    private static final ReconnectPolicy POLICY =
            new ReconnectPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30), 2, -1);

    private final Doubts doubts = new Doubts(POLICY, new ConnectionLog("doubts-test"));
    private final PendingSends sends = new PendingSends(new LostContents(), doubts, new SendFrames(0), work -> {});
    private long now = Duration.ofHours(1).toNanos();

    /** Writes all that may be tried now. */
    private List<PendingWork> tryNow() {
        List<PendingWork> tried = new ArrayList<>();
        for (Doubt doubt : doubts.begin(now)) {
            for (PendingWork work = doubt.next(); work != null; work = doubt.next()) {
                doubt.tries(work);
                tried.add(work);
            }
        }
        return tried;
    }

    /** The connection ends while these are on their way, and they wait for the next one. */
    private boolean lose(Collection<? extends PendingWork> works) {
        boolean known = doubts.blame(List.copyOf(works), true, "closed", now);
        List<PendingWork> left = new ArrayList<>(works);
        doubts.linkDown(left);
        left.forEach(doubts::takes);
        return known;
    }

    private static List<String> names(List<? extends PendingWork> works) {
        return works.stream().map(PendingWork::destination).toList();
    }

    @Test
    void aDestinationThatEndsConnectionsAloneIsTriedLessAndLessOften() {
        Work work = new Work("full");
        assertThat(lose(List.of(work))).isFalse();
        assertThat(lose(tryNow())).isTrue();
        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            assertThat(lose(tryNow())).isTrue();
            now += Duration.ofSeconds(seconds).toNanos() - 1;
            assertThat(doubts.isDue(now)).as("before %s s", seconds).isFalse();
            now++;
            assertThat(doubts.isDue(now)).as("after %s s", seconds).isTrue();
        }
    }

    @Test
    void anAnswerEndsTheDoubtAndWhatWaitedGoesOnInItsOrder() {
        Work first = new Work("full");
        lose(List.of(first));
        lose(tryNow());
        List<Work> waiting = List.of(new Work("full"), new Work("full"));
        waiting.forEach(doubts::takes);
        assertThat(tryNow()).containsExactly(first);

        ArrayDeque<PendingWork> goOn = new ArrayDeque<>(List.of(new Work("other")));
        doubts.ended(first, goOn);

        assertThat(names(List.copyOf(goOn))).containsExactly("full", "full", "other");
        assertThat(doubts.takes(new Work("full"))).isFalse();
    }

    @Test
    void aLossThatATryAmongSeveralHasBroughtSaysNothingAgainstTheBroker() {
        assertThat(lose(List.of(new Work("full"), new Work("good")))).isFalse();
        assertThat(lose(tryNow())).isTrue();
    }

    @Test
    void aBrokerThatIsGoneIsTheReasonItself() {
        lose(List.of(new Work("orders")));
        doubts.brokerIsGone();
        lose(tryNow());
        doubts.brokerIsGone();
        assertThat(lose(tryNow())).isFalse();
    }

    @Test
    void manyDestinationsAreHalvedUntilTheGuiltyOneIsFound() {
        List<Work> all =
                IntStream.range(0, 100).mapToObj(i -> new Work("d" + i)).toList();
        lose(all);
        int losses = 1;
        for (int tries = 0; tries < 40 && losses < 20; tries++) {
            List<PendingWork> tried = tryNow();
            boolean ends = names(tried).contains("d77");
            if (ends && tried.size() == 1) {
                assertThat(losses).isLessThan(7);
                return;
            }
            if (ends) {
                losses++;
                lose(tried);
            } else {
                tried.forEach(work -> doubts.ended(work, new ArrayDeque<>()));
            }
        }
        throw new AssertionError("not found");
    }

    @Test
    void whileOneIsTriedTheOthersAreNotBlamed() {
        Work guilty = new Work("full");
        Work slow = new Work("slow");
        lose(List.of(guilty));
        tryNow();

        lose(List.of(slow, guilty));

        assertThat(slow.history().losses()).isZero();
        assertThat(guilty.history().losses()).isEqualTo(2);
        assertThat(doubts.takes(new Work("slow"))).isFalse();
    }

    @Test
    void whatIsTriedIsTriedAloneForAMomentOnly() {
        lose(List.of(new Work("full")));
        tryNow();
        assertThat(doubts.isTrying(now + Doubts.MOMENT.toNanos() - 1)).isTrue();
        assertThat(doubts.isTrying(now + Doubts.MOMENT.toNanos())).isFalse();
    }

    @Test
    void destinationsThatNobodyNeedsAreForgotten() {
        for (int i = 0; i < 3_000; i++) {
            Work work = new Work("/temp-queue/" + i);
            doubts.blame(List.of(work), true, "closed", now);
            doubts.linkDown(new ArrayList<>());
        }
        assertThat(IntStream.range(0, 3_000)
                        .filter(i -> doubts.takes(new Work("/temp-queue/" + i)))
                        .count())
                .isLessThan(1_100);
    }

    /** Work that is only written. */
    private final class Work extends PendingWork {
        private final String name;

        Work(String name) {
            super(failure -> {}, sends, Duration.ofSeconds(1), 0, 1);
            this.name = name;
        }

        @Override
        void write(StompSession session, BrokerDialect dialect) {}

        @Override
        void refused(StompBrokerException error) {}

        @Override
        void timedOut(StompSession session, String lastWords) {}

        @Override
        void abandoned(StompException cause) {}

        @Override
        protected void connectionLost(StompException cause) {}

        @Override
        String destination() {
            return name;
        }

        @Override
        boolean isNamedBy(StompBrokerException error, BrokerDialect spoken) {
            return false;
        }

        @Override
        String destinations() {
            return name;
        }

        @Override
        long content() {
            return 0;
        }
    }
}
