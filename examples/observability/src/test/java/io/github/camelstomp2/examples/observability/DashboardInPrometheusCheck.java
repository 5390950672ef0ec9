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
package io.github.camelstomp2.examples.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus reads the example: what the dashboard asks for has an answer, and the alerts fire. It needs Prometheus, so
 * that it runs only when it is asked for by name (see the README of the example).
 */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardInPrometheusCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static RunningExample example;
    private static Process prometheus;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        example = new RunningExample();
        port = RunningExample.freePort();
        String configuration = Files.readString(Path.of("prometheus/prometheus.yml"))
                .replaceAll("(scrape|evaluation)_interval: \\w+", "$1_interval: 1s")
                .replaceAll("targets: .*", "targets: [\"127.0.0.1:" + example.port() + "\"]")
                .replaceAll(
                        "- \\S*alerts.yml",
                        "- " + Path.of("prometheus/alerts.yml").toAbsolutePath());
        Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
        prometheus = new ProcessBuilder(
                        System.getProperty("prometheus", "prometheus"),
                        "--config.file=" + file,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(values("up{job=\"camel-stomp2\"}"))
                .containsExactly(1.0));
    }

    @AfterAll
    static void stop() throws Exception {
        prometheus.destroy();
        prometheus.waitFor();
        example.close();
    }

    private static JsonNode ask(String path) throws Exception {
        String answer = RunningExample.get(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path));
        JsonNode read = new ObjectMapper().readTree(answer);
        assertThat(read.get("status").asText()).as(path + ": " + answer).isEqualTo("success");
        return read.get("data");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<Double> values(String expression) throws Exception {
        return ask("query?query=" + encoded(expression)).get("result").findValues("value").stream()
                .map(value -> Double.parseDouble(value.get(1).asText().replace("Inf", "Infinity")))
                .toList();
    }

    /** As Grafana fills in its variables where all of them are chosen. */
    private static String filledIn(String query) {
        return query.replaceAll("\\$(context|route)\\b", ".*").replace("$__rate_interval", "10s");
    }

    @Test
    @Order(1)
    void eachPanelOfTheDashboardHasData() throws Exception {
        List<Dashboard.Query> queries = Dashboard.read().queries();
        assertThat(queries).hasSizeGreaterThan(15);
        for (Dashboard.Query query : queries) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(values(filledIn(query.expression())))
                    .as(query.toString())
                    .isNotEmpty()
                    .allMatch(Double::isFinite));
        }
    }

    @Test
    @Order(1)
    void thePanelsShowWhatTheExampleDoes() throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        values(shown("Messages that failed, became dead letters, came again", 1)))
                .as("each twentieth order")
                .allMatch(rate -> rate > 0));
        assertThat(values(shown("Consumers that get messages", 0))).containsExactly(1.0);
        assertThat(values(shown("Time in the route", 0))).allMatch(mean -> mean > 0 && mean < 10);
        assertThat(values(shown("Time until the confirmation", 1))).allMatch(longest -> longest > 0 && longest < 60);
    }

    private static String shown(String panel, int query) throws Exception {
        List<Dashboard.Query> all = Dashboard.read().queries().stream()
                .filter(each -> each.panel().equals(panel))
                .toList();
        return filledIn(all.get(query).expression());
    }

    @Test
    @Order(1)
    void eachVariableOfTheDashboardHasValues() throws Exception {
        Pattern values = Pattern.compile("label_values\\((.+), (\\w+)\\)");
        for (Dashboard.Variable variable : Dashboard.read().variables()) {
            Matcher query = values.matcher(variable.query());
            assertThat(query.matches()).as(variable.query()).isTrue();
            JsonNode found = ask("label/" + query.group(2) + "/values?match[]=" + encoded(filledIn(query.group(1))));
            assertThat(found).as(variable.toString()).isNotEmpty();
        }
    }

    private static Set<String> alerts(String state) throws Exception {
        Set<String> names = new TreeSet<>();
        ask("alerts").get("alerts").forEach(alert -> {
            if (alert.get("state").asText().equals(state)) {
                names.add(alert.get("labels").get("alertname").asText());
            }
        });
        return names;
    }

    @Test
    @Order(2)
    void whileOrdersFlowOnlyTheDeadLettersAreAnAlert() throws Exception {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(alerts("firing")).containsExactly("Stomp2DeadLetters"));
        assertThat(alerts("pending")).isEmpty();
        ask("rules").get("groups").get(0).get("rules").forEach(rule -> assertThat(
                        rule.get("health").asText())
                .as(rule.toString())
                .isEqualTo("ok"));
    }

    @Test
    @Order(3)
    void withoutABrokerTheAlertsOfConsumersAndConnectionsBegin() throws Exception {
        example.stopBroker();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts("pending"))
                .contains("Stomp2ConsumerGetsNoMessages", "Stomp2ConnectionDown"));
        assertThat(values(shown("Consumers that get messages", 0))).containsExactly(0.0);
    }
}
