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
package io.github.camelstomp2.examples.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The routes with Kafka, and a real broker of Kafka: queue "in", a topic, queue "out". */
@Timeout(300)
class KafkaKillsIT {
    private static final int INVOICES = Boolean.getBoolean("stomp2.test.all") ? 10_000 : 2_000;

    @TempDir
    static Path directory;

    private static KafkaProcess kafka;

    private final Map<String, AtomicInteger> arrived = new ConcurrentHashMap<>();

    @BeforeAll
    static void startKafka() throws Exception {
        kafka = new KafkaProcess(directory);
    }

    @AfterAll
    static void stopKafka() throws Exception {
        kafka.close();
    }

    @Test
    void noInvoiceIsLostWhenTheBridgeAndKafkaAreKilled() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker()) {
            Main outside = outside(broker);
            outside.start();
            for (int i = 1; i <= INVOICES; i++) {
                outside.getCamelTemplate().sendBodyAndHeader("stomp2:queue/in", "Invoice " + i, "invoice", "F-" + i);
            }
            Process bridge = bridge(broker);
            try {
                Wait.until(() -> arrived.size() > INVOICES / 4);
                bridge.destroyForcibly().waitFor();
                assertThat(arrived.size()).as("killed before the end").isLessThan(INVOICES);
                bridge = bridge(broker);
                Wait.until(() -> arrived.size() > INVOICES / 2);
                kafka.kill();
                assertThat(arrived.size()).as("killed before the end").isLessThan(INVOICES);
                kafka.start();
                Wait.until(
                        () -> arrived.size() == INVOICES && broker.messages("in") == 0 && broker.messages("out") == 0);
            } finally {
                bridge.destroyForcibly().waitFor();
                outside.stop();
            }
        }
        int more = arrived.values().stream().mapToInt(AtomicInteger::get).sum() - INVOICES;
        System.out.printf("%d invoices, none is lost, %d came once more%n", INVOICES, more);
        assertThat(more).as("what was on its way at a kill, and no more").isLessThan(INVOICES / 4);
    }

    /** Sends and counts, in this process, which is not killed. */
    private Main outside(EmbeddedBroker broker) {
        Main outside = BridgeApp.camel(broker.url(), Path.of("unused"));
        outside.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("stomp2:queue/out").process(exchange -> arrived.computeIfAbsent(
                                exchange.getMessage().getHeader("invoice", String.class), key -> new AtomicInteger())
                        .incrementAndGet());
            }
        });
        return outside;
    }

    private static Process bridge(EmbeddedBroker broker) throws Exception {
        File log = directory.resolve("bridge.log").toFile();
        return KafkaProcess.java(log, KafkaBridgeMain.class.getName(), broker.url(), kafka.address());
    }

    @Test
    void aRecordIsReadAgainWhenTheBrokerWasAwayForLongerThanASendWaits() throws Exception {
        EmbeddedBroker broker = new EmbeddedBroker();
        Main camel = KafkaBridgeMain.camel(broker.url(), kafka.address());
        camel.addOverrideProperty("bridge.topic", "late-invoices");
        camel.addOverrideProperty("camel.component.stomp2.confirm-timeout", "500ms");
        FailedSends failed = new FailedSends();
        camel.init();
        camel.getCamelContext().getManagementStrategy().addEventNotifier(failed);
        camel.start();
        try {
            broker.close();
            for (int i = 1; i <= 3; i++) {
                camel.getCamelTemplate()
                        .sendBodyAndHeader("kafka:late-invoices", "Invoice " + i, KafkaConstants.KEY, "F-" + i);
            }
            Wait.until(() -> failed.count() > 1);
            try (EmbeddedBroker back = new EmbeddedBroker(broker.port())) {
                Wait.until(() -> back.messages("out") >= 3);
                Main outside = outside(back);
                outside.start();
                Wait.until(() -> arrived.size() == 3);
                outside.stop();
            }
        } finally {
            camel.stop();
        }
    }
}
