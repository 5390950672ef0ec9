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

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/** Sends without waiting for the answers, and knows how often and how each send ended. For any thread. */
final class Sends implements AutoCloseable {
    private final CamelContext context;
    private final Map<String, AsyncProducer> producers = new ConcurrentHashMap<>();
    private final Queue<Sent> all = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    Sends(CamelContext context) {
        this.context = context;
    }

    /** One send, under way or ended. */
    static final class Sent {
        private final Exchange exchange;
        private final AtomicInteger ends = new AtomicInteger();

        private Sent(Exchange exchange) {
            this.exchange = exchange;
        }

        boolean hasEnded() {
            return ends.get() > 0;
        }

        boolean isConfirmed() {
            return hasEnded() && exchange.getException() == null;
        }

        /** How it failed; {@code null} if it did not. */
        Throwable failure() {
            return exchange.getException();
        }

        String body() {
            return exchange.getMessage().getBody(String.class);
        }

        /** Waits for its end, but no longer than this. */
        Sent ends(Duration within) {
            await().atMost(within).until(this::hasEnded);
            return this;
        }
    }

    Sent send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    Sent send(String uri, Object body, Map<String, Object> headers) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeaders(new HashMap<>(headers));
        Sent sent = new Sent(exchange);
        all.add(sent);
        producers.computeIfAbsent(uri, this::producer).process(exchange, sync -> sent.ends.incrementAndGet());
        return sent;
    }

    private AsyncProducer producer(String uri) {
        try {
            AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer();
            context.addService(producer, true, true);
            return producer;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends one message after the other, each with a body of its own, until {@link #stop}. Several may run. */
    void sendEvery(Duration period, String uri) {
        clock.scheduleAtFixedRate(
                () -> send(uri, "order " + number.incrementAndGet()), 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends {@link #sendEvery}: nothing is sent any more when this returns. */
    void stop() throws InterruptedException {
        clock.shutdown();
        assertThat(clock.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Leaves one out that was meant to fail. */
    void forget(Sent sent) {
        all.remove(sent);
    }

    Collection<Sent> all() {
        return all;
    }

    long confirmedCount() {
        return all.stream().filter(Sent::isConfirmed).count();
    }

    Set<String> confirmedBodies() {
        return all.stream().filter(Sent::isConfirmed).map(Sent::body).collect(Collectors.toSet());
    }

    /** Waits until all have ended, and checks that each did so once. */
    void awaitEnds(Duration within) {
        await().atMost(within).until(() -> all.stream().allMatch(Sent::hasEnded));
        assertThat(all).allSatisfy(sent -> assertThat(sent.ends).hasValue(1));
    }

    /** Waits until all have ended, and checks that each was confirmed, once. */
    void awaitConfirmations(Duration within) {
        awaitEnds(within);
        assertThat(failuresOf(all)).isEmpty();
    }

    /** What became of those that failed so far, each kind once. */
    static Set<String> failuresOf(Collection<Sent> sent) {
        return sent.stream()
                .filter(each -> each.failure() != null)
                .map(each -> each.failure().toString())
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
