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

import static org.apache.camel.builder.Builder.constant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.Stomp2Endpoint;
import io.github.camelstomp2.matrix.Feature;
import io.github.camelstomp2.matrix.Shows;
import io.github.camelstomp2.testbed.RawStompClient;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ExchangeTimedOutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Routes that ask and routes that answer, between themselves and with others. */
abstract class RequestReplySuite extends RequestReplySuiteBase {
    private static final int THREADS = 8;
    private static final int REQUESTS_PER_THREAD = 125;

    private final CountDownLatch release = new CountDownLatch(1);

    /** Where a client that is not Camel wants its replies, and subscribes to them if it has to. */
    abstract String subscribeForReplies(RawStompClient client, String name);

    /** Whether the broker refuses what is sent to a temporary queue of a connection that is gone. */
    abstract boolean refusesRepliesToTheGone();

    @AfterEach
    void releaseWhatWaits() {
        release.countDown();
    }

    // ---- between routes

    /** What a service knows. */
    public static final class PriceList {
        public String price(String fruit) {
            return fruit.equals("apples") ? "3" : "4";
        }
    }

    @Test
    void aRouteAsksAndAnotherOneAnswers() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("prices", queue);
        routes.context().getPropertiesComponent().setOverrideProperties(properties);
        add(on -> on.from("stomp2:queue/{{prices}}").bean(PriceList.class).setHeader("currency", constant("EUR")));
        add(on -> on.from("direct:price")
                .to(ExchangePattern.InOut, "stomp2:queue/{{prices}}?requestTimeout=10s")
                .log("costs ${body} ${header.currency}"));

