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
package io.github.camelstomp2.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.WireFrame;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters that go to another endpoint, whichever it is and however it is named. */
@Timeout(60)
class DeadLetterEndpointTest extends RouteTestSupport {

    private static void fail(Exchange exchange) {
        throw new IllegalStateException("no stock");
    }

    private void failing(String deadLetterUri) throws Exception {
        start(on -> on.from(stomp("queue/orders", "deadLetterUri=" + deadLetterUri))
                .routeId("in")
                .process(DeadLetterEndpointTest::fail));
    }

    private void brokerOfTheComponent() {
        context.getComponent("stomp2", Stomp2Component.class)
                .getConfiguration()
                .setBrokerURL("tcp://" + broker.host() + ":" + broker.port());
    }

    private static void assertDeadLetter(BrokerSide.Pair sides, String queue, String ackId) {
        sides.consumer().deliver(ackId, "x");
        WireFrame letter = sides.producer().expectSend(queue);
        assertThat(letter.header("dead-letter-reason")).isEqualTo("no stock");
        sides.producer().connection.receiptFor(letter);
        sides.consumer().expectAck(ackId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stomp2:queue/dead",
                "stomp2://queue:dead",
                "RAW(stomp2:queue/dead?priority=7)",
                "stomp2%3Aqueue%2Fdead%3Fpriority%3D7",
                "{{dlq}}",
                "ref:dlq",
                "#name-of-dlq",
                "#dlq",
                "#bean:name-of-dlq"
            })
    void anotherDestinationOfABrokerIsStartedWithTheRoute(String uri) throws Exception {
        brokerOfTheComponent();
        Properties properties = new Properties();
        properties.put("dlq", "stomp2:queue/dead");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getRegistry().bind("dlq", context.getEndpoint("stomp2:queue/dead"));
        context.getRegistry().bind("name-of-dlq", "stomp2:queue/dead");
        failing(uri);
        assertDeadLetter(BrokerSide.producerAndConsumer(broker), "/queue/dead", "a-1");
    }

    @Test
    void optionsOfTheOtherEndpointAreItsOwn() throws Exception {
        failing("RAW(" + stomp("queue/dead", "priority=7") + ")");
        assertDeadLetter(BrokerSide.producerAndConsumer(broker), "/queue/dead", "a-1");
    }

    @Test
    void aUriInAUriMayBeEncoded() throws Exception {
        String uri = "stomp2:queue/dead?brokerURL=tcp://" + broker.host() + ":" + broker.port();
        failing(URLEncoder.encode(uri, StandardCharsets.UTF_8));
        assertDeadLetter(BrokerSide.producerAndConsumer(broker), "/queue/dead", "a-1");
    }

    @Test
    void aRouteThatIsAddedLaterAndOneThatIsStartedAgainHaveTheirDeadLettersToo() throws Exception {
        brokerOfTheComponent();
        context.start();
        failing("stomp2:queue/dead");
        BrokerSide.Pair first = BrokerSide.producerAndConsumer(broker);
        assertDeadLetter(first, "/queue/dead", "a-1");

        var stopped = inBackground(() -> stop("in"));
        first.consumer().expectEndOfConsumer();
        first.producer().expectGoodbye();
        stopped.join();
        context.getRouteController().startRoute("in");

        assertDeadLetter(BrokerSide.producerAndConsumer(broker), "/queue/dead", "a-2");
    }

    @Test
    void aRouteThatIsSuspendedAndResumedHasItsDeadLettersAgain() throws Exception {
        brokerOfTheComponent();
        failing("stomp2:queue/dead");
        BrokerSide.Pair sides = BrokerSide.producerAndConsumer(broker);
        suspend("in");
        sides.consumer().connection.expectFrame("UNSUBSCRIBE");
        context.getRouteController().resumeRoute("in");
        sides.consumer().takeSubscribe();
        assertDeadLetter(sides, "/queue/dead", "a-1");
    }

