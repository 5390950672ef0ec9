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
package io.github.camelstomp2.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelstomp2.Stomp2Credentials;
import io.github.camelstomp2.Stomp2Credentials.Login;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.spi.PropertiesFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that are asked for anew at each connect, and those that come from elsewhere. */
@Timeout(60)
class CredentialsTest extends RouteTestSupport {
    private final AtomicInteger asked = new AtomicInteger();

    private void bean(Stomp2Credentials bean) {
        context.getRegistry().bind("tokens", Stomp2Credentials.class, bean);
    }

    private String refusal(String uri) {
        context.start();
        Throwable failure =
                catchThrowable(() -> context.createProducerTemplate().sendBody(uri, "hello"));
        assertThat(failure).isNotNull();
        return failure.getCause().getMessage();
    }

    private static void assertLogin(WireFrame connect, String login, String passcode) {
        assertThat(connect.header("login")).isEqualTo(login);
        assertThat(connect.header("passcode")).isEqualTo(passcode);
    }

    @Test
    void eachConnectHasTheTokenOfItsTime() throws Exception {
        bean(url -> new Login("service", "token-" + asked.incrementAndGet()));
        start(on -> on.from(stomp("queue/in", "credentials=#tokens")).to("mock:end"));
        BrokerSide first = BrokerSide.subscribed(broker);
        assertLogin(first.connect, "service", "token-1");
        first.connection.close();
        assertLogin(BrokerSide.subscribed(broker).connect, "service", "token-2");
    }

    @Test
    void aRefusedTokenIsNotSentAgain() throws Exception {
        bean(url -> new Login("service", "token-" + asked.incrementAndGet()));
        start(on -> on.from(stomp("queue/in", "credentials=#tokens")).to("mock:end"));
        ScriptedConnection refused = broker.accept();
        assertLogin(refused.expectFrame("CONNECT"), "service", "token-1");
        refused.send(ServerFrame.of("ERROR").header("message", "token has expired"));
        refused.close();
        assertLogin(BrokerSide.subscribed(broker).connect, "service", "token-2");
    }

    @Test
    void eachBrokerOfTheListGetsItsOwnCredentialsAndNoOthers() throws Exception {
        try (ScriptedBroker standby = ScriptedBroker.start()) {
            String one = "tcp://127.0.0.1:" + broker.port();
            String other = "tcp://127.0.0.1:" + standby.port();
            Map<String, Login> logins = Map.of(one, new Login("a", "of-a"), other, new Login("b", "of-b"));
            bean(logins::get);
            start(on -> on.from("stomp2:queue/in?credentials=#tokens&brokerURL=" + one + "," + other)
                    .to("mock:end"));
            ScriptedConnection refused = broker.accept();
            assertLogin(refused.expectFrame("CONNECT"), "a", "of-a");
            refused.send(ServerFrame.of("ERROR").header("message", "no"));
            refused.close();
            assertLogin(BrokerSide.subscribed(standby).connect, "b", "of-b");
        }
    }

