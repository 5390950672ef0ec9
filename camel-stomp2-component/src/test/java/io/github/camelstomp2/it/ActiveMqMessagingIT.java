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

import io.github.camelstomp2.matrix.DiffersByVersion;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.FaultProxy;
import java.util.HashSet;
import java.util.Set;
import org.apache.camel.ConsumerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActiveMqMessagingIT extends MessagingSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.ACTIVEMQ);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    private void sendToBoth(String... bodies) {
        for (String body : bodies) {
            routes.template().sendBody("stomp2:queue/" + queue + ".a", "a" + body);
            routes.template().sendBody("stomp2:queue/" + queue + ".b", "b" + body);
        }
    }

    /** Wildcards and lists: both read queues whose messages were there before. */
    private String several(String options) {
        return "stomp2:queue/" + (options.isEmpty() ? queue + ".*" : queue + ".a," + queue + ".b" + options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?prefetch=10"})
    void whatLiesInSeveralQueuesArrivesAtTheStartAndAfterTheRouteWasSuspended(String options) throws Exception {
        sendToBoth("1", "2");
        StompRoutes.Received received = routes.consume(several(options));
        await().until(() -> received.bodies().equals(Set.of("a1", "b1", "a2", "b2")));

        String route = routes.context().getRoutes().get(0).getRouteId();
        routes.context().getRouteController().suspendRoute(route);
        await().until(() -> broker().broker().consumerCount(queue + ".a") == 0);
        sendToBoth("3");
        routes.context().getRouteController().resumeRoute(route);
        await().until(() -> received.bodies().containsAll(Set.of("a3", "b3")));
        await().until(() -> broker().broker().messageCount(queue + ".a") == 0);
    }

    @Test
    void whatLiesInSeveralQueuesArrivesAfterALostConnection() throws Exception {
        try (FaultProxy proxy = FaultProxy.to(broker().host(), broker().port())) {
            StompRoutes.Received received =
                    routes.consume(several("") + "?brokerURL=tcp://" + proxy.host() + ":" + proxy.port());
            sendToBoth("1");
            await().until(() -> received.bodies().equals(Set.of("a1", "b1")));
            proxy.refuse();
            proxy.resetAll();
            sendToBoth("2");
            proxy.accept();
            await().until(() -> received.bodies().containsAll(Set.of("a2", "b2")));
        }
    }

    @Test
    @DiffersByVersion
    void whatLiesInSeveralQueuesIsPolledAndBrowsedAndSelected() throws Exception {
        sendToBoth("1", "2");
        if (!version.equals("1.0")) {
            StompRoutes.Received browsed = routes.consume(several("") + "?browse=true");
            await().until(() -> browsed.size() == 4);
        }
        StompRoutes.Received selected = routes.consume(several("") + "?selector=RAW(JMSPriority > 5)");
        routes.template().sendBody("stomp2:queue/" + queue + ".a?priority=9", "urgent");
        assertThat(selected.next().getMessage().getBody()).isEqualTo("urgent");

        ConsumerTemplate template = routes.context().createConsumerTemplate();
        Set<String> polled = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            polled.add(template.receiveBody(several(""), 20_000, String.class));
            polled.add(template.receiveBody(several("?priority=1"), 20_000, String.class));
        }
        template.stop();
        assertThat(polled).containsExactlyInAnyOrder("a1", "b1", "a2", "b2");
    }
}
