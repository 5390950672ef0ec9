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
package io.github.camelstomp2.examples.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.Stomp2Constants;
import io.github.camelstomp2.Stomp2Credentials;
import io.github.camelstomp2.Stomp2Credentials.Login;
import io.github.camelstomp2.examples.websocket.server.PricesApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** The component beside a Spring application that knows nothing of it. */
@Timeout(120)
class SpringBrokerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private int port;
    private ConfigurableApplicationContext server;
    private DefaultCamelContext camel;
    private ProducerTemplate template;
    private final List<Exchange> received = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        startServer();
        camel = new DefaultCamelContext();
        Stomp2Component stomp = camel.getComponent("stomp2", Stomp2Component.class);
        stomp.getConfiguration().setBrokerURL(uri("/prices"));
        stomp.getConfiguration().setReconnectDelay(100);
        stomp.getConfiguration().setReconnectMaxDelay(500);
        stomp.getConfiguration().getWebSocketHeaders().put("Authorization", PriceRoutes.login("camel", "camel"));
        camel.getShutdownStrategy().setTimeout(5);
        camel.start();
        template = camel.createProducerTemplate();
    }

    private void startServer() {
        server = new SpringApplicationBuilder(PricesApplication.class)
                .run("--server.port=" + port, "--server.address=127.0.0.1");
    }

    @AfterEach
    void stop() {
        camel.stop();
        server.close();
    }

    private String uri(String path) {
        return "ws://127.0.0.1:" + port + path;
    }

    private void consume(String uri) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(exchange -> received.add(exchange.copy()));
            }
        });
    }

    /** Says it until it is heard: the server does not say when a subscription is there. */
    private void sayUntilHeard(String uri, String body) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            template.sendBodyAndHeader(uri, body, "content-type", "text/plain");
            return received.stream()
                    .anyMatch(exchange ->
                            exchange.getMessage().getBody(String.class).contains(body));
        });
    }

    @Test
    void whatIsSentToTheApplicationIsBroadcast() throws Exception {
        consume("stomp2:topic/prices?ackMode=auto");

        sayUntilHeard("stomp2:app/prices?confirm=false", "Gr\u00fc\u00dfe");

        assertThat(received.get(0).getProperty(Stomp2Constants.BROKER)).isEqualTo("spring");
        assertThat(received.get(0).getMessage().getBody()).isEqualTo("Gr\u00fc\u00dfe");
    }

    @Test
    void aUserQueueGetsWhatIsForThisUser() throws Exception {
        consume("stomp2:user/queue/answers?ackMode=auto");

        sayUntilHeard("stomp2:app/orders?confirm=false", "100 ACME");

        assertThat(received.get(0).getMessage().getBody()).isEqualTo("accepted for camel: 100 ACME");
    }

    @Test
    void aSendStraightToATopicIsBroadcastToo() throws Exception {
        consume("stomp2:topic/news?ackMode=auto");

        sayUntilHeard("stomp2:topic/news?confirm=false", "straight");

        assertThat(received.get(0).getMessage().getBody()).isEqualTo("straight");
    }

    @Test
    void aLongMessagePassesInSeveralOfTheServersSize() throws Exception {
        consume("stomp2:topic/news?ackMode=auto");

        sayUntilHeard("stomp2:topic/news?confirm=false&webSocketMaxMessage=8192", "\u00fc".repeat(20_000));
    }

    @Test
    void routesGoOnAfterTheApplicationWasRestarted() throws Exception {
        consume("stomp2:topic/prices?ackMode=auto");
        sayUntilHeard("stomp2:app/prices?confirm=false", "before");

        server.close();
        startServer();

        sayUntilHeard("stomp2:app/prices?confirm=false", "after");
    }

    @Test
    void aPasswordThatIsAskedForAtEachConnectMayChange() throws Exception {
        AtomicReference<String> password = new AtomicReference<>("camel");
        Stomp2Credentials bean =
                url -> new Login(null, null, Map.of("Authorization", PriceRoutes.login("camel", password.get())));
        camel.getRegistry().bind("logins", bean);
        String logins = "&credentials=#logins";
        consume("stomp2:topic/news?ackMode=auto" + logins);
        sayUntilHeard("stomp2:topic/news?confirm=false" + logins, "before");

        server.close();
        startServer();
        server.getBean(InMemoryUserDetailsManager.class)
                .updateUser(User.withUsername("camel")
                        .password("{noop}changed")
                        .roles("TRADER")
                        .build());
        password.set("changed");

        sayUntilHeard("stomp2:topic/news?confirm=false" + logins, "after");
    }

    @Test
    void aSendThatWantsAConfirmationFailsAtOnceAndSaysWhatToSet() {
        long begin = System.nanoTime();

        Throwable thrown = catchThrowable(() -> template.sendBody("stomp2:app/prices", "x"));

        assertThat(thrown)
                .hasStackTraceContaining("confirm=true is not possible on the broker spring")
                .hasStackTraceContaining("set confirm=false");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource({
        "stomp2:topic/prices?broker=spring, ackMode=client-individual is not possible on the broker spring",
        "stomp2:topic/prices?broker=spring&ackMode=client, set ackMode=auto",
        "stomp2:topic/prices?testConnectionOnStartup=true, set ackMode=auto"
    })
    void aRouteThatWantsToAcknowledgeDoesNotStart(String uri, String why) {
        Throwable thrown = catchThrowable(() -> consume(uri));

        assertThat(thrown).hasStackTraceContaining(why);
    }

    @Test
    void aProducerOfANamedSpringBrokerDoesNotStartWithConfirmOrTransactions() {
        assertThat(catchThrowable(() -> template.sendBody("stomp2:app/prices?broker=spring", "x")))
                .hasStackTraceContaining("set confirm=false");
        assertThat(catchThrowable(() -> template.sendBody("stomp2:app/prices?broker=spring&transacted=true", "x")))
                .hasStackTraceContaining("set transacted=false");
    }

    @Test
    void aWrongLoginIsA401() {
        Throwable thrown = refused("/prices", "webSocketHeader.Authorization=RAW(Basic bm86bm8=)");

        assertThat(thrown).hasStackTraceContaining("HTTP 401").hasStackTraceContaining("webSocketHeader.Authorization");
    }

    @Test
    void aWrongPathIsA404() {
        assertThat(refused("/nowhere", "webSocketHeader.X-A=b"))
                .hasStackTraceContaining("HTTP 404")
                .hasStackTraceContaining("nothing at this path");
    }

    @Test
    void anOriginOfElsewhereIsA403() {
        assertThat(refused("/prices", "webSocketHeader.Origin=https://elsewhere.example"))
                .hasStackTraceContaining("HTTP 403")
                .hasStackTraceContaining("webSocketHeader.Origin");
    }

    private Throwable refused(String path, String option) {
        return catchThrowable(() -> template.sendBody(
                "stomp2:app/prices?confirm=false&reconnectMaxAttempts=1&brokerURL=" + uri(path) + "&" + option, "x"));
    }
}
