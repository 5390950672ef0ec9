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

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.camel.util.SensitiveUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever Camel shows of an application, it does not show the secrets of its {@code stomp2:} endpoints. */
@Timeout(60)
class SecretsCanaryTest {
    private static final String USER = "canary-user";
    private static final String PASSWORD = "canary-pa55word";
    private static final String HEADER = "canary-header";

    /** The label of a route's beginning, which Camel shows as it was written in the developer console of the message history. */
    private static final Pattern AS_WRITTEN = Pattern.compile("nodeLabel\"?[=:][^,\\n]*");

    private static List<String> shownBy(List<String> options, List<String> properties) throws Exception {
        return shownBy(options, properties, true);
    }

    /** @param connects whether the application reaches its broker */
    private static List<String> shownBy(List<String> options, List<String> properties, boolean connects)
            throws Exception {
        try (CanaryApplication application = new CanaryApplication(options, properties)) {
            return application.run(connects);
        }
    }

    /** Lines with a canary, and where they were shown. */
    private static List<String> lines(List<String> shown, String... canaries) {
        return shown.stream()
                .flatMap(text -> AS_WRITTEN
                        .matcher(text)
                        .replaceAll("")
                        .lines()
                        .map(line -> text.substring(0, text.indexOf(':')) + " | " + line))
                .filter(line -> List.of(canaries).stream().anyMatch(line::contains))
                .toList();
    }

    @Test
    void credentialsOfTheComponentAreShownNowhere() throws Exception {
        List<String> shown = shownBy(
                List.of("prefetch=1"),
                List.of(
                        "camel.component.stomp2.username=" + USER,
                        "camel.component.stomp2.password=" + PASSWORD,
                        "shop.password=" + PASSWORD));
        assertThat(shown)
                .anyMatch(
                        text -> text.startsWith("log of") && text.contains("camel.component.stomp2.password = xxxxxx"));
        // This console masks in its text only, up to Camel 4.17 at least.
        assertThat(lines(shown, USER, PASSWORD)).allMatch(line -> line.startsWith("console properties in JSON"));
    }

    @Test
    void credentialsOfEndpointsAreShownNowhereButInRoutesAsTheyWereWritten() throws Exception {
        List<String> shown = shownBy(
                List.of("username=" + USER, "password=" + PASSWORD, "secretConnectHeader.x-tenant=" + HEADER),
                List.of());
        assertThat(shown).anyMatch(text -> text.contains("password=xxxxxx"));
        // Camel 4.22 shows routes as they were written in this console, whatever the names in them.
        assertThat(lines(shown, USER, PASSWORD, HEADER)).allMatch(line -> line.startsWith("console route-structure"));
    }

    @Test
    void theOldNameOfThePasswordIsMaskedWhereverCamelAllows() throws Exception {
        List<String> shown = shownBy(
                List.of("prefetch=1"),
                List.of("camel.component.stomp2.login=" + USER, "camel.component.stomp2.passcode=" + PASSWORD));
        boolean known = SensitiveUtils.containsSensitive("passcode");
        // This console goes by Camel's own list alone, if at all.
        assertThat(lines(shown, PASSWORD)).allMatch(line -> line.startsWith("console properties"));
        // From Camel 4.21 on the name of the user is no secret where properties are shown.
        assertThat(lines(shown, USER))
                .allMatch(line -> line.startsWith("console properties")
                        || (!known && line.contains("camel.component.stomp2.login")));
    }

    @Test
    void theOldNamesInEndpointsAreMaskedButInRoutesAsTheyWereWritten() throws Exception {
        List<String> shown = shownBy(
                List.of("login=" + USER, "passcode=" + PASSWORD, "connectHeader.x-tenant=" + HEADER), List.of());
        assertThat(lines(shown, PASSWORD)).allMatch(line -> line.startsWith("console route-structure"));
        // Camel shows the URIs of routes as they were written, but for the names on its list.
        boolean known = SensitiveUtils.containsSensitive("login");
        assertThat(lines(shown, USER)).allMatch(line -> !known && isRouteAsWritten(line));
        assertThat(lines(shown, HEADER)).allMatch(SecretsCanaryTest::isRouteAsWritten);
    }

