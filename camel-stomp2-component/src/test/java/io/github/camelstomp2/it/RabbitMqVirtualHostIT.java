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

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** RabbitMQ takes no host name for its virtual host and does not say who it is before it has accepted one. */
class RabbitMqVirtualHostIT {
    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.shared(BrokerKind.RABBITMQ);

    @Test
    void severalConnectionsThatFindItOutAtTheSameTimeCountNoFailure() throws Exception {
        try (StompRoutes routes = new StompRoutes(BROKER, "1.2")) {
            // With one attempt each, a failed one would be the end.
            routes.component().getConfiguration().setReconnectMaxAttempts(1);
            String queue = BROKER.uniqueName("vhost");
            List<StompRoutes.Received> received = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                received.add(routes.consume("stomp2:queue/" + queue + i));
            }

            for (int i = 0; i < 5; i++) {
                routes.template().sendBody("stomp2:queue/" + queue + i, "x" + i);
            }

            for (int i = 0; i < 5; i++) {
                assertThat(received.get(i).next().getMessage().getBody()).isEqualTo("x" + i);
            }
        }
    }

    @Test
    void aVirtualHostThatTheUserNamesIsSentAsItIs() {
        try (StompRoutes routes = new StompRoutes(BROKER, "1.2")) {
            routes.component().getConfiguration().setHost("nowhere");
            routes.component().getConfiguration().setReconnectMaxAttempts(1);

            assertThat(routes.template()
                            .request("stomp2:queue/x", exchange -> exchange.getMessage()
                                    .setBody("x"))
                            .getException())
                    .hasMessageContaining("nowhere");
        }
    }
}
