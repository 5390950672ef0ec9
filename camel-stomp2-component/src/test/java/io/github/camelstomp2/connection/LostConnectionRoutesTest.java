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

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.HoldUp;
import io.github.camelstomp2.scripted.RouteTestSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages that wait for their route when their connection or subscription ends: each is processed once all the same. */
@Timeout(60)
class LostConnectionRoutesTest extends RouteTestSupport {
    private static final String[] TEN =
            IntStream.rangeClosed(1, 10).mapToObj(i -> "a-" + i).toArray(String[]::new);

    private final HoldUp holdUp = new HoldUp();

    private BrokerSide cutWhileTheFirstOfTenIsInProcess() throws Exception {
        start(on -> on.from(stomp("queue/orders")).process(holdUp));
        BrokerSide first = BrokerSide.subscribed(broker);
        first.deliverAtOnce(TEN);
        holdUp.awaitBegun(1);
        first.connection.close();
        return BrokerSide.subscribed(broker);
    }

    private void allTenAreAcknowledged(BrokerSide side) {
        for (String id : TEN) {
            side.expectAck(id);
        }
        expectNoFrame(side.connection);
        assertThat(holdUp.begun().subList(0, 2))
                .as("in process when it was cut")
                .containsOnly("a-1");
        assertThat(holdUp.begun()).hasSize(11).endsWith(TEN);
    }

    @Test
    @Holds(Rule.STALE_ACKNOWLEDGEMENT)
    void thoseThatWaitAreProcessedOnlyWhenTheyWereDeliveredAgain() throws Exception {
        BrokerSide second = cutWhileTheFirstOfTenIsInProcess();
        holdUp.release();
        expectNoFrame(second.connection);
        assertThat(holdUp.begun()).containsExactly("a-1");
        second.deliverAtOnce(TEN);
        allTenAreAcknowledged(second);
    }

    @Test
    @Holds(Rule.STALE_ACKNOWLEDGEMENT)
    void theyAreProcessedOnceAlsoWhenTheyAreDeliveredAgainWhileTheRouteIsBusy() throws Exception {
        BrokerSide second = cutWhileTheFirstOfTenIsInProcess();
        second.deliverAtOnce(TEN);
        expectNoFrame(second.connection);
        holdUp.release();
        allTenAreAcknowledged(second);
    }

    @Test
    void withAckModeAutoTheyAreNotDeliveredAgainAndSoTheyAreProcessed() throws Exception {
        start(on -> on.from(stomp("queue/orders", "ackMode=auto")).process(holdUp));
        BrokerSide first = BrokerSide.subscribed(broker);
        first.deliverAtOnce(TEN);
        holdUp.awaitBegun(1);
        first.connection.close();
        BrokerSide.subscribed(broker);
        holdUp.release();
        holdUp.awaitBegun(10);
        assertThat(holdUp.begun()).containsExactly(TEN);
    }

    @Test
    void theEndOfTheSubscriptionByWhichAMessageIsGivenBackMakesNoDuplicateOfTheNext() throws Exception {
        start(on -> on.from(stomp("queue/orders", "deadLetterMode=none"))
                .choice()
                .when(on.body().isEqualTo("a-1"))
                .throwException(new IllegalStateException("no stock"))
                .otherwise()
                .process(holdUp));
        BrokerSide side = BrokerSide.subscribed(broker, "ActiveMQ-Artemis/2.50.0");
        side.deliverAtOnce("a-1", "a-2", "a-3");
        side.connection.expectFrame("UNSUBSCRIBE");
        side.takeSubscribe();
        side.deliverAtOnce("b-1", "b-2", "b-3");
        holdUp.release();
        side.expectAck("b-1");
        side.expectAck("b-2");
        side.expectAck("b-3");
        assertThat(holdUp.begun()).as("a-2 was in process, a-3 not").containsExactly("a-2", "b-1", "b-2", "b-3");
    }
}
