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

import java.nio.file.Path;
import org.apache.camel.main.Main;

/** The routes with Kafka in a process of their own, which a test kills. */
public final class KafkaBridgeMain {
    private KafkaBridgeMain() {}

    /** @param args the address of the STOMP broker, and that of Kafka */
    public static void main(String[] args) throws Exception {
        camel(args[0], args[1]).run();
    }

    /** The routes, as they are; Kafka gives the partition of a killed process to the next one after six seconds. */
    static Main camel(String stomp, String kafka) {
        Main camel = BridgeApp.camel(stomp, Path.of("unused"));
        camel.configure().addRoutesBuilder(new KafkaRoutes());
        camel.addOverrideProperty("camel.component.kafka.brokers", kafka);
        camel.addOverrideProperty("camel.component.kafka.session-timeout-ms", "6000");
        camel.addOverrideProperty("camel.component.kafka.heartbeat-interval-ms", "1000");
        return camel;
    }
}
