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

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

/** The same with Kafka: a queue to a topic of Kafka, and back. */
final class KafkaRoutes extends RouteBuilder {
    @Override
    public void configure() {
        // acks=all: the message is acknowledged when all replicas of the partition have the record.
        from("stomp2:queue/{{bridge.in}}?deadLetterMode=none")
                .routeId("queue-to-kafka")
                // camel-kafka takes the topic, the partition and more from such headers; no sender may choose them.
                .removeHeaders("kafka.*")
                .setHeader(KafkaConstants.KEY, header("invoice"))
                .to("kafka:{{bridge.topic}}?requestRequiredAcks=all&enableIdempotence=true");

        // The offset is committed when the broker has confirmed the message. A record that was sent and not committed
        // is
        // sent again. breakOnFirstError: a record whose send failed is read again, and none behind it is committed.
        from("kafka:{{bridge.topic}}?groupId=bridge&autoOffsetReset=earliest&autoCommitEnable=false"
                        + "&allowManualCommit=true&breakOnFirstError=true")
                .routeId("kafka-to-queue")
                .setHeader("invoice", header(KafkaConstants.KEY))
                .removeHeaders("kafka.*")
                .to("stomp2:queue/{{bridge.out}}")
                .process(KafkaRoutes::commit);
    }

    private static void commit(Exchange exchange) {
        exchange.getMessage()
                .getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class)
                .commit();
    }
}
