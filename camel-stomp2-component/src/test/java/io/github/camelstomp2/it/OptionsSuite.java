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
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.camelstomp2.matrix.OfOneVersion;
import io.github.camelstomp2.matrix.Shown;
import io.github.camelstomp2.testbed.BrokerExtension;
import io.github.camelstomp2.testbed.TestBroker;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Options that brokers call by different names, in routes on a real broker. An option that the broker cannot do is refused
 * when the route starts, or warned of: the tests hold that too, whatever the broker, and what they see is on {@code
 * docs/brokers.md}.
 */
abstract class OptionsSuite implements OfOneVersion {
    /** RabbitMQ renews its view of quorum queues every five seconds. */
    static final Duration LATE_VIEW = Duration.ofSeconds(30);

    StompRoutes routes;
    String name;

    abstract BrokerExtension broker();

    @Override
    public String stompVersion() {
        return "1.2";
    }

    @BeforeEach
    void startCamel() {
        routes = new StompRoutes(broker(), stompVersion());
        name = broker().uniqueName("vocabulary");
    }

    @AfterEach
    void stopCamel() {
        routes.close();
    }

    final TestBroker view() {
        return broker().broker();
    }

    /** An endpoint for a queue of this test. */
    final String queue(String... options) {
        return "stomp2:queue/" + name + "?"
                + Arrays.stream(options).filter(option -> !option.isEmpty()).collect(Collectors.joining("&"));
    }

    final void send(String uri, String body, Map<String, Object> headers) {
        routes.template().sendBodyAndHeaders(uri, body, headers);
    }

    final void send(String uri, String... bodies) {
        for (String body : bodies) {
            send(uri, body, Map.of());
        }
    }

    /** Sends without the component, and without having to wait for its producer's connection. */
    final void sendToQueue(String... bodies) {
        OnTheBroker.put(view(), name, bodies);
    }

    /** The bodies of the next messages, to the last. */
    static String[] bodies(StompRoutes.Received received, int count) throws InterruptedException {
        String[] bodies = new String[count];
        for (int i = 0; i < count; i++) {
            bodies[i] = received.next().getMessage().getBody(String.class);
        }
        assertThat(received.size()).isZero();
        return bodies;
    }

    // ---- what the broker cannot do

    /** The rest of a test, for a broker that can do what is asked. */
    interface Honoured {
        void check(StompRoutes.Received received) throws Exception;
    }

    /**
     * Starts a consumer. Where the broker cannot do what the option says, it does not start, whether the broker is named or
     * found out; and one that finds it out later consumes nothing.
     *
     * @param option as the message names it: {@code selector} or {@code browse=true}
     */
    final void whenConsumed(Shown shown, String option, String uri, Honoured honoured) throws Exception {
        StompRoutes.Received[] received = new StompRoutes.Received[1];
        String reason = refusal(option, more -> received[0] = routes.consume(uri + more));
        if (reason == null) {
            honoured.check(received[0]);
            return;
        }
        // Not where the tests name the broker themselves, which have to where it does not say its name.
        if (routes.component().getConfiguration().getBroker().equals("auto")) {
            isFoundOutLater(option, uri, reason);
        }
        shown.notPossible(reason);
    }

    private void isFoundOutLater(String option, String uri, String reason) throws Exception {
        try (LogLines log = new LogLines()) {
            StompRoutes.Received nothing = routes.consume(uri);
            await().until(() -> log.operatorLines().stream()
                    .anyMatch(line -> line.startsWith("ERROR")
                            && line.contains("cannot subscribe to")
                            && line.contains(words(option) + reason)));
            assertThat(view().consumerCount(name)).isZero();
            assertThat(nothing.size()).isZero();
        }
    }

    /** Starts a route that sends, from {@code direct:out}; else as {@link #whenConsumed}. */
    final void whenSent(Shown shown, String option, String uri, Callable<?> honoured) throws Exception {
        String reason = refusal(
                option,
                more -> routes.add(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:out" + more.hashCode()).to(uri + more);
                    }
                }));
        if (reason == null) {
            honoured.call();
            return;
        }
        assertThat(catchThrowable(() -> send(uri, "x"))).hasStackTraceContaining(words(option) + reason);
        assertThat(view().messageCount(name)).isZero();
        shown.notPossible(reason);
    }

    private interface Start {
        void with(String moreOptions) throws Exception;
    }

    /** Why the broker cannot do it; {@code null} if it can, and then the route has been started once. */
    private String refusal(String option, Start start) {
        Throwable refused = catchThrowable(() -> start.with("&testConnectionOnStartup=true"));
        if (refused == null) {
            return null;
        }
        String reason = reason(option, refused);
        assertThat(catchThrowable(() -> start.with("&broker=" + broker().kind().id())))
                .hasStackTraceContaining(words(option) + reason);
        return reason;
    }

    private String reason(String option, Throwable refused) {
        Pattern text = Pattern.compile(Pattern.quote(words(option)) + "([^\n]*)");
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            Matcher matcher = text.matcher(String.valueOf(cause.getMessage()));
            if (cause instanceof IllegalArgumentException && matcher.find()) {
                // the message may go on with the next option
                return matcher.group(1).split("; [^;]+ is not possible on the broker ")[0];
            }
        }
        throw new AssertionError("not refused because of " + option, refused);
    }

    private String words(String option) {
        return option + " is not possible on the broker " + broker().kind().id() + ": ";
    }

    /**
     * Does something that reaches the broker with this option, which may be ignored there.
     *
     * @return whether the broker does what it says; else there was one WARN
     */
    final boolean isHonoured(Shown shown, String option, Callable<?> start) throws Exception {
        try (LogLines log = new LogLines()) {
            start.call();
            for (ILoggingEvent event : log.containing(words(option))) {
                String line = event.getFormattedMessage();
                if (event.getLevel().toString().equals("WARN") && line.endsWith("; it is ignored")) {
                    int begin = line.indexOf(words(option)) + words(option).length();
                    shown.notPossible(line.substring(begin, line.length() - "; it is ignored".length()));
                    return false;
                }
            }
            return true;
        }
    }
}
