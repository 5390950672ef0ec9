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
package io.github.camelstomp2.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.protocol.StompBrokerException;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompUnconfirmedException;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.HoldUp;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sends with {@code transacted=true} of exchanges that no transacted consumer began. */
@Timeout(60)
class TransactedProducersTest extends RouteTestSupport {
    private static final String ACTIVEMQ = "ActiveMQ/6.2.0";

    private final HoldUp holdUp = new HoldUp();

    private String transacted(String destination) {
        return stomp(destination, "transacted=true");
    }

    private CompletableFuture<Void> send(String endpoint, Object body) {
        ProducerTemplate template = context.createProducerTemplate();
        return inBackground(() -> template.sendBody(endpoint, body));
    }

    private BrokerSide connected() {
        return BrokerSide.connected(broker, ACTIVEMQ);
    }

    private static void fail(Exchange exchange) {
        throw new IllegalStateException("no stock");
    }

    @Test
    void nothingIsSentBeforeTheRouteEndsAndThenEverythingTogether() throws Exception {
        start(on -> on.from("direct:in")
                .to(transacted("queue/a"))
                .setBody(on.constant("y"))
                .to(transacted("queue/b"))
                .process(holdUp));
        BrokerSide side = connected();
        CompletableFuture<Void> sent = send("direct:in", "x");
        holdUp.awaitBegun(1);
        expectNoFrame(side.connection);
        holdUp.release();
        var sends = side.expectMembers("/queue/a", "/queue/b");
        assertThat(sends).extracting(WireFrame::bodyText).containsExactly("x", "y");
        sends.forEach(side.connection::receiptFor);
        WireFrame commit = side.connection.expectFrame("COMMIT");
        expectNoFrame(side.connection);
        assertThat(sent).isNotDone();
        side.connection.receiptFor(commit);
        sent.join();
    }

    @Test
    void anExchangeThatFailsSendsNothing() throws Exception {
        start(on -> on.from("direct:in")
                .to(transacted("queue/a"))
                .to(transacted("queue/b"))
                .process(TransactedProducersTest::fail));
        BrokerSide side = connected();
        assertThatThrownBy(send("direct:in", "x")::join).hasStackTraceContaining("no stock");
        expectNoFrame(side.connection);
    }

    @Test
    void anExchangeThatIsRolledBackSendsNothing() throws Exception {
        start(on -> on.from("direct:in").to(transacted("queue/a")).markRollbackOnly());
        BrokerSide side = connected();
        send("direct:in", "x").handle((done, failure) -> null).join();
        expectNoFrame(side.connection);
    }

    @Test
    void aMessageSentWithoutARouteIsConfirmedLikeAnyOther() throws Exception {
        context.start();
        CompletableFuture<Void> sent = send(transacted("queue/a"), "x");
        BrokerSide side = connected();
        WireFrame send = side.expectSend("/queue/a");
        expectNoFrame(side.connection);
        assertThat(sent).isNotDone();
        side.connection.receiptFor(send);
        sent.join();
    }

    @Test
    void aMessageSentWithoutARouteThatIsRefusedFailsItsCaller() throws Exception {
        context.start();
        CompletableFuture<Void> sent = send(transacted("queue/a"), "x");
        BrokerSide side = connected();
        side.refuse(side.expectSend("/queue/a"));
        assertThatThrownBy(sent::join).hasRootCauseInstanceOf(StompBrokerException.class);
    }

    private CompletableFuture<Void> sendTwo() throws Exception {
        start(on -> on.from("direct:in").to(transacted("queue/a")).to(transacted("queue/b")));
        return send("direct:in", "x");
    }

    @Test
    void aRefusedMemberFailsTheCaller() throws Exception {
        CompletableFuture<Void> sent = sendTwo();
        BrokerSide side = connected();
        side.refuse(side.expectMembers("/queue/a", "/queue/b").get(1));
        side.connection.expectFrame("ABORT");
        assertThatThrownBy(sent::join)
                .hasRootCauseInstanceOf(StompBrokerException.class)
                .hasStackTraceContaining("not allowed");
    }

    @Test
    void aRefusedCommitFailsTheCaller() throws Exception {
        CompletableFuture<Void> sent = sendTwo();
        BrokerSide side = connected();
        side.refuse(side.expectTransaction(null, "/queue/a", "/queue/b"));
        assertThatThrownBy(sent::join).hasRootCauseInstanceOf(StompBrokerException.class);
    }

    @Test
    void theCallerLearnsThatItIsUnknownWhatBecameOfCommit() throws Exception {
        CompletableFuture<Void> sent = sendTwo();
        BrokerSide side = connected();
        side.expectTransaction(null, "/queue/a", "/queue/b");
        side.connection.close();
        assertThat(catchThrowable(sent::join)).hasStackTraceContaining(StompUnconfirmedException.class.getName());
        expectNoFrame(connected().connection);
    }

