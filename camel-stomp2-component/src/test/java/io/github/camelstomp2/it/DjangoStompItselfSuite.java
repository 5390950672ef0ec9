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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.TestBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * django-stomp itself shares queues with routes. {@code .ci/matrix interop} installs it where PyPI can be reached, and says
 * so where it cannot.
 */
@Timeout(120)
abstract class DjangoStompItselfSuite {
    private static final Path PYTHON =
            Path.of(System.getProperty("stomp2.interop.installed", "none"), "django-stomp", "bin", "python");
    private static final Path SCRIPT = Path.of("src", "test", "resources", "interop", "django_stomp_service.py");

    private final String queue = broker().uniqueName("django");
    private StompRoutes routes;
    private Process service;

    abstract BrokerExtension broker();

    @BeforeEach
    void start() throws Exception {
        assumeTrue(hasDjangoStomp(), "django-stomp is not installed");
        routes = new StompRoutes(broker(), "1.2,1.1,1.0");
    }

    private static boolean hasDjangoStomp() throws IOException, InterruptedException {
        return Files.isExecutable(PYTHON)
                && new ProcessBuilder(PYTHON.toString(), "-c", "import django_stomp")
                                .start()
                                .waitFor()
                        == 0;
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.destroyForcibly();
        }
        if (routes != null) {
            routes.close();
        }
    }

    private String uri(String name) {
        return "stomp2:queue/" + name + "?djangoStomp=true";
    }

    private BufferedReader python(String command, String name) throws IOException {
        TestBroker server = broker().broker();
        service = new ProcessBuilder(
                        PYTHON.toString(),
                        SCRIPT.toString(),
                        server.host(),
                        Integer.toString(server.port()),
                        server.login(),
                        server.passcode(),
                        command,
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return service.inputReader(StandardCharsets.UTF_8);
    }

    @Test
    void whatTheServicePublishesArrivesInTheRoute() throws Exception {
        StompRoutes.Received orders = routes.consume(uri(queue));

        python("send", queue);

        Exchange order = orders.next();
        assertThat(order.getMessage().getBody()).isEqualTo(Map.of("id", 7));
        assertThat(order.getMessage().getHeader("origin")).isEqualTo("django-stomp");
        assertThat(order.getMessage().getHeader("correlation-id")).isNotNull();
        assertThat(service.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(service.exitValue()).isZero();
    }

    @Test
    void whatARouteSendsIsProcessedByTheService() throws Exception {
        routes.template().sendBody(uri(queue), Map.of("id", 8));

        assertThat(python("consume", queue).readLine()).isEqualTo("{\"id\": 8}");

        await().untilAsserted(
                        () -> assertThat(broker().broker().messageCount(queue)).isZero());
    }

    @Test
    void whatTheServiceRefusesIsADeadLetterForARoute() throws Exception {
        routes.template().sendBody(uri(queue), Map.of("fail", true));

        assertThat(python("consume", queue).readLine()).isEqualTo("{\"fail\": true}");

        StompRoutes.Received letters = routes.consume(uri(deadLetters(queue)));
        assertThat(letters.next().getMessage().getBody()).isEqualTo(Map.of("fail", true));
    }

    /** The name of the queue in which the broker puts what this service refuses. */
    abstract String deadLetters(String name);

    @Test
    void whatTheRouteRefusesIsADeadLetterForTheService() throws Exception {
        routes.add(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri(queue)).process(exchange -> {
                    throw new IllegalStateException("no stock");
                });
            }
        });
        routes.template().sendBody(uri(queue), Map.of("id", 9));

        assertThat(python("consume", "DLQ." + queue).readLine()).isEqualTo("{\"id\": 9}");
    }
}
