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

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.kafka.KafkaClientFactory;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.main.Main;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The routes with Kafka, with the producer and the consumer that Kafka's own library has for tests in place of a broker. */
@Timeout(180)
class KafkaRoutesIT {
    private static final TopicPartition PARTITION = new TopicPartition("invoices", 0);

    private final MockProducer<String, String> producer =
            new MockProducer<>(false, new StringSerializer(), new StringSerializer());
    private final MockConsumer<String, String> consumer = new MockConsumer<>(OffsetResetStrategy.EARLIEST);
    private final Map<Object, Object> used = new ConcurrentHashMap<>();
    private EmbeddedBroker broker;
    private Main camel;

    /** Without the other route: Kafka's consumer for tests answers at once, also when it has nothing. */
    private void startWithout(String route) throws Exception {
        broker = new EmbeddedBroker();
        camel = BridgeApp.camel(broker.url(), Path.of("unused"));
        camel.addOverrideProperty("camel.component.kafka.brokers", "127.0.0.1:1");
        camel.configure().addRoutesBuilder(new KafkaRoutes());
        camel.addOverrideProperty("camel.main.auto-startup-exclude-pattern", route);
        camel.init();
        camel.getCamelContext()
                .getComponent("kafka", KafkaComponent.class)
                .setKafkaClientFactory(new KafkaClientFactory() {
                    @Override
                    public Producer<?, ?> getProducer(Properties options) {
                        used.putAll(options);
                        return producer;
                    }

                    @Override
                    public Consumer<?, ?> getConsumer(Properties options) {
                        used.putAll(options);
                        return consumer;
                    }

                    @Override
                    public String getBrokers(KafkaConfiguration configuration) {
                        return "127.0.0.1:1";
                    }
                });
        camel.start();
    }

    @AfterEach
    void stop() throws Exception {
        camel.stop();
        broker.close();
    }

    @Test
    void aMessageIsAcknowledgedWhenKafkaHasConfirmedItsRecord() throws Exception {
        startWithout("kafka-to-queue");
        camel.getCamelTemplate().sendBodyAndHeader("stomp2:queue/in", "Invoice 1", "invoice", "F-1");
        Wait.until(() -> producer.history().size() == 1);
        assertThat(broker.messages("in")).isOne();

        producer.completeNext();

        Wait.until(() -> broker.messages("in") == 0);
        assertThat(producer.history().get(0).key()).isEqualTo("F-1");
        assertThat(producer.history().get(0).value()).isEqualTo("Invoice 1");
        assertThat(used.get("acks")).hasToString("all");
    }

    @Test
    void aSenderOfMessagesDoesNotChooseTheTopic() throws Exception {
        startWithout("kafka-to-queue");
        camel.getCamelTemplate()
                .sendBodyAndHeader("stomp2:queue/in", "Invoice 1", KafkaConstants.OVERRIDE_TOPIC, "other");

        Wait.until(() -> producer.history().size() == 1);

        assertThat(producer.history().get(0).topic()).isEqualTo("invoices");
        producer.completeNext();
    }

    @Test
    void aMessageWhoseRecordKafkaRefusesStaysInTheQueue() throws Exception {
        startWithout("kafka-to-queue");
        camel.getCamelTemplate().sendBodyAndHeader("stomp2:queue/in", "Invoice 1", "invoice", "F-1");
        Wait.until(() -> producer.history().size() == 1);

        producer.errorNext(new IllegalStateException("no leader"));
        Wait.until(() -> producer.history().size() == 2);

        assertThat(broker.messages("in")).isOne();
        assertThat(broker.messages("DLQ.in")).isZero();
        producer.completeNext();
        Wait.until(() -> broker.messages("in") == 0);
    }

    @Test
    void anOffsetIsCommittedWhenTheBrokerHasConfirmedTheMessage() throws Exception {
        consumer.schedulePollTask(() -> {
            consumer.rebalance(Set.of(PARTITION));
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.addRecord(new ConsumerRecord<>("invoices", 0, 0L, "F-2", "Invoice 2"));
        });
        startWithout("queue-to-kafka");

        Wait.until(() -> broker.messages("out") == 1);
        Wait.until(() -> {
            var committed = consumer.committed(Set.of(PARTITION)).get(PARTITION);
            return committed != null && committed.offset() == 1;
        });
        assertThat(used.get("enable.auto.commit")).hasToString("false");
    }
}
