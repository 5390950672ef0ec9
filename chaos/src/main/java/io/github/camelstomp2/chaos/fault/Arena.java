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
package io.github.camelstomp2.chaos.fault;

import io.github.camelstomp2.chaos.ledger.Side;
import io.github.camelstomp2.chaos.wire.Interceptor;
import io.github.camelstomp2.chaos.wire.LosesReceipts;
import io.github.camelstomp2.chaos.wire.Tap;
import io.github.camelstomp2.testbed.FaultProxy;
import io.github.camelstomp2.testbed.TestBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * A broker and the way to it. Producers and consumers each have a proxy of their own, so that a fault can concern one
 * of them. Behind both proxies is the tap, which sees what really goes to the broker.
 */
public final class Arena implements AutoCloseable {
    private final TestBroker broker;
    private final String queue;
    private final LosesReceipts receipts;
    private final Tap tap;
    private final FaultProxy producers;
    private final FaultProxy consumers;

    /**
     * @param recorders makes the recorder of a connection and the recorder of its receipts
     * @param saboteurs makes the interceptors of a faulty client's connection; none for a correct one
     */
    public Arena(
            TestBroker broker,
            String queue,
            Random random,
            ScheduledExecutorService timer,
            Supplier<List<Interceptor>> recorders,
            Supplier<List<Interceptor>> saboteurs) {
        this.broker = broker;
        this.queue = queue;
        this.receipts = new LosesReceipts(random, timer);
        this.tap = new Tap(broker.host(), broker.port(), () -> {
            List<Interceptor> all = new ArrayList<>(recorders.get());
            all.add(1, receipts);
            all.addAll(saboteurs.get());
            return all;
        });
        this.producers = FaultProxy.to("127.0.0.1", tap.port());
        this.consumers = FaultProxy.to("127.0.0.1", tap.port());
    }

    public TestBroker broker() {
        return broker;
    }

    /** The queue that all messages go through. */
    public String queue() {
        return queue;
    }

    /** How many connections of the client to the broker are open. */
    public int openConnections() {
        return tap.open();
    }

    LosesReceipts receipts() {
        return receipts;
    }

    /** The proxies of one side. */
    List<FaultProxy> proxies(Side side) {
        return switch (side) {
            case PRODUCERS -> List.of(producers);
            case CONSUMERS -> List.of(consumers);
            case BOTH -> List.of(producers, consumers);
        };
    }

    /** The {@code brokerURL} of the producers. */
    public String producerUrl() {
        return "tcp://127.0.0.1:" + producers.port();
    }

    /** The {@code brokerURL} of the consumers. */
    public String consumerUrl() {
        return "tcp://127.0.0.1:" + consumers.port();
    }

    @Override
    public void close() {
        producers.close();
        consumers.close();
        tap.close();
    }
}