        Exchange answered = routes.template()
                .send("direct:price", exchange -> exchange.getMessage().setBody("apples"));
        assertThat(answered.getException()).isNull();
        assertThat(answered.getMessage().getBody(String.class)).isEqualTo("3");
        assertThat(answered.getMessage().getHeader("currency")).isEqualTo("EUR");
    }

    @Test
    @Shows(Feature.REQUEST_REPLY)
    void ofAThousandRequestsAtATimeEachGetsItsOwnAnswer() throws Exception {
        addAnswering("concurrentConsumers=4");
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<List<String>>> all = IntStream.range(0, THREADS)
                .mapToObj(thread -> threads.submit(() -> askAll("t" + thread + "-")))
                .toList();

        for (int thread = 0; thread < THREADS; thread++) {
            String prefix = "re t" + thread + "-";
            assertThat(all.get(thread).get(120, TimeUnit.SECONDS))
                    .containsExactlyElementsOf(IntStream.range(0, REQUESTS_PER_THREAD)
                            .mapToObj(i -> prefix + i)
                            .toList());
        }
        threads.shutdown();
        awaitAllDone();
    }

    /** All at a time; their answers in the order of the requests. */
    private List<String> askAll(String prefix) throws Exception {
        List<CompletableFuture<Exchange>> asked = new ArrayList<>();
        for (int i = 0; i < REQUESTS_PER_THREAD; i++) {
            asked.add(ask(endpoint("requestTimeout=2m"), prefix + i));
        }
        List<String> answers = new ArrayList<>();
        for (CompletableFuture<Exchange> one : asked) {
            answers.add(end(one).getMessage().getBody(String.class));
        }
        return answers;
    }

    @Test
    void headersAndJsonGoBothWays() throws Exception {
        add(on -> on.from(endpoint("payload=json"))
                .setHeader("currency", constant("EUR"))
                .process(exchange -> exchange.getMessage()
                        .setBody(Map.of(
                                "of", exchange.getMessage().getBody(Map.class).get("of"), "price", 3))));
        Exchange answered = routes.template().request(endpoint("payload=json"), exchange -> {
            exchange.getMessage().setBody(Map.of("of", "apples"));
            exchange.getMessage().setHeader("correlation-id", "order-7");
        });

        assertThat(answered.getException()).isNull();
        assertThat(answered.getMessage().getBody()).isEqualTo(Map.of("of", "apples", "price", 3));
        assertThat(answered.getMessage().getHeaders())
                .containsEntry("currency", "EUR")
                .containsEntry("correlation-id", "order-7");
    }

    @Test
    @Shows(Feature.REQUEST_REPLY)
    void repliesToANamedQueueArriveThere() throws Exception {
        addAnswering();
        String asking = endpoint("replyTo=queue/" + queue + "-answers");
        assertThat(routes.template().requestBody(asking, "a", String.class)).isEqualTo("re a");
        assertThat(routes.template().requestBody(asking, "b", String.class)).isEqualTo("re b");
    }

    @Test
    void aRouteOnTheConnectionOfThoseWhoAskAnswersToo() throws Exception {
        addAnswering("sharedConnection=true");
        String asking = endpoint("sharedConnection=true");
        assertThat(routes.template().requestBody(asking, "a", String.class)).isEqualTo("re a");
        assertThat(routes.template().requestBody(asking, "b", String.class)).isEqualTo("re b");
    }

    @Test
    void aTransactedRouteAnswersWithItsTransaction() throws Exception {
        add(on -> on.from(endpoint("transacted=true"))
                .to(ExchangePattern.InOnly, "stomp2:queue/" + queue + "-invoices?transacted=true")
                .setBody(on.simple("re ${body}")));
        assertThat(routes.template().requestBody(endpoint(), "a", String.class)).isEqualTo("re a");
        await().atMost(PATIENCE).until(() -> broker().broker().messageCount(queue + "-invoices") == 1);
        awaitAllDone();
    }

    @Test
    void aRouteThatFailsAnswersNobodyAndItsRequestIsADeadLetter() throws Exception {
        add(on -> on.from(endpoint()).throwException(new IllegalStateException("no idea")));
        assertThat(end(ask(endpoint("requestTimeout=5s"), "a")).getException())
                .isInstanceOf(ExchangeTimedOutException.class);
        await().atMost(PATIENCE).until(() -> broker().broker().messageCount("DLQ." + queue) == 1);
    }

    // ---- with others

    @Test
    @Shows(Feature.REQUEST_REPLY)
    void aClientThatIsNotCamelIsAnswered() throws Exception {
        addAnswering();
        try (RawStompClient client = RawStompClient.connect(broker().broker())) {
            String replyTo = subscribeForReplies(client, queue + "-replies");
            ask(client, replyTo, "c-1");
            assertAnswer(receive(client), "c-1");
        }
        awaitAllDone();
    }

    @Test
    void aClientThatNamesAQueueOrATopicIsAnsweredThere() throws Exception {
        addAnswering();
        for (String kind : List.of("queue", "topic")) {
            try (RawStompClient client = RawStompClient.connect(broker().broker())) {
                String replyTo = "/" + kind + "/" + queue + "-" + kind;
                client.write(ServerFrame.of("SUBSCRIBE")
                        .header("id", "mine")
                        .header("destination", replyTo)
                        .header("subscription-type", kind.equals("queue") ? "ANYCAST" : "MULTICAST")
                        .header("ack", "auto")
                        .header("receipt", "subscribed")
                        .bytes("1.2"));
                assertThat(client.receive().header("receipt-id")).isEqualTo("subscribed");
                ask(client, replyTo, kind);
                assertAnswer(receive(client), kind);
            }
        }
        awaitAllDone();
    }

    void ask(RawStompClient client, String replyTo, String correlationId) {
        client.write(ServerFrame.of("SEND")
                .header("destination", "/queue/" + queue)
                .headers(Map.of("destination-type", "ANYCAST", "persistent", "true"))
                .header("reply-to", replyTo)
                .header("correlation-id", correlationId)
                .body("a")
                .bytes("1.2"));
    }

    /** Past receipts. */
    static WireFrame receive(RawStompClient client) {
        WireFrame frame = client.receive();
        return frame.command().equals("RECEIPT") ? receive(client) : frame;
    }

    static void assertAnswer(WireFrame answer, String correlationId) {
        assertThat(answer.command()).as(answer.toString()).isEqualTo("MESSAGE");
        assertThat(answer.bodyText()).isEqualTo("re a");
        assertThat(answer.header("correlation-id")).isEqualTo(correlationId);
    }

    @Test
    void aServiceThatIsNotCamelAnswersARoute() throws Exception {
        try (RawStompClient service = RawStompClient.connect(broker().broker())) {
            service.subscribeToQueue("mine", queue);
            for (String asking : List.of(endpoint(), endpoint("replyTo=queue/" + queue + "-answers"))) {
                CompletableFuture<Exchange> asked = ask(asking, "a");
                answer(service, service.receiveMessage(), "re a");
                assertThat(end(asked).getMessage().getBody(String.class)).isEqualTo("re a");
            }
        }
    }

    /** As any client would: to where the request says, with its correlation id. */
    private static void answer(RawStompClient service, WireFrame request, String body) {
        service.ack(request);
        service.send(request.header("reply-to"), Map.of("correlation-id", request.header("correlation-id")), body);
    }

    // ---- time

    @Test
    void aLateReplyIsDroppedAndCounted() throws Exception {
        try (RawStompClient service = RawStompClient.connect(broker().broker())) {
            service.subscribeToQueue("mine", queue);
            String asking = endpoint("requestTimeout=3s");
            CompletableFuture<Exchange> asked = ask(asking, "a");
            WireFrame request = service.receiveMessage();
            assertThat(end(asked).getException())
                    .isInstanceOf(ExchangeTimedOutException.class)
                    .hasMessageContaining("/queue/" + queue)
                    .hasMessageContaining(request.header("correlation-id"))
                    .hasMessageContaining("within: 3000 millis");

            answer(service, request, "too late");
            Stomp2Endpoint endpoint = routes.context().getEndpoint(asking, Stomp2Endpoint.class);
            await().atMost(PATIENCE).until(() -> endpoint.getLateReplies() == 1);
        }
    }

    // ---- ends

    @Test
    void aRequestIsDoneWhenWhoeverAskedIsGone() throws Exception {
        add(on -> on.from(endpoint())
                .process(exchange -> release.await())
                .setBody(on.simple("re ${exchangeProperty." + Stomp2Constants.REPLY_TO + "}")));
        try (LogLines log = new LogLines()) {
            try (RawStompClient client = RawStompClient.connect(broker().broker())) {
                ask(client, subscribeForReplies(client, queue + "-replies"), "c-1");
                await().atMost(PATIENCE).until(() -> broker().broker().messageCount(queue) == 1);
                client.ask(ServerFrame.of("DISCONNECT"));
            }
            // Its queue is gone with it, on those brokers on which that is so.
            await().atMost(PATIENCE).until(() -> broker().broker().consumerCount(queue + "-replies") == 0);
            release.countDown();

            awaitAllDone();
            assertThat(broker().broker().messageCount("DLQ." + queue)).isZero();
            assertThat(log.operatorLines().stream()
                            .filter(line -> line.contains("was not sent: the broker did not take it for")))
                    .hasSize(refusesRepliesToTheGone() ? 1 : 0);
        }
    }
}
