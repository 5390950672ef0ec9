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

import io.github.camelstomp2.broker.SendOptions;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.SendResult;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.WireTest;
import io.github.camelstomp2.client.link.ConnectionState;
import io.github.camelstomp2.client.transport.NettyTransport;
import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompInvalidFrameException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendTest extends WireTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @Test
    @Holds(Rule.LENGTH_WRITTEN)
    void aSendIsCompletedByItsReceipt() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();

        SendResult result = send(connection, "hello");

        peer.expectBytes("SEND\ndestination:/queue/a\nk:v\npersistent:true\ncontent-length:5\nreceipt:r-1\n\nhello\0");
        expectNothing(peer);
        result.assertPending();
        peer.send(ServerFrame.of("RECEIPT").header("receipt-id", "r-1"));
        result.assertConfirmed();
    }

    @Test
    void anUnconfirmedSendIsCompletedWithoutReceipt() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();

        SendResult result = send(connection, message("hello", false, LONG, 1));

        assertThat(peer.expectFrame("SEND").has("receipt")).isFalse();
        result.assertConfirmed();
    }

    @Test
    @Holds(Rule.RECEIPTS_ANY_ORDER)
    void sendsArePipelinedAndReceiptsMayComeInAnyOrder() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        SendResult first = send(connection, "1");
        SendResult second = send(connection, "2");
        WireFrame one = peer.expectFrame("SEND");
        WireFrame two = peer.expectFrame("SEND");

        peer.receiptFor(two);
        second.assertConfirmed();
        first.assertPending();
        peer.receiptFor(one);
        first.assertConfirmed();
    }

    @Test
    void sendsKeepTheirOrder() {
        StompConnection connection = start(settings());
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            bodies.add("m" + i);
            send(connection, "m" + i);
        }
        ScriptedConnection peer = handshake();
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            written.add(peer.expectFrame("SEND").bodyText());
        }

        assertThat(written).isEqualTo(bodies);
    }

    @Test
    void moreThanTheSocketTakesAtOnceIsWrittenAsItDrains() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        String body = "x".repeat(100_000);
        List<SendResult> results = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            results.add(send(connection, body));
        }

        for (SendResult result : results) {
            peer.receiptFor(peer.expectFrame("SEND"));
            result.assertConfirmed();
        }
    }

    @Test
    @Holds(Rule.ERROR_OF_A_FRAME)
    void anErrorWithAReceiptIdFailsThatSendOnlyWithTheBrokersWords() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();
        SendResult first = send(connection, "1");
        SendResult second = send(connection, "2");
        WireFrame one = peer.expectFrame("SEND");
        WireFrame two = peer.expectFrame("SEND");

        peer.send(ServerFrame.of("ERROR")
                .header("message", "queue is full")
                .header("receipt-id", one.header("receipt"))
                .body("try later\nstack trace"));

        assertThat(first.failure())
                .isInstanceOf(StompBrokerException.class)
                .hasMessageContaining("queue is full: try later");
        second.assertPending();
        peer.receiptFor(two);
        second.assertConfirmed();
        assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    @Holds({Rule.LOST_IS_UNKNOWN, Rule.RECEIPTS_ANY_ORDER})
    void withoutAReceiptInTimeItIsUnknownWhetherTheBrokerHasIt() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();

        SendResult result = send(connection, message("hello", true, SHORT, 10));
        WireFrame send = peer.expectFrame("SEND");

        assertThat(result.failure())
                .isInstanceOf(StompUnconfirmedException.class)
                .hasMessageContaining("/queue/a")
                .hasMessageContaining("no receipt within 1000 ms (confirmTimeout)");
        peer.receiptFor(send);
        SendResult next = send(connection, "next");
        peer.receiptFor(peer.expectFrame("SEND"));
        next.assertConfirmed();
        assertThat(result.failure()).as("still, and told once").isInstanceOf(StompUnconfirmedException.class);
    }

    @Test
    void withoutAConnectionInTimeTheSendFailsAndSaysWhy() throws Exception {
        broker.refuse();
        StompConnection connection = start(settings());

        SendResult result = send(connection, message("hello", true, SHORT, 10));

        assertThat(result.failure())
                .isInstanceOf(StompConnectionException.class)
                .hasMessageContaining("not sent to /queue/a within 1000 ms (confirmTimeout)")
                .hasMessageContaining("last failure: connection to " + url(broker) + " failed: Connection refused");
    }

    @Test
    void aSendThatTimedOutIsNotWrittenLater() throws Exception {
        broker.refuse();
        StompConnection connection = start(settings());
        send(connection, message("too late", true, SHORT, 10)).failure();

        broker.reopen();
        ScriptedConnection peer = handshake();
        send(connection, "in time");

        assertThat(peer.expectFrame("SEND").bodyText()).isEqualTo("in time");
    }

    @Test
    void aSendBeforeTheStartFailsAtOnce() throws Exception {
        assertThat(send(connection(settings()), "hello").failure())
                .isInstanceOf(StompConnectionException.class)
                .hasMessageContaining("no connection");
    }

    @Test
    void aSendAfterTheTransportWasClosedFailsAtOnceEachTime() throws Exception {
        NettyTransport closed = new NettyTransport("closed");
        StompConnection connection = new StompConnection("closed", settings().build(), closed);
        closed.close();
        closed.nextEventLoop().terminationFuture().await(LONG.toMillis());

        for (int i = 0; i < 3; i++) {
            assertThat(send(connection, "hello").failure()).isInstanceOf(StompConnectionException.class);
        }
        assertThat(connection.stop(Duration.ZERO).toCompletableFuture()).isCompleted();
    }

    @Test
    @Holds(Rule.NOT_REPRESENTABLE)
    void aSendThatCannotBeWrittenFailsAloneAndWithoutItsValues() throws Exception {
        StompConnection connection = start(settings());
        ScriptedConnection peer = broker.accept();
        peer.handshake("1.0");
        OutgoingMessage bad = new OutgoingMessage(
                SendOptions.of("/queue/a", true, false),
                StompHeaders.of("k", "s3cret\nSEND"),
                new byte[0],
                true,
                LONG,
                10);

        SendResult refused = send(connection, bad);
        SendResult good = send(connection, "good");

        peer.receiptFor(peer.expectFrame("SEND"));
        good.assertConfirmed();
        assertThat(refused.failure())
                .isInstanceOf(StompInvalidFrameException.class)
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource({"true, text, false", "false, text, true", "true, 'nul\0', true"})
    @Holds(Rule.LENGTH_SUPPRESSED)
    void onActiveMqATextMessageHasNoContentLengthUnlessItsBodyNeedsIt(boolean text, String body, boolean length) {
        StompConnection connection = start(settings().dialect(BrokerDialects.ACTIVEMQ));
        ScriptedConnection peer = handshake();

        send(
                connection,
                new OutgoingMessage(
                        SendOptions.of("/queue/a", true, text),
                        StompHeaders.EMPTY,
                        body.getBytes(StandardCharsets.UTF_8),
                        true,
                        LONG,
                        1));

        WireFrame send = peer.expectFrame("SEND");
        assertThat(send.has("content-length")).isEqualTo(length);
        assertThat(send.bodyText()).isEqualTo(body);
    }

    @Test
    @Holds({Rule.RECEIPT_IDS, Rule.NO_INJECTION})
    void theApplicationCannotReplaceWhatTheClientSays() {
        StompConnection connection = start(settings());
        ScriptedConnection peer = handshake();

        send(
                connection,
                new OutgoingMessage(
                        SendOptions.of("/queue/a", true, false),
                        StompHeaders.of("destination", "/queue/evil", "receipt", "mine", "content-length", "1"),
                        "hello".getBytes(StandardCharsets.UTF_8),
                        true,
                        LONG,
                        1));

        WireFrame send = peer.expectFrame("SEND");
        assertThat(send.headerNames()).containsOnlyOnce("destination", "receipt", "content-length");
        assertThat(send.header("destination")).isEqualTo("/queue/a");
        assertThat(send.header("receipt")).isNotEqualTo("mine");
        assertThat(send.bodyText()).isEqualTo("hello");
    }
}
