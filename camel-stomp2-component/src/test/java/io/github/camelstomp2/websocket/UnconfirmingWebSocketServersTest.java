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
package io.github.camelstomp2.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelstomp2.websocket.ScriptedWebSocket.Frame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers without a broker's receipts, as Spring's simple broker. */
class UnconfirmingWebSocketServersTest extends WebSocketTestSupport {
    private WebSocketConnection spring() {
        WebSocketConnection connection = server.accept();
        connection.agree();
        connection.expectMessage("CONNECT");
        connection.connected("user-name:anna");
        return connection;
    }

    @Test
    void aServerThatSaysNothingOfItselfIsSpringsAndAConfirmedSendFailsBeforeItIsWritten() throws Exception {
        CompletableFuture<Object> confirmed = send("stomp2:app/orders", "one");
        WebSocketConnection connection = spring();

        assertThat(catchThrowable(() -> confirmed.get(20, TimeUnit.SECONDS)))
                .hasStackTraceContaining("confirm=true is not possible on the broker spring")
                .hasStackTraceContaining("set confirm=false");
        send("stomp2:app/orders?confirm=false", "two").get(20, TimeUnit.SECONDS);
        Frame frame = connection.expectMessage("SEND\ndestination:/app/orders\n");
        assertThat(frame.text()).endsWith("\ntwo\0").doesNotContain("receipt:");
    }

    @Test
    void aTransactionFailsThereBeforeItIsWritten() {
        CompletableFuture<Object> sent = send("stomp2:app/orders?transacted=true", "one");
        spring();

        assertThat(catchThrowable(() -> sent.get(20, TimeUnit.SECONDS)))
                .hasStackTraceContaining("set transacted=false");
    }

    @Test
    void aConsumerWaitsForNoReceiptThere() throws Exception {
        MockEndpoint received = consume("stomp2:user/queue/answers?ackMode=auto");
        received.expectedBodiesReceived("hello");
        WebSocketConnection connection = spring();
        Frame subscribe = connection.expectMessage("SUBSCRIBE");

        connection.text(message(subscribe, "hello"));

        received.assertIsSatisfied();
        assertThat(subscribe.text()).contains("\ndestination:/user/queue/answers\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&ackMode=client"})
    void aConsumerThatWouldAcknowledgeIsNotSubscribedThere(String ackMode) throws Exception {
        consume("stomp2:topic/prices?sharedConnection=true" + ackMode);
        WebSocketConnection connection = spring();

        send("stomp2:app/orders?confirm=false", "behind it").get(20, TimeUnit.SECONDS);

        connection.expectMessage("SEND");
    }

    @Test
    void aNamedOneIsRefusedBeforeThereIsAConnection() {
        assertThat(catchThrowable(() -> consume("stomp2:topic/prices?broker=spring")))
                .hasStackTraceContaining("set ackMode=auto");
        assertThat(catchThrowable(() -> template().sendBody("stomp2:app/x?broker=stomp-js", "x")))
                .hasStackTraceContaining("set confirm=false");
    }
}
