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
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import io.github.camelstomp2.testbed.RabbitMqProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Its plugin unescapes CONNECT in all versions; one backslash ends the connection, others make another passcode. */
    @ParameterizedTest
    @CsvSource({"1.0, a\\b", "1.1, a\\nb", "1.2, a\\b:c", "1.2, a\\\\b"})
    void aLoginAndPasscodeWithBackslashesCanLogIn(String version, String passcode) throws Exception {
        String login = "dom\\" + BROKER.uniqueName("joe");
        addUser(login, passcode);
        try (StompRoutes routes = new StompRoutes(BROKER, version)) {
            routes.component().getConfiguration().setLogin(login);
            routes.component().getConfiguration().setPasscode(passcode);
            routes.component().getConfiguration().setReconnectMaxAttempts(1);
            String queue = BROKER.uniqueName("backslash");
            StompRoutes.Received received = routes.consume("stomp2:queue/" + queue);

            routes.template().sendBody("stomp2:queue/" + queue, "x");

            assertThat(received.next().getMessage().getBody()).isEqualTo("x");
        }
    }

    private static void addUser(String login, String passcode) {
        assumeThat(BROKER.broker()).isInstanceOf(RabbitMqProcess.class);
        RabbitMqProcess broker = (RabbitMqProcess) BROKER.broker();
        String user = "<<\"" + login.replace("\\", "\\\\") + "\">>";
        broker.eval("rabbit_auth_backend_internal:add_user(" + user + ", <<\"" + passcode.replace("\\", "\\\\")
                + "\">>, <<\"testbed\">>).");
        broker.eval("rabbit_auth_backend_internal:set_permissions(" + user
                + ", <<\"/\">>, <<\".*\">>, <<\".*\">>, <<\".*\">>, <<\"testbed\">>).");
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