    @Test
    void aBeanThatFailsIsAskedAgain() throws Exception {
        bean(url -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("token server: 503");
            }
            return new Login("service", "token");
        });
        start(on -> on.from(stomp("queue/in", "credentials=#tokens")).to("mock:end"));
        assertLogin(BrokerSide.subscribed(broker).connect, "service", "token");
    }

    @Test
    void aBeanThatFailsIsSaidInItsWords() {
        bean(url -> {
            throw new IllegalStateException("token server: 503");
        });
        assertThat(refusal(stomp("queue/x", "credentials=#tokens", "reconnectMaxAttempts=1", "confirmTimeout=20s")))
                .contains("the bean of the option credentials failed: IllegalStateException: token server: 503");
    }

    @Test
    void nothingAndWhatCannotBeWrittenIsRefusedWithoutItsValue() {
        bean(url -> null);
        assertThat(refusal(stomp("queue/x", "credentials=#tokens", "reconnectMaxAttempts=1", "confirmTimeout=20s")))
                .contains("the bean of the option credentials returned null");
        bean(url -> new Login("service", "t0ken\n"));
        assertThat(refusal(stomp("queue/y", "credentials=#tokens", "reconnectMaxAttempts=1", "confirmTimeout=20s")))
                .contains("may end in a line feed")
                .doesNotContain("t0ken");
    }

    @Test
    void aBeanThatHangsEndsTheAttemptAndNoOtherConnection() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        bean(url -> {
            threads.add(Thread.currentThread().getName());
            answer.await();
            return new Login("service", "token");
        });
        try {
            assertThat(refusal(stomp("queue/x", "credentials=#tokens", "confirmTimeout=10s", "connectTimeout=200")))
                    .containsAnyOf(
                            "within 200 ms (connectTimeout); the bean of the option credentials",
                            "is still being asked for an earlier attempt");
            assertThat(threads).hasSize(1).allMatch(name -> name.contains("Stomp2Netty-connect-"));
            var sent = inBackground(() -> context.createProducerTemplate()
                    .sendBody(stomp("queue/y", "confirm=false", "username=u", "password=p"), "meanwhile"));
            BrokerSide.connected(broker).expectSend("/queue/y");
            sent.join();
        } finally {
            answer.countDown();
        }
        assertLogin(BrokerSide.connected(broker).connect, "service", "token");
    }

    @Test
    void credentialsBesideAUserNameAreRefused() {
        bean(url -> new Login("a", "b"));
        assertThatThrownBy(() -> context.getEndpoint("stomp2:queue/x?credentials=#tokens&username=u&password=p"))
                .hasStackTraceContaining("credentials is set beside username or password");
    }

    @Test
    void whatAnEndpointSaysReplacesWhatTheComponentSays() throws Exception {
        bean(url -> new Login("of-bean", "token"));
        var component = context.getComponent("stomp2", io.github.camelstomp2.Stomp2Component.class);
        component.getConfiguration().setUsername("of-component");
        component.getConfiguration().setPassword("secret");
        start(on -> on.from(stomp("queue/in", "credentials=#tokens")).to("mock:end"));
        assertLogin(BrokerSide.subscribed(broker).connect, "of-bean", "token");
    }

    @Test
    void anEndpointsUserNameReplacesTheComponentsBean() throws Exception {
        var component = context.getComponent("stomp2", io.github.camelstomp2.Stomp2Component.class);
        component.getConfiguration().setCredentials(url -> new Login("of-bean", "token"));
        start(on -> on.from(stomp("queue/in", "username=u", "password=p")).to("mock:end"));
        assertLogin(BrokerSide.subscribed(broker).connect, "u", "p");
    }

    @Test
    void placeholdersAndVaultsOfCamelSupplyUserNameAndPassword() throws Exception {
        context.getPropertiesComponent().addInitialProperty("broker.user", "camel");
        context.getPropertiesComponent().addPropertiesFunction(new PropertiesFunction() {
            @Override
            public String getName() {
                return "vault";
            }

            @Override
            public String apply(String remainder) {
                return remainder.equals("broker/password") ? "RAW(fr0m&vault)" : null;
            }
        });
        start(on -> on.from(stomp("queue/in", "username={{broker.user}}", "password={{vault:broker/password}}"))
                .to("mock:end"));
        assertLogin(BrokerSide.subscribed(broker).connect, "camel", "fr0m&vault");
    }

    @Test
    void aTokenFileIsReadAtEachConnect(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "first\n");
        bean(new TokenFile(file));
        start(on -> on.from(stomp("queue/in", "credentials=#tokens")).to("mock:end"));
        BrokerSide before = BrokerSide.subscribed(broker);
        assertLogin(before.connect, "service", "first");
        Files.writeString(file, "second\n");
        before.connection.close();
        assertLogin(BrokerSide.subscribed(broker).connect, "service", "second");
    }

    @Test
    void aServerThatRepeatsThePasswordDoesNotMakeItPublic() {
        var sent = inBackground(() -> {
            ScriptedConnection hostile = broker.accept();
            String password = hostile.expectFrame("CONNECT").header("passcode");
            hostile.send(ServerFrame.of("ERROR")
                    .header("message", "wrong password " + password)
                    .body("you said " + password));
            hostile.close();
        });
        assertThat(refusal(stomp(
                        "queue/x", "username=u", "password=c4nary-pw", "reconnectMaxAttempts=1", "confirmTimeout=20s")))
                .contains("wrong password xxxxxx: you said xxxxxx")
                .doesNotContain("c4nary-pw");
        sent.join();
    }
}
