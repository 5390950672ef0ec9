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
package io.github.camelstomp2.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.AutoResponder;
import io.github.camelstomp2.testbed.ServerFrame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The header that overrides a destination is for one send, however that ends. The broker refuses what goes to bad. */
@Timeout(60)
class OverriddenDestinationTest extends RouteTestSupport {
    private static final String BAD = "/queue/bad";

    private final List<String> sent = new CopyOnWriteArrayList<>();

    private AutoResponder refuseBad() {
        return broker.respondAutomatically("1.2", (frame, connection) -> {
            if (!frame.command().equals("SEND")) {
                return false;
            }
            sent.add(frame.header("destination"));
            boolean bad = frame.header("destination").equals(BAD);
            if (bad) {
                connection.send(
                        ServerFrame.of("ERROR").header("message", "no").header("receipt-id", frame.header("receipt")));
            }
            return bad;
        });
    }

    private Exchange send(String override) {
        return context.createProducerTemplate().request("direct:in", exchange -> {
            exchange.setPattern(ExchangePattern.InOnly);
            exchange.getMessage().setBody("x");
            if (override != null) {
                exchange.getMessage().setHeader(Stomp2Constants.OVERRIDE_DESTINATION, override);
            }
        });
    }

    @Test
    void aSendThatFailsDoesNotRuleThatOfTheDeadLetterChannel() throws Exception {
        refuseBad();
        start(on -> {
            on.errorHandler(on.deadLetterChannel(stomp("queue/dead")).maximumRedeliveries(0));
            on.from("direct:in")
                    .setHeader(Stomp2Constants.OVERRIDE_DESTINATION, on.constant("queue/bad"))
                    .to(stomp("queue/a"));
        });

        send(null);

        assertThat(sent).containsExactly(BAD, "/queue/dead");
    }

    @Test
    void norOfOneThatSendsTheOriginalMessage() throws Exception {
        refuseBad();
        start(on -> {
            on.errorHandler(on.deadLetterChannel(stomp("queue/dead"))
                    .useOriginalMessage()
                    .maximumRedeliveries(0));
            on.from("direct:in").to(stomp("queue/a"));
        });

        send("queue/bad");

        assertThat(sent).containsExactly(BAD, "/queue/dead");
    }

    @Test
    void anErrorHandlerMaySetItAnewForAnotherEndpoint() throws Exception {
        refuseBad();
        start(on -> {
            on.onException(Exception.class)
                    .handled(true)
                    .setHeader(Stomp2Constants.OVERRIDE_DESTINATION, on.constant("queue/bad"))
                    .to(stomp("queue/other"));
            on.from("direct:in")
                    .setHeader(Stomp2Constants.OVERRIDE_DESTINATION, on.constant("queue/bad"))
                    .to(stomp("queue/a"));
        });

        send(null);

        assertThat(sent).containsExactly(BAD, BAD);
    }

    @Test
    void aRedeliveryGoesToTheSamePlaceAgain() throws Exception {
        refuseBad();
        start(on -> {
            on.errorHandler(on.deadLetterChannel(stomp("queue/dead"))
                    .maximumRedeliveries(2)
                    .redeliveryDelay(1));
            on.from("direct:in")
                    .setHeader(Stomp2Constants.OVERRIDE_DESTINATION, on.constant("queue/bad"))
                    .to(stomp("queue/a"))
                    .to(stomp("queue/b"));
        });

        send(null);

        assertThat(sent).containsExactly(BAD, BAD, BAD, "/queue/dead");
    }

    @Test
    void aDestinationThatIsNoneDoesNotRuleTheNextSendEither() throws Exception {
        refuseBad();
        start(on -> on.from("direct:in")
                .doTry()
                .setHeader(Stomp2Constants.OVERRIDE_DESTINATION, on.constant("queue/"))
                .to(stomp("queue/a"))
                .doCatch(IllegalArgumentException.class)
                .to(stomp("queue/b"))
                .end());

        send(null);

        assertThat(sent).containsExactly("/queue/b");
    }

    @Test
    void aRequestThatTimesOutDoesNotRuleWhatFollows() throws Exception {
        refuseBad();
        start(on -> on.from("direct:in")
                .doTry()
                .setHeader(Stomp2Constants.OVERRIDE_DESTINATION, on.constant("queue/slow"))
                .to(ExchangePattern.InOut, stomp("queue/a", "requestTimeout=1000"))
                .doCatch(Exception.class)
                .to(ExchangePattern.InOnly, stomp("queue/b"))
                .end());

        send(null);

        assertThat(sent).containsExactly("/queue/slow", "/queue/b");
    }

    @Test
    void aFailedEnrichmentDoesNotRuleTheDeadLetterChannel() throws Exception {
        refuseBad();
        start(on -> {
            on.errorHandler(on.deadLetterChannel(stomp("queue/dead")).maximumRedeliveries(0));
            on.from("direct:in")
                    .setHeader(Stomp2Constants.OVERRIDE_DESTINATION, on.constant("queue/bad"))
                    .enrich(stomp("queue/a", "requestTimeout=5s"))
                    .to(stomp("queue/b"));
        });

        send(null);

        assertThat(sent).containsExactly(BAD, "/queue/dead");
    }

    @Test
    void aDynamicDestinationThatFailsLeavesNothingBehind() throws Exception {
        refuseBad();
        start(on -> on.from("direct:in")
                .setProperty("where", on.constant("bad"))
                .doTry()
                .toD(stomp("queue/${exchangeProperty.where}"))
                .doCatch(Exception.class)
                .recipientList(on.constant(stomp("queue/b")))
                .end());

        send(null);

        assertThat(sent).containsExactly(BAD, "/queue/b");
    }

    @Test
    void eachCopyOfTheMessageHasItsOwn() throws Exception {
        refuseBad();
        start(on -> on.from("direct:in")
                .setHeader(Stomp2Constants.OVERRIDE_DESTINATION, on.constant("queue/copies"))
                .multicast()
                .to("direct:one", "direct:two")
                .end()
                .removeHeader(Stomp2Constants.OVERRIDE_DESTINATION)
                .to(stomp("queue/c")));
        context.addRoutes(new org.apache.camel.builder.RouteBuilder() {
            @Override
            public void configure() {
                from("direct:one").to(stomp("queue/a")).to(stomp("queue/a2"));
                from("direct:two").to(stomp("queue/b"));
            }
        });

        send(null);

        assertThat(sent).containsExactly("/queue/copies", "/queue/a2", "/queue/copies", "/queue/c");
    }

    @Test
    void aTransactedSendTakesItToo() throws Exception {
        refuseBad();
        start(on -> on.from("direct:in")
                .setHeader(Stomp2Constants.OVERRIDE_DESTINATION, on.constant("queue/one"))
                .to(stomp("queue/a", "transacted=true"))
                .to(stomp("queue/b", "transacted=true")));

        send(null);

        assertThat(sent).containsExactly("/queue/one", "/queue/b");
    }
}
