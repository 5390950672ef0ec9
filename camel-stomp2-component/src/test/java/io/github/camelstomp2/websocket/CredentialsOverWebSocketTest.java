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
package io.github.camelstomp2.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.Stomp2Credentials;
import io.github.camelstomp2.Stomp2Credentials.Login;
import io.github.camelstomp2.websocket.ScriptedWebSocket.Frame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The bean of {@code credentials} supplies headers of the HTTP request, anew at each connect, and they are shown nowhere. */
@Timeout(60)
class CredentialsOverWebSocketTest {
    private static final String CANARY = "c4nary-t0ken";

    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.github.camelstomp2");
    private final Level before = ours.getLevel();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event.getLoggerName() + " " + event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };

    private ScriptedWebSocket server;
    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        ours.setLevel(Level.TRACE);
        ours.setAdditive(false);
        appender.start();
        ours.addAppender(appender);
        server = new ScriptedWebSocket();
        context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(100);
        var configuration =
                context.getComponent("stomp2", Stomp2Component.class).getConfiguration();
        configuration.setBrokerURL(server.uri());
        configuration.setReconnectDelay(50);
        configuration.setReconnectMaxDelay(100);
        configuration.setIncomingHeartbeat(0);
        context.start();
    }

    @AfterEach
    void stop() {
        ours.detachAppender(appender);
        ours.setAdditive(true);
        ours.setLevel(before);
        server.close();
        context.stop();
    }

    private CompletableFuture<Object> send(Stomp2Credentials bean, String options) {
        context.getRegistry().bind("tokens", Stomp2Credentials.class, bean);
        return context.createProducerTemplate().asyncSendBody("stomp2:queue/orders?credentials=#tokens" + options, "x");
    }

    private Throwable refusal(Stomp2Credentials bean, String options) {
        CompletableFuture<Object> sent = send(bean, "&reconnectMaxAttempts=1&confirmTimeout=20s" + options);
        return catchThrowable(() -> sent.get(30, TimeUnit.SECONDS));
    }

    private static Frame connected(WebSocketConnection connection) {
        connection.agree();
        Frame connect = connection.expectMessage("CONNECT");
        connection.connected("server:RabbitMQ/3.10.8");
        return connect;
    }

    @Test
    void eachConnectHasTheTokenOfItsTimeInTheRequestAndNoLoginInTheFrame() throws Exception {
        CompletableFuture<Object> sent = send(url -> Login.bearer(CANARY + asked.incrementAndGet()), "");

        WebSocketConnection first = server.accept();
        assertThat(first.headers()).containsEntry("Authorization", "Bearer " + CANARY + "1");
        assertThat(connected(first).text()).doesNotContain("login:").doesNotContain("passcode:");
        first.close();

        WebSocketConnection second = server.accept();
        assertThat(second.headers()).containsEntry("Authorization", "Bearer " + CANARY + "2");
        connected(second);
        second.receiptFor(second.expectMessage("SEND"));
        sent.get(20, TimeUnit.SECONDS);
        assertThat(logged).anyMatch(line -> line.contains("CONNECT")).noneMatch(line -> line.contains(CANARY));
    }

    @Test
    void aRefusedTokenIsAskedForAgain() throws Exception {
        CompletableFuture<Object> sent = send(url -> Login.bearer("token-" + asked.incrementAndGet()), "");
        server.accept().refuse("401 Unauthorized");

        WebSocketConnection next = server.accept();

        assertThat(next.headers()).containsEntry("Authorization", "Bearer token-2");
        connected(next);
        next.receiptFor(next.expectMessage("SEND"));
        sent.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aHeaderOfTheBeanStandsInPlaceOfTheOptionsAndBesideUserNameAndPassword() {
        send(
                url -> new Login("camel", "secret").withWebSocketHeader("Authorization", "Bearer of-bean"),
                "&webSocketHeader.authorization=of-option&webSocketHeader.X-Tenant=blue");

        WebSocketConnection connection = server.accept();

        assertThat(connection.headers())
                .containsEntry("Authorization", "Bearer of-bean")
                .containsEntry("X-Tenant", "blue");
        assertThat(connected(connection).text()).contains("\nlogin:camel\n", "\npasscode:secret\n");
    }

    @Test
    void aTokenFileIsReadAtEachConnect(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "first\n");
        send(new BearerTokenFile(file), "");
        WebSocketConnection connection = server.accept();
        assertThat(connection.headers()).containsEntry("Authorization", "Bearer first");
        Files.writeString(file, "second\n");
        connection.close();
        assertThat(server.accept().headers()).containsEntry("Authorization", "Bearer second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c4nary-t0ken\r\nX-Injected: 1", "c4nary-t0ken\u00e9"})
    void whatARequestCannotCarryIsRefusedWithoutItsValue(String value) {
        Throwable thrown = refusal(url -> new Login(null, null, Map.of("X-Token", value)), "");

        assertThat(thrown)
                .hasStackTraceContaining("the bean of the option credentials returned the HTTP header X-Token")
                .hasStackTraceContaining("printable ASCII");
        assertNothingShows(thrown);
    }

    @Test
    void aHeaderThatIsTheProtocolsOwnIsRefused() {
        assertThat(refusal(url -> new Login(null, null, Map.of("Upgrade", "x")), ""))
                .hasStackTraceContaining("HTTP header Upgrade, which is one that the component itself sends");
    }

    @Test
    void headersAloneAreNoLoginForABrokerOverTcp() {
        assertThat(refusal(url -> Login.bearer(CANARY), "&brokerURL=tcp://127.0.0.1:" + server.port()))
                .hasStackTraceContaining("returned headers of an HTTP request only, and this is no WebSocket");
    }

    @Test
    void aServerThatRepeatsTheTokenInTheStatusDoesNotMakeItPublic() {
        server.withEach(connection -> connection.refuse("403 no right for " + CANARY));

        Throwable thrown = refusal(url -> Login.bearer(CANARY), "");

        assertThat(thrown).hasStackTraceContaining("HTTP 403 no right for xxxxxx");
        assertNothingShows(thrown);
    }

    @Test
    void aServerThatRepeatsTheTokenWhenItClosesDoesNotMakeItPublic() {
        server.withEach(connection -> {
            connection.agree();
            connection.expectMessage("CONNECT");
            connection.close(1008, "expired: " + CANARY);
        });

        Throwable thrown = refusal(url -> Login.bearer(CANARY), "");

        assertThat(thrown).hasStackTraceContaining("expired: xxxxxx");
        assertNothingShows(thrown);
    }

    @Test
    void aServerThatRepeatsTheTokenInAnErrorDoesNotMakeItPublic() {
        server.withEach(connection -> {
            connection.agree();
            connection.expectMessage("CONNECT");
            connection.text("ERROR\nmessage:who is " + CANARY + "\n\nnot " + CANARY + "\0");
        });

        Throwable thrown = refusal(url -> Login.bearer(CANARY), "");

        assertThat(thrown).hasStackTraceContaining("who is xxxxxx: not xxxxxx");
        assertThat(logged).anyMatch(line -> line.contains("frames") && line.contains("message:who is xxxxxx"));
        assertNothingShows(thrown);
    }

    @Test
    void aUserNameWithoutPasswordIsNoLogin() {
        assertThat(catchThrowable(() -> new Login("camel", null, Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Login.bearer(CANARY)).hasToString("Login[xxxxxx]");
    }

    private void assertNothingShows(Throwable thrown) {
        assertThat(org.assertj.core.util.Throwables.getStackTrace(thrown)).doesNotContain(CANARY);
        assertThat(logged).noneMatch(line -> line.contains(CANARY));
    }
}