    @Test
    void theCallerLearnsThatNothingWasCommitted() throws Exception {
        CompletableFuture<Void> sent = sendTwo();
        BrokerSide side = connected();
        side.expectMembers("/queue/a", "/queue/b");
        side.connection.close();
        assertThat(catchThrowable(sent::join))
                .hasStackTraceContaining(StompConnectionException.class.getName())
                .hasStackTraceContaining("was not committed");
        expectNoFrame(connected().connection);
    }

    @Test
    void eachBrokerHasItsOwnTransaction() throws Exception {
        try (ScriptedBroker second = ScriptedBroker.start()) {
            String there = "stomp2:queue/%s?transacted=true&brokerURL=tcp://" + second.host() + ":" + second.port();
            start(on -> on.from("direct:in")
                    .to(transacted("queue/a"))
                    .to(String.format(there, "c"))
                    .to(transacted("queue/b"))
                    .to(String.format(there, "d")));
            BrokerSide one = connected();
            BrokerSide other = BrokerSide.connected(second, ACTIVEMQ);
            CompletableFuture<Void> sent = send("direct:in", "x");
            WireFrame commit = one.expectTransaction(null, "/queue/a", "/queue/b");
            expectNoFrame(other.connection);
            one.connection.receiptFor(commit);
            other.connection.receiptFor(other.expectTransaction(null, "/queue/c", "/queue/d"));
            sent.join();
        }
    }

    @Test
    void aRouteThatIsCalledDirectlyBelongsToItsCaller() throws Exception {
        start(on -> {
            on.from("direct:in").to("direct:inner").process(holdUp).to(transacted("queue/b"));
            on.from("direct:inner").to(transacted("queue/a"));
        });
        BrokerSide side = connected();
        CompletableFuture<Void> sent = send("direct:in", "x");
        holdUp.awaitBegun(1);
        expectNoFrame(side.connection);
        holdUp.release();
        side.connection.receiptFor(side.expectTransaction(null, "/queue/a", "/queue/b"));
        sent.join();
    }

    /** The exchange sends to c, and then each of its parts to a and b. */
    private CompletableFuture<Void> sendInParts() throws Exception {
        start(on -> on.from("direct:in")
                .to(transacted("queue/c"))
                .split(on.body().tokenize(","))
                .stopOnException()
                .to(transacted("queue/a"))
                .to(transacted("queue/b")));
        return send("direct:in", "1,2");
    }

    @Test
    void eachPartOfASplitIsATransactionOfItsOwn() throws Exception {
        CompletableFuture<Void> sent = sendInParts();
        BrokerSide side = connected();
        for (int i = 0; i < 2; i++) {
            side.connection.receiptFor(side.expectTransaction(null, "/queue/a", "/queue/b"));
        }
        side.connection.receiptFor(side.expectSend("/queue/c"));
        sent.join();
    }

    @Test
    void aPartOfASplitThatIsRefusedFailsTheWholeWhereThatIsWanted() throws Exception {
        CompletableFuture<Void> sent = sendInParts();
        BrokerSide side = connected();
        side.refuse(side.expectTransaction(null, "/queue/a", "/queue/b"));
        assertThatThrownBy(sent::join).hasRootCauseInstanceOf(StompBrokerException.class);
        expectNoFrame(side.connection);
    }

    @Test
    void aCopyByWireTapIsATransactionOfItsOwn() throws Exception {
        start(on -> {
            on.from("direct:in")
                    .to(transacted("queue/a"))
                    .wireTap("direct:tap")
                    .process(holdUp)
                    .process(TransactedProducersTest::fail);
            on.from("direct:tap").to(transacted("queue/b"));
        });
        BrokerSide side = connected();
        CompletableFuture<Void> sent = send("direct:in", "x");
        side.connection.receiptFor(side.expectSend("/queue/b"));
        holdUp.release();
        assertThatThrownBy(sent::join).hasStackTraceContaining("no stock");
        expectNoFrame(side.connection);
    }

    @Test
    void dynamicDestinationsAreThoseOfTheirMoment() throws Exception {
        start(on -> on.from("direct:in")
                .setHeader(Stomp2Constants.OVERRIDE_DESTINATION, on.simple("queue:${body}-1"))
                .to(transacted("queue/a"))
                .to(transacted("queue/b"))
                .toD(transacted("queue/${body}-2")));
        BrokerSide side = connected();
        CompletableFuture<Void> sent = send("direct:in", "eu");
        side.connection.receiptFor(side.expectTransaction(null, "/queue/eu-1", "/queue/b", "/queue/eu-2"));
        sent.join();
    }
}
