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
package io.github.camelstomp2.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.camelstomp2.HeldConnections;
import io.github.camelstomp2.Stomp2Endpoint;
import io.github.camelstomp2.scripted.BrokerSide;
import io.github.camelstomp2.scripted.RouteTestSupport;
import io.github.camelstomp2.testbed.ServerFrame;
import io.github.camelstomp2.testbed.WireFrame;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Passwords and message contents are in no log, exception, URI, MBean or toString. */
@Timeout(60)
class SecretsTest extends RouteTestSupport {
    private static final String PASSCODE = "s3cret-passcode";
    private static final String CONTENTS = "s3cret-contents";

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.github.camelstomp2");
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : event.getThrowableProxy().getMessage()));
        }
    };
    private Level level;

    @BeforeEach
    void listenToTheLog() {
        level = logger.getLevel();
        logger.setLevel(Level.TRACE);
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(appender);
        logger.setLevel(level);
    }

    private String withLogin(String destination) {
        return stomp(destination, "login=me", "passcode=" + PASSCODE);
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void noToStringShowsThePasscode() throws Exception {
        context.start();
        Stomp2Endpoint endpoint = context.getEndpoint(withLogin("queue/x"), Stomp2Endpoint.class);
        assertThat(endpoint.getConfiguration().getPasscode()).isEqualTo(PASSCODE);
        assertThat(endpoint.toString()).contains("xxxxxx").doesNotContain(PASSCODE);
        assertThat(endpoint.getConfiguration().toString()).doesNotContain(PASSCODE);
        assertThat(HeldConnections.optionsOf(endpoint)).doesNotContain(PASSCODE);
        assertThat(endpoint.createProducer().toString()).doesNotContain(PASSCODE);
        assertThat(endpoint.createConsumer(exchange -> {}).toString()).doesNotContain(PASSCODE);
        assertThat(endpoint.getServiceUrl()).isEqualTo("tcp://127.0.0.1:" + broker.port());
        assertThat(String.valueOf(endpoint.getServiceMetadata())).doesNotContain(PASSCODE);
    }

    @Test
    void noMBeanShowsThePasscode() throws Exception {
        context.setNameStrategy(new org.apache.camel.impl.engine.ExplicitCamelContextNameStrategy("secrets"));
        start(on -> on.from(withLogin("queue/in")).to(withLogin("queue/out")));
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        var names = server.queryNames(new ObjectName("org.apache.camel:context=secrets,*"), null);
        assertThat(names).anyMatch(name -> name.toString().contains("stomp2"));
        for (ObjectName name : names) {
            assertThat(name.toString()).doesNotContain(PASSCODE);
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable() && attribute.getType().equals("java.lang.String")) {
                    assertThat(valueOf(server, name, attribute.getName()))
                            .as(name + " " + attribute.getName())
                            .doesNotContain(PASSCODE);
                }
            }
        }
    }

    private static String valueOf(MBeanServer server, ObjectName name, String attribute) {
        try {
            return String.valueOf(server.getAttribute(name, attribute));
        } catch (Exception e) {
            return trace(e);
        }
    }

    @Test
    void noRefusalOfAnOptionShowsThePasscode() throws Exception {
        for (String wrong : new String[] {"prefetch=0", "ackMode=foo", "unknown=1", "broker=kafka", "version=9"}) {
            Throwable refusal = catchThrowable(() ->
                    start(on -> on.from(withLogin("queue/in") + "&" + wrong).to("mock:end")));
            assertThat(trace(refusal))
                    .contains(wrong.substring(0, wrong.indexOf('=')))
                    .doesNotContain(PASSCODE);
            context.stop();
            startBroker();
        }
    }

    @Test
    void neitherALoginThatIsRefusedNorOneThatWorksIsLogged() throws Exception {
        start(on -> {
            on.from(withLogin("queue/in")).process(exchange -> {
                throw new IllegalStateException("broken");
            });
        });
        var refused = broker.accept();
        assertThat(refused.expectFrame("CONNECT").header("passcode")).isEqualTo(PASSCODE);
        refused.send(ServerFrame.of("ERROR").header("message", "Bad CONNECT").body("Access refused"));
        refused.close();
        BrokerSide side = BrokerSide.subscribed(broker);
        side.connection.sendMessage(
                side.subscribe().header("id"), "a-1", java.util.Map.of("token", CONTENTS), CONTENTS);
        WireFrame letter = side.expectSend("/queue/DLQ.in");
        side.connection.receiptFor(letter);
        side.expectAck("a-1");
        await().until(() -> logged.stream().anyMatch(line -> line.contains("/queue/DLQ.in")));
        assertThat(logged)
                .anyMatch(line -> line.contains("Bad CONNECT"))
                .noneMatch(line -> line.contains(PASSCODE))
                .noneMatch(line -> line.contains(CONTENTS));
    }

    @Test
    void aFailedSendShowsNeitherPasscodeNorContents() throws Exception {
        broker.refuse();
        start(on -> on.from("direct:in").to(withLogin("queue/out") + "&confirmTimeout=100"));
        ProducerTemplate template = context.createProducerTemplate();
        Throwable failure = catchThrowable(() -> template.sendBodyAndHeader("direct:in", CONTENTS, "token", CONTENTS));
        assertThat(trace(failure))
                .contains("/queue/out")
                .doesNotContain(PASSCODE)
                .doesNotContain(CONTENTS);
        assertThat(logged).noneMatch(line -> line.contains(PASSCODE)).noneMatch(line -> line.contains(CONTENTS));
    }
}
