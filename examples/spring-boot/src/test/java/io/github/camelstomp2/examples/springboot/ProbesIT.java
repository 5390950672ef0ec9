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
package io.github.camelstomp2.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.BrokerKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** What Kubernetes is told by the application while its broker is killed and comes back. */
class ProbesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final BrokerExtension BROKER = BrokerExtension.dedicated(BrokerKind.ACTIVEMQ);

    private final HttpClient http = HttpClient.newHttpClient();
    private String port;

    @Test
    void itIsReadyWhileMessagesFlowAndAliveThroughout() throws Exception {
        try (ConfigurableApplicationContext application = SpringApplication.run(
                OrdersApplication.class,
                "--server.port=0",
                "--orders.queue=" + BROKER.uniqueName("orders"),
                "--camel.component.stomp2.broker-url=" + BROKER.uri(),
                "--camel.component.stomp2.reconnect-max-delay=1s",
                "--camel.component.stomp2.username=" + BROKER.broker().login(),
                "--camel.component.stomp2.password=" + BROKER.broker().passcode())) {
            port = application.getEnvironment().getProperty("local.server.port");
            await().atMost(PATIENCE)
                    .until(() -> get("/actuator/health/readiness").statusCode() == 200);

            BROKER.broker().kill();
            await().atMost(PATIENCE)
                    .until(() -> get("/actuator/health/readiness").statusCode() == 503);
            assertThat(get("/actuator/health/readiness").body())
                    .contains("consumer:accept", "\"reason\":", BROKER.uri().toString())
                    .doesNotContain("password", "passcode");
            assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);

            BROKER.broker().start();
            await().atMost(PATIENCE)
                    .until(() -> get("/actuator/health/readiness").statusCode() == 200);
            assertThat(get("/actuator/metrics/camel.stomp2.messages.received?tag=routeId:accept")
                            .body())
                    .contains("\"value\":4.0");
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
