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

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RabbitMqProcess;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A RabbitMQ that its operators have configured in ways that a client meets. */
class RabbitMqConfigurationsIT extends OptionsSuite {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.dedicated(BrokerKind.RABBITMQ);

    @Override
    BrokerExtension broker() {
        return BROKER;
    }

    private RabbitMqProcess node() {
        return (RabbitMqProcess) BROKER.broker();
    }

    @AfterEach
    void showItsName() {
        node().eval("application:unset_env(rabbitmq_stomp, hide_server_info).");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "rabbitmq"})
    void oneThatHidesItsNameIsConsumedAndSentTo(String broker) throws Exception {
        node().eval("application:set_env(rabbitmq_stomp, hide_server_info, true).");
        routes.component().getConfiguration().setBroker(broker);
        StompRoutes.Received received = new StompRoutes.Received();
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(queue())
                        .process(received::add)
                        .filter(body().isEqualTo("bad"))
                        .throwException(new IllegalStateException("no stock"));
            }
        });
        send(queue(), "good", "bad");
        assertThat(bodies(received, 2)).containsExactly("good", "bad");
        await().until(() -> view().messageCount("DLQ." + name) == 1 && view().messageCount(name) == 0);
    }

    /** A quorum queue would outlive its consumer, and fill for nobody. */
    @Test
    void theQueueBehindATopicIsClassicInAVirtualHostOfQuorumQueues() throws Exception {
        String vhost = "<<\"" + name + "\">>";
        node().eval("rabbit_vhost:add(" + vhost + ", #{default_queue_type => <<\"quorum\">>}, <<\"test\">>).");
        node().eval("rabbit_auth_backend_internal:set_permissions(<<\"camel\">>, " + vhost
                + ", <<\".*\">>, <<\".*\">>, <<\".*\">>, <<\"test\">>).");
        StompRoutes.Received received = routes.consume("stomp2:topic/" + name + "?host=" + name);
        await().until(() -> node().eval("[amqqueue:get_type(Q) || Q <- rabbit_amqqueue:list(" + vhost + ")].")
                .equals("[rabbit_classic_queue]"));
        send("stomp2:topic/" + name + "?host=" + name, "price");
        assertThat(bodies(received, 1)).containsExactly("price");
    }
}
