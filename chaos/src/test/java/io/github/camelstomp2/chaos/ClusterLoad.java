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
package io.github.camelstomp2.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;

/** Threads that send and ask, one message after the other, and write down how each has ended. */
final class ClusterLoad implements AutoCloseable {
    private static final int THREADS_OF_EACH_KIND = 2;

    private final ProducerTemplate template;
    private final List<Thread> threads = new ArrayList<>();
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<Throwable> failedSends = new CopyOnWriteArrayList<>();
    private final List<Throwable> failedRequests = new CopyOnWriteArrayList<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private volatile boolean ended;
    private volatile long slowestNanos;

    /**
     * @param sends an endpoint for messages
     * @param requests an endpoint for requests, of which {@code x} is answered with {@code re x}
     */
    ClusterLoad(ProducerTemplate template, String sends, String requests) {
        this.template = template;
        for (int i = 0; i < THREADS_OF_EACH_KIND; i++) {
            String name = "thread-" + i + "-";
            start(name + "sends", number -> send(sends, name + number));
            start(name + "asks", number -> ask(requests, name + number));
        }
    }

    private interface Step {
        void take(int number);
    }

    private void start(String name, Step step) {
        Thread thread = new Thread(
                () -> {
                    for (int number = 0; !ended; number++) {
                        step.take(number);
                    }
                },
                name);
        threads.add(thread);
        thread.start();
    }

    private void send(String endpoint, String body) {
        Exchange exchange = template.send(
                endpoint, ExchangePattern.InOnly, made -> made.getMessage().setBody(body));
        if (exchange.getException() == null) {
            confirmed.add(body);
        } else {
            failedSends.add(exchange.getException());
        }
    }

    private void ask(String endpoint, String body) {
        long begin = System.nanoTime();
        Exchange exchange = template.request(endpoint, made -> made.getMessage().setBody(body));
        slower(System.nanoTime() - begin);
        if (exchange.getException() != null) {
            failedRequests.add(exchange.getException());
        } else if (exchange.getMessage().getBody(String.class).equals("re " + body)) {
            answered.incrementAndGet();
        } else {
            wrong.add(body + ": " + exchange.getMessage().getBody(String.class));
        }
    }

    private synchronized void slower(long nanos) {
        slowestNanos = Math.max(slowestNanos, nanos);
    }

    /** The bodies of the messages that the broker has confirmed. */
    Set<String> confirmed() {
        return confirmed;
    }

    /** How many requests have their answer. */
    int answered() {
        return answered.get();
    }

    List<Throwable> failedSends() {
        return failedSends;
    }

    List<Throwable> failedRequests() {
        return failedRequests;
    }

    /** The requests with the answer of another one. */
    List<String> wrongAnswers() {
        return wrong;
    }

    /** How long the slowest request took, until its answer or its exception. */
    Duration slowestRequest() {
        return Duration.ofNanos(slowestNanos);
    }

    /** Lets what is on its way end. */
    @Override
    public void close() throws InterruptedException {
        ended = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
