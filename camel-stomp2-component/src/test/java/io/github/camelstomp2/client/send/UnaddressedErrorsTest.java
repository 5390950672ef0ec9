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
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.log.ConnectionLog;
import io.github.camelstomp2.client.options.ReconnectPolicy;
import io.github.camelstomp2.client.transport.LostContents;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.session.StompSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is found to be meant by an ERROR that names nobody. */
class UnaddressedErrorsTest {
    private final UnaddressedErrors errors = new UnaddressedErrors();
    private final List<String> refusals = new ArrayList<>();
    private final Work a = new Work("a");
    private final Work b = new Work("b");
    private final Work c = new Work("c");
    private final Work d = new Work("d");

    @Test
    void theOnlyOneUnderWayIsMeant() {
        add(error("no"), List.of(a));
        assertThat(refusals).containsExactly("a: Broker error: no");
    }

    @Test
    void amongSeveralNobodyIsMeantYet() {
        add(error("no"), List.of(a, b));
        assertThat(refusals).isEmpty();
    }

    @Test
    void theLastThatIsLeftIsMeant() {
        add(error("no"), List.of(a, b, c));
        errors.ended(c);
        assertThat(refusals).isEmpty();
        errors.ended(a);
        assertThat(refusals).containsExactly("b: Broker error: no");
    }

    @Test
    void theFirstErrorMeansTheFirstThatIsLeft() {
        add(error("one"), List.of(a, b, c, d));
        add(error("two"), List.of(a, b, c, d));
        errors.ended(c);
        assertThat(refusals).isEmpty();
        errors.ended(a);
        assertThat(refusals).containsExactly("b: Broker error: one", "d: Broker error: two");
    }

    @Test
    void asManyErrorsAsSuspectsMeanAllOfThem() {
        add(error("one"), List.of(a, b));
        add(error("two"), List.of(a, b));
        assertThat(refusals).containsExactly("a: Broker error: one", "b: Broker error: two");
    }

    @Test
    void whatWasWrittenBetweenTwoErrorsIsSuspectedToo() {
        add(error("one"), List.of(a, b));
        add(error("two"), List.of(a, b, c));
        errors.ended(b);
        assertThat(refusals).containsExactly("a: Broker error: one", "c: Broker error: two");
    }

    @Test
    void whatIsWrittenAfterTheErrorIsNotSuspected() {
        add(error("no"), List.of(a, b));
        errors.ended(c);
        assertThat(refusals).isEmpty();
        assertThat(errors.suspicion(c)).isEmpty();
    }

    @Test
    void anErrorWhileNothingIsUnderWayMeansNobodyThatComesLater() {
        add(error("early"), List.of());
        add(error("late"), List.of(a));
        assertThat(refusals).containsExactly("a: Broker error: late");
    }

    @Test
    void onceTheGuiltyOneIsFoundNobodyIsSuspectedAnyMore() {
        add(error("no"), List.of(a, b));
        errors.ended(a);
        add(error("again"), List.of(c, d));
        assertThat(refusals).containsExactly("b: Broker error: no");
        assertThat(errors.suspicion(a)).isEmpty();
    }

    @Test
    void aSuspectIsToldTheBrokersLastWords() {
        add(error("one"), List.of(a, b, c));
        add(error("two"), List.of(a, b, c));
        assertThat(errors.suspicion(a)).isEqualTo("; meanwhile the broker said: Broker error: two");
        assertThat(errors.suspicion(d)).isEmpty();
    }

    @Test
    void clearedNobodyIsSuspectedAndNobodyIsMeant() {
        add(error("no"), List.of(a, b));
        errors.clear();
        assertThat(errors.suspicion(a)).isEmpty();
        errors.ended(a);
        assertThat(refusals).isEmpty();
    }

    @Test
    void theOnlyOneWhoseDestinationTheBrokerNamesIsMeant() {
        add(error("no b"), List.of(a, b, c));
        assertThat(refusals).containsExactly("b: Broker error: no b");
        assertThat(errors.suspicion(a)).isEmpty();
    }

    @Test
    void amongSeveralToTheDestinationThatTheBrokerNamesNobodyIsMeantYet() {
        add(error("no b"), List.of(a, b, new Work("b")));
        assertThat(refusals).isEmpty();
    }

    @Test
    void repliesToTheDestinationThatTheBrokerNamesAreAllMeant() {
        b.reply = true;
        Work another = new Work("b");
        another.reply = true;
        add(error("no b"), List.of(a, b, another));
        assertThat(refusals).containsExactly("b: Broker error: no b", "b: Broker error: no b");
    }

    private void add(StompBrokerException error, List<Work> underWay) {
        errors.add(error, List.copyOf(underWay), BrokerDialects.GENERIC);
    }

    private static StompBrokerException error(String message) {
        return StompBrokerException.of(new StompFrame(StompCommand.ERROR, StompHeaders.of("message", message)));
    }

    private static PendingSends noSends() {
        ReconnectPolicy policy = new ReconnectPolicy(Duration.ZERO, Duration.ZERO, 1, -1);
        return new PendingSends(
                new LostContents(), new Doubts(policy, new ConnectionLog("test")), new SendFrames(0), work -> {});
    }

    /** Work that only tells that it was refused. */
    private final class Work extends PendingWork {
        private final String name;
        private boolean reply;

        Work(String name) {
            super(failure -> {}, noSends(), Duration.ofSeconds(1), 0, 1);
            this.name = name;
        }

        @Override
        void write(StompSession session, BrokerDialect dialect) {
            throw new UnsupportedOperationException();
        }

        @Override
        void refused(StompBrokerException error) {
            refusals.add(name + ": " + error.getMessage());
            end(error);
        }

        @Override
        void timedOut(StompSession session, String lastWords) {
            throw new UnsupportedOperationException();
        }

        @Override
        void abandoned(StompException cause) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void connectionLost(StompException cause) {
            throw new UnsupportedOperationException();
        }

        @Override
        String destination() {
            return name;
        }

        @Override
        boolean isNamedBy(StompBrokerException error, BrokerDialect spoken) {
            return error.getMessage().endsWith("no " + name);
        }

        @Override
        protected boolean sharesRefusals() {
            return reply;
        }

        @Override
        String destinations() {
            return name;
        }

        @Override
        long content() {
            return name.hashCode();
        }
    }
}
