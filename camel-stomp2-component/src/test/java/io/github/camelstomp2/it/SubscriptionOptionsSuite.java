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
package io.github.camelstomp2.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.matrix.Feature;
import io.github.camelstomp2.matrix.InEachVersion;
import io.github.camelstomp2.matrix.Shown;
import io.github.camelstomp2.matrix.Shows;
import io.github.camelstomp2.testbed.RawStompClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** What options of consumers do on each broker, in each version of the protocol. */
@ParameterizedClass(name = "STOMP {0}")
@InEachVersion
abstract class SubscriptionOptionsSuite extends OptionsSuite {
    private static final String TWO_KIBIBYTES = "x".repeat(2 * 1024);

    @Parameter
    String version;

    /** The queue to which the broker moves what is rejected. */
    String deadLettersOfBroker() {
        return "DLQ." + name;
    }

    @Override
    public String stompVersion() {
        return version;
    }

    /** Also that the log says what became of the options. */
    @Test
    @Shows(Feature.RECOGNISED)
    void theBrokerIsFoundOutByWhatItSaysOfItself(Shown shown) throws Exception {
        boolean saysItsName;
        try (RawStompClient client = RawStompClient.connect(view(), Map.of("accept-version", version))) {
            saysItsName = client.connected().has("server");
        }
        String kind = broker().kind().id();
        String dialect = saysItsName ? kind : "generic";
        try (LogLines log = new LogLines()) {
            routes.consume(queue("broker=auto", "testConnectionOnStartup=true"));
            await().untilAsserted(() -> assertThat(log.operatorLines()).anySatisfy(line -> assertThat(line)
                    .startsWith("INFO stomp2 consumer of /queue/" + name + ": connected to ")
                    .contains("dialect " + dialect + ", STOMP " + version)
                    .contains("/queue/" + name)));
        }
        if (!saysItsName) {
            shown.notPossible("it does not say its name in this version of STOMP: set `broker=" + kind + "`");
        }
    }

    @Test
    @Shows(Feature.PREFETCH)
    void prefetchIsHowManyMessagesAreOnTheirWayUnacknowledged(Shown shown) throws Exception {
        for (int i = 0; i < 10; i++) {
            sendToQueue(TWO_KIBIBYTES);
        }
        assertThat(deliveredAhead(1)).isEqualTo(1);

        long ahead = deliveredAhead(5);
        assertThat(ahead).isBetween(2L, 5L);
        if (ahead < 5) {
            shown.emulated("the broker counts bytes, of which it is given 1 KiB for each message; 1 is exact");
        }
    }

    /** To a route that ends with none of its messages. */
    private long deliveredAhead(int prefetch) throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (StompRoutes blocked = new StompRoutes(broker(), version)) {
            blocked.add(new RouteBuilder() {
                @Override
                public void configure() {
                    from(queue("prefetch=" + prefetch, "deadLetterMode=none"))
                            .process(exchange -> mayEnd.await())
                            .throwException(new IllegalStateException("not now"));
                }
            });
            // What else is coming comes together with the first.
            await().during(Duration.ofMillis(300)).until(() -> view().unacknowledgedCount(name) > 0);
            long ahead = view().unacknowledgedCount(name);
            mayEnd.countDown();
            return ahead;
        }
    }

    @Test
    @Shows(Feature.ACK_AUTO)
    void withoutAcknowledgementsAMessageIsGoneWhenItWasDelivered() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(queue("ackMode=auto")).process(exchange -> {
                    began.countDown();
                    mayEnd.await();
                });
            }
        });
        sendToQueue("order");
        began.await();
        await().until(() -> view().messageCount(name) == 0);
        mayEnd.countDown();
    }

    @Test
    @Shows(Feature.DEAD_LETTERS_OF_BROKER)
    void theBrokersOwnDeadLettersAreUsedWhereItHasSome(Shown shown) throws Exception {
        String uri = queue("deadLetterMode=broker");
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).throwException(new IllegalStateException("no"));
            }
        });
        String deadLetters = deadLettersOfBroker();
        long before = view().messageCount(deadLetters);

        send(uri, "order");

        await().until(() -> view().messageCount(name) == 0);
        await().until(() -> view().messageCount(deadLetters) > before || view().messageCount("DLQ." + name) == 1);
        if (OnTheBroker.take(view(), "DLQ." + name).stream().anyMatch(letter -> letter.has("dead-letter-reason"))) {
            shown.emulated("the component's own dead letters, since there is no NACK that would make one");
        } else {
            assertThat(view().messageCount(deadLetters)).isEqualTo(before + (deadLetters.endsWith(name) ? 0 : 1));
            shown.works("to `" + deadLetters.replace(name, "<queue>") + "`");
        }
    }

    @Test
    @Shows(Feature.SELECTOR)
    void aSelectorChoosesMessages(Shown shown) throws Exception {
        String selector = "selector=RAW(region = 'EU' AND amount > 100)";
        whenConsumed(shown, "selector", queue(selector), received -> {
            send(queue(""), "elsewhere", Map.of("region", "US", "amount", 150));
            send(queue(""), "too little", Map.of("region", "EU", "amount", 99));
            send(queue(""), "chosen", Map.of("region", "EU", "amount", 150));
            assertThat(bodies(received, 1)).containsExactly("chosen");
            await().until(() -> view().messageCount(name) == 2);
        });
    }

    @Test
    @Shows(Feature.NO_LOCAL)
    void noLocalLeavesOutWhatTheSameComponentSends(Shown shown) throws Exception {
        String topic = "stomp2:topic/" + name;
        whenConsumed(shown, "noLocal=true", topic + "?noLocal=true&sharedConnection=true", received -> {
            try (StompRoutes others = new StompRoutes(broker(), version)) {
                send(topic, "own");
                others.template().sendBody(topic, "other");
                assertThat(bodies(received, 1)).containsExactly("other");
            }
        });
    }

    @Test
    @Shows(Feature.EXCLUSIVE)
    void anExclusiveConsumerGetsAllUntilItIsGone(Shown shown) throws Exception {
        StompRoutes.Received[] received = new StompRoutes.Received[2];
        String uri = queue("exclusive=true&prefetch=1&testConnectionOnStartup=true");
        boolean exclusive = isHonoured(shown, "exclusive=true", () -> received[0] = routes.consume(uri));
        String first = routes.context().getRoutes().get(0).getRouteId();
        try (StompRoutes others = new StompRoutes(broker(), version)) {
            received[1] = others.consume(uri);
            await().until(() -> view().consumerCount(name) == 2);
            sendToQueue("1", "2", "3", "4");
            await().until(() -> received[0].size() + received[1].size() == 4);
            assertThat(received[1].size() == 0).isEqualTo(exclusive);

            routes.context().getRouteController().stopRoute(first);
            sendToQueue("5");
            await().until(() -> received[1].bodies().contains("5"));
        }
    }

    @Test
    @Shows(Feature.BROWSE)
    void browsingLooksAtEachMessageOnceAndTakesNone(Shown shown) throws Exception {
        sendToQueue("1", "2", "3");
        whenConsumed(shown, "browse=true", queue("browse=true&prefetch=2"), received -> {
            assertThat(bodies(received, 3)).containsExactly("1", "2", "3");
            await().until(() -> view().consumerCount(name) == 0);
        });
        await().untilAsserted(() -> assertThat(view().messageCount(name)).isEqualTo(3));
    }
}
