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
package io.github.camelstomp2.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.options.Identity;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.testbed.ScriptedConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SharedConnectionsTest extends WireTest {
    private final SharedConnections shared = new SharedConnections(transport);

    @Test
    void equalOptionsShareOneConnection() {
        StompConnection first = shared.acquire("first", settings().build());
        StompConnection second = shared.acquire("second", settings().build());

        assertThat(second).isSameAs(first);
        handshake();
        awaitState(first, ConnectionState.CONNECTED);
        broker.expectNoConnection(A_WHILE);
    }

    @Test
    void anotherIdentityHasItsOwnConnection() {
        StompConnection joe = shared.acquire("joe", as("joe", "1"));
        StompConnection eve = shared.acquire("eve", as("eve", "1"));
        StompConnection otherPasscode = shared.acquire("joe", as("joe", "2"));

        assertThat(eve).isNotSameAs(joe).isNotSameAs(otherPasscode);
        assertThat(otherPasscode).isNotSameAs(joe);
        for (int i = 0; i < 3; i++) {
            handshake();
        }
    }

    @Test
    void itIsStoppedAfterTheLastRelease() throws Exception {
        StompConnection connection = shared.acquire("first", settings().build());
        shared.acquire("second", settings().build());
        ScriptedConnection peer = handshake();
        awaitState(connection, ConnectionState.CONNECTED);

        assertThat(release()).isCompleted();
        expectNothing(peer);
        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
        CompletableFuture<Void> last = release();
        peer.receiptFor(peer.expectFrame("DISCONNECT"));

        last.get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(connection.state()).isEqualTo(ConnectionState.STOPPED);
        assertThat(release()).as("one release too many").isCompleted();
    }

    @Test
    void afterTheLastReleaseANewOneIsMade() {
        StompConnection first = shared.acquire("first", settings().build());
        release();

        StompConnection second = shared.acquire("second", settings().build());

        assertThat(second).isNotSameAs(first);
    }

    @Test
    void oneThatGaveUpTriesAgainForWhoeverComesThoughOthersStillUseIt() {
        broker.refuse();
        StompClientOptions impatient = settings().maxAttempts(1).build();
        StompConnection first = shared.acquire("first", impatient);
        awaitState(first, ConnectionState.FAILED);
        broker.reopen();

        StompConnection second = shared.acquire("second", impatient);

        assertThat(second).isSameAs(first);
        handshake();
        awaitState(first, ConnectionState.CONNECTED);
    }

    @Test
    void allAreStoppedWhoeverUsesThem() throws Exception {
        StompConnection joe = shared.acquire("joe", as("joe", "1"));
        StompConnection eve = shared.acquire("eve", as("eve", "1"));
        ScriptedConnection first = handshake();
        ScriptedConnection second = handshake();
        awaitState(joe, ConnectionState.CONNECTED);
        awaitState(eve, ConnectionState.CONNECTED);

        CompletableFuture<Void> stopped = shared.stopAll(LONG).toCompletableFuture();
        first.receiptFor(first.expectFrame("DISCONNECT"));
        assertThat(stopped).isNotDone();
        second.receiptFor(second.expectFrame("DISCONNECT"));

        stopped.get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(joe.state()).isEqualTo(ConnectionState.STOPPED);
        assertThat(eve.state()).isEqualTo(ConnectionState.STOPPED);
    }

    private CompletableFuture<Void> release() {
        return shared.release(settings().build(), LONG).toCompletableFuture();
    }

    private StompClientOptions as(String login, String passcode) {
        return settings().identity(new Identity(login, passcode, null, null)).build();
    }
}
