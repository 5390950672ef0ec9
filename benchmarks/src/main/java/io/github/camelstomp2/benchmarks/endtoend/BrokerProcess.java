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
package io.github.camelstomp2.benchmarks.endtoend;

import io.github.camelstomp2.testbed.TestBroker;
import io.github.camelstomp2.testbed.TestBrokers;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real broker of the test bed. */
final class BrokerProcess implements RunningPeer {
    private final Peers kind;
    private final TestBroker broker;
    private final int stock;

    /** @param stock the most messages that it has to hold */
    BrokerProcess(Peers kind, int stock) {
        this.kind = kind;
        this.stock = stock;
        broker = TestBrokers.measured(kind.broker());
        broker.start();
    }

    @Override
    public PeerAddress address() {
        return new PeerAddress(
                kind,
                broker.port(),
                broker.jmsUri().map(URI::toString).orElse("-"),
                broker.process().orElseThrow().pid());
    }

    @Override
    public String version() {
        return kind.title() + " " + broker.version();
    }

    @Override
    public void prepare(Work work, Subject subject) throws IOException {
        if (work.scenario().consumes()) {
            fill(subject.source(work), work.body(), work.scenario().bridges() ? 2 * Scenario.WINDOW : stock);
        }
    }

    private void fill(String destination, byte[] body, int messages) throws IOException {
        Work filling = new Work(Scenario.SEND_CONFIRMED, address(), body.length);
        Map<String, String> headers = filling.sendHeaders();
        headers.put("destination", destination);
        headers.remove("persistent"); // persistent messages would take minutes
        headers.put("content-length", Integer.toString(body.length));
        String head = PlainStomp.head(headers);
        try (PlainStomp stomp = new PlainStomp(filling)) {
            for (int sent = 0; sent < messages; sent += Scenario.WINDOW) {
                for (int i = 1; i < Scenario.WINDOW; i++) {
                    stomp.write("SEND", head, body);
                }
                stomp.write("SEND", head + "receipt:" + sent + "\n", body);
                stomp.flush();
                stomp.read("RECEIPT");
            }
        }
    }

    @Override
    public long limit(Scenario scenario) {
        return scenario.bridges() ? Long.MAX_VALUE : stock;
    }

    @Override
    public void cleanUp() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (broker.consumerCount(Work.QUEUE) > 0 && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(20); // wait until the connections of the ended process are closed
        }
        broker.deleteQueue(Work.QUEUE);
    }

    @Override
    public void close() {
        broker.close();
    }
}