    @Test
    void aRouteThatStopsLeavesTheEndpointToOthers() throws Exception {
        start(on -> {
            on.from(stomp("queue/a", "deadLetterUri=seda:dead")).routeId("in").process(DeadLetterEndpointTest::fail);
            on.from(stomp("queue/b", "deadLetterUri=seda:dead"))
                    .routeId("other")
                    .process(DeadLetterEndpointTest::fail);
            on.from("seda:dead").to("mock:dead");
        });
        BrokerSide one = BrokerSide.subscribed(broker);
        BrokerSide two = BrokerSide.subscribed(broker);
        BrokerSide a = one.subscribe().header("destination").equals("/queue/a") ? one : two;
        BrokerSide b = a == one ? two : one;
        MockEndpoint dead = context.getEndpoint("mock:dead", MockEndpoint.class);
        dead.expectedMessageCount(2);
        a.deliver("a-1", "x");
        a.expectAck("a-1");
        var stopped = inBackground(() -> stop("in"));
        a.expectEndOfConsumer();
        stopped.join();
        b.deliver("b-1", "x");
        b.expectAck("b-1");
        dead.assertIsSatisfied();
    }

    @ParameterizedTest
    @ValueSource(strings = {"log:dead", "mock:dead", "seda:dead", "direct:dead"})
    void endpointsOfOtherComponentsAreStartedToo(String uri) throws Exception {
        start(on -> {
            on.from(stomp("queue/orders", "deadLetterUri=" + uri)).process(DeadLetterEndpointTest::fail);
            on.from("direct:dead").to("mock:end");
        });
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.expectAck("a-1");
    }

    @Test
    void anEndpointThatNeedsItsStartAndAProducerForEachExchangeHasBoth() throws Exception {
        Endpoint counted = new OneExchangeAtATime(context);
        context.addEndpoint("counted:dead", counted);
        failing("counted:dead");
        BrokerSide side = BrokerSide.subscribed(broker);
        side.deliver("a-1", "x");
        side.expectAck("a-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nosuch:dead | nosuch",
                "timer:dead | deadLetterUri=timer:dead cannot be used: ",
                "stomp2: | deadLetterUri=stomp2: cannot be used: ",
                "ref:nosuch | nosuch",
                "stomp2:queue/orders | comes to this consumer of /queue/orders again, without end",
                "stomp2:orders | comes to this consumer of /queue/orders again, without end",
                "RAW(stomp2:queue/dead?transacted=true) | leave out transacted=true"
            })
    void whatCannotTakeADeadLetterIsRefusedAtTheStartByTheNameOfTheOption(String uri, String words) {
        brokerOfTheComponent();
        assertThatThrownBy(() -> failing(uri))
                .hasStackTraceContaining("deadLetterUri=")
                .hasStackTraceContaining("cannot be used: ")
                .hasStackTraceContaining(words);
        assertThat(context.isStarted()).isFalse();
    }

    @Test
    void secretsInTheUriAreNotInTheRefusal() {
        assertThatThrownBy(() -> failing("RAW(nosuch:dead?password=s3cret)"))
                .hasStackTraceContaining("deadLetterUri=nosuch:dead?password=xxxxxx")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }

    @Test
    void theSameQueueOfAnotherBrokerIsAnother() throws Exception {
        failing("RAW(stomp2:queue/orders?brokerURL=tcp://127.0.0.1:1)");
        BrokerSide.subscribed(broker);
    }

    /** Its producers work only when they and their endpoint are started, and for one exchange. */
    private static final class OneExchangeAtATime extends DefaultEndpoint {
        OneExchangeAtATime(DefaultCamelContext context) {
            super("counted:dead", null);
            setCamelContext(context);
        }

        @Override
        public boolean isSingletonProducer() {
            return false;
        }

        @Override
        public DefaultProducer createProducer() {
            return new DefaultProducer(this) {
                private boolean used;

                @Override
                public void process(Exchange exchange) {
                    if (used || !isStarted() || !OneExchangeAtATime.this.isStarted()) {
                        throw new IllegalStateException("used again, or not started");
                    }
                    used = true;
                }
            };
        }

        @Override
        public org.apache.camel.Consumer createConsumer(org.apache.camel.Processor processor) {
            throw new UnsupportedOperationException();
        }
    }
}