    @Test
    void aTokenThatABeanSuppliesIsShownNowhereAtAnyLevel() throws Exception {
        try (CanaryApplication application = new CanaryApplication(
                List.of("prefetch=1"),
                List.of("camel.component.stomp2.credentials=#bean:tokens"),
                Level.TRACE,
                "canary-t0ken",
                null)) {
            List<String> shown = application.run();
            assertThat(shown)
                    .anyMatch(text -> text.startsWith("log of io.github.camelstomp2.frames")
                            && text.contains("CONNECT")
                            && text.contains("passcode:xxxxxx"))
                    .anyMatch(text -> text.startsWith("log of org.apache.camel"))
                    .anyMatch(text -> text.startsWith("thread: "))
                    .noneMatch(text -> text.contains("canary-t0ken"));
        }
    }

    @Test
    void thePasswordOfAProxyIsShownNowhere() throws Exception {
        try (CanaryApplication application = new CanaryApplication(
                List.of("prefetch=1"),
                List.of("camel.component.stomp2.username=" + USER, "camel.component.stomp2.password=" + PASSWORD),
                Level.INFO,
                null,
                "canary-pr0xy")) {
            List<String> shown = application.run();
            assertThat(shown).anyMatch(text -> text.contains("camel.component.stomp2.proxy-password = xxxxxx"));
            // This console masks in its text only, up to Camel 4.17 at least.
            assertThat(lines(shown, "canary-pr0xy", PASSWORD))
                    .allMatch(line -> line.startsWith("console properties in JSON"));
        }
    }

    @Test
    void thePasswordOfAProxyInAnEndpointIsMasked() throws Exception {
        List<String> shown = shownBy(
                List.of("proxyHost=127.0.0.1", "proxyPort=1", "proxyUsername=u-canary", "proxyPassword=canary-pr0xy"),
                List.of(),
                false);
        assertThat(shown).anyMatch(text -> text.contains("proxyPassword=xxxxxx"));
        assertThat(lines(shown, "u-canary", "canary-pr0xy"))
                .allMatch(line -> line.startsWith("console route-structure"));
    }

    @Test
    void noEventShowsASecretNotEvenOneThatTheBrokerRepeats() throws Exception {
        List<String> secrets = List.of(PASSWORD, HEADER, "canary-letters");
        try (CanaryApplication application = new CanaryApplication(
                List.of(
                        "username=" + USER,
                        "password=" + PASSWORD,
                        "secretConnectHeader.x-tenant=" + HEADER,
                        "reconnectMaxAttempts=1",
                        "reconnectDelay=10",
                        "deadLetterUri=RAW(stomp2:queue/letters?username=u&password=canary-letters)"),
                List.of())) {
            application.start(true);
            application.awaitShown("event Stomp2DeadLetterEvent", "queue/letters");
            application.repeatLogins();
            application.awaitShown("event Stomp2GaveUpEvent", "not accepted");
            List<String> events = application.shown().stream()
                    .filter(text -> text.startsWith("event "))
                    .toList();
            for (String kind : List.of("Connected", "Disconnected", "SubscriptionLost")) {
                assertThat(events).anyMatch(text -> text.startsWith("event Stomp2" + kind + "Event"));
            }
            assertThat(events).anyMatch(text -> text.contains("getReason") && text.contains("xxxxxx"));
            assertThat(lines(events, secrets.toArray(String[]::new))).isEmpty();
        }
    }

    private static boolean isRouteAsWritten(String line) {
        return line.startsWith("attribute ModelLabel")
                || line.startsWith("console route-structure")
                || line.startsWith("console message-history");
    }
}
