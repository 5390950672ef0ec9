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
package io.github.camelstomp2.client.link;

import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.client.LoggedTransitions;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connections of a component come back together, and no two of them wake each other without end. */
class ComingBackTest extends WireTest {
    private static final Duration NEVER = Duration.ofMinutes(5);

    private final LoggedTransitions transitions = new LoggedTransitions();

    @AfterEach
    void stopCounting() {
        transitions.close();
    }

    /** One that waits for minutes, after its second attempt has failed. */
    private StompConnection waiting(String name) {
        StompConnection connection = start(name, settings().laterReconnectDelay(NEVER));
        await().atMost(LONG)
                .until(() -> transitions.attempts(name) >= 2 && connection.state() == ConnectionState.WAITING);
        return connection;
    }

    @Test
    void thoseThatWaitForALongTimeComeWhenAnotherOneHasReachedTheBroker() {
        broker.refuse();
        StompConnection one = waiting("one");
        StompConnection two = waiting("two");
        broker.reopen();
        broker.expectNoConnection(A_WHILE);

        start("another", settings());

        for (int i = 0; i < 3; i++) {
            handshake();
        }
        awaitState(one, ConnectionState.CONNECTED);
        awaitState(two, ConnectionState.CONNECTED);
    }

    @Test
    void anAttemptThatFailsWhileAnotherOneReachesTheBrokerIsRepeatedSoon() {
        broker.refuse();
        StompConnection late = waiting("late");
        broker.reopen();
        start("another", settings());
        ScriptedConnection first = broker.accept();
        first.expectFrame("CONNECT");
        first.send(ServerFrame.of("CONNECTED").header("version", "1.2"));
        ScriptedConnection cut = broker.accept();
        cut.expectFrame("CONNECT");
        start("third", settings());
        handshake();
        cut.reset();

        handshake();
        awaitState(late, ConnectionState.CONNECTED);
    }

    @Test
    void aRefusedLoginIsNotTriedSoonerBecauseAnotherOneWasTaken() {
        StompConnection refused = start("refused", settings().laterReconnectDelay(NEVER));
        ScriptedConnection peer = broker.accept();
        peer.expectFrame("CONNECT");
        peer.send(ServerFrame.of("ERROR").header("message", "Access refused"));
        awaitState(refused, ConnectionState.WAITING);

        start("another", settings());
        handshake();

        broker.expectNoConnection(A_WHILE);
    }

    @Test
    void oneThatTheBrokerClosesAgainAndAgainIsNotWoken() {
        StompConnection flapping = start("flapping", settings().laterReconnectDelay(NEVER));
        handshake().close();
        handshake().close();
        awaitState(flapping, ConnectionState.WAITING);

        start("another", settings());
        handshake();

        broker.expectNoConnection(A_WHILE);
    }

    @Test
    void oneThatWasStoppedIsNotWoken() throws Exception {
        broker.refuse();
        waiting("stopped").stop(Duration.ZERO).toCompletableFuture().get();
        broker.reopen();

        start("another", settings());
        handshake();

        broker.expectNoConnection(A_WHILE);
    }

    @Test
    void oneThatIsWokenStillLeavesTheShortestWaitBetweenItsAttempts() {
        broker.refuse();
        StompConnection hasty = start("hasty", settings().reconnectDelay(NEVER));
        await().atMost(LONG).until(() -> hasty.state() == ConnectionState.WAITING);
        broker.reopen();

        start("another", settings());
        handshake();

        broker.expectNoConnection(A_WHILE);
    }
}
