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

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.RawStompClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.ConsumerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

/** A queue that is polled, in one version of the protocol. */
abstract class PollingSuiteBase {
    static final long LONG = 20_000;

    @Parameter
    String version;

    StompRoutes routes;
    String queue;

    abstract BrokerExtension broker();

    @BeforeEach
    void startCamel() {
        routes = new StompRoutes(broker(), version);
        queue = broker().uniqueName("polled");
    }

    @AfterEach
    void stopCamel() {
        routes.close();
    }

    String uri(String... options) {
        return "stomp2:queue/" + queue + "?" + String.join("&", options);
    }

    void send(int count) {
        IntStream.range(0, count).forEach(i -> routes.template().sendBody(uri(), Integer.toString(i)));
    }

    ConsumerTemplate template() {
        return routes.context().createConsumerTemplate();
    }

    long onQueue() {
        return broker().broker().messageCount(queue);
    }

    static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    /** What another consumer gets, without the component. */
    List<String> othersGet(int count) {
        try (RawStompClient other = RawStompClient.connect(broker().broker())) {
            other.subscribeToQueue("other", queue);
            List<String> bodies = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                bodies.add(other.receiveMessage().bodyText());
            }
            return bodies;
        }
    }
}
