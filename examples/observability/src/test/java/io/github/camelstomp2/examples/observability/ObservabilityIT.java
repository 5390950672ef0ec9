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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The alerts and the dashboard ask for meters that the component has, by the names and labels that Prometheus sees. */
@Timeout(120)
class ObservabilityIT {
    private static final Path ALERTS = Path.of("prometheus/alerts.yml");
    private static final Pattern NAME = Pattern.compile("camel_stomp2_[a-z_]+");

    private static RunningExample example;

    @BeforeAll
    static void start() throws Exception {
        example = new RunningExample();
    }

    @AfterAll
    static void stop() throws Exception {
        example.close();
    }

    /** Each series that the page of metrics has, with the names of its labels. */
    private static Map<String, Set<String>> series() throws Exception {
        Map<String, Set<String>> all = new TreeMap<>();
        for (String line : example.get("metrics").lines().toList()) {
            if (line.startsWith("camel_stomp2_")) {
                String name = line.substring(0, line.indexOf('{'));
                String labels = line.substring(line.indexOf('{') + 1, line.lastIndexOf('}'));
                all.computeIfAbsent(name, key -> new TreeSet<>()).addAll(matches(Pattern.compile("(\\w+)=\""), labels));
            }
        }
        return all;
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.groupCount() == 0 ? match.group() : match.group(1))
                .toList();
    }

    @Test
    void eachNameInTheAlertsAndTheDashboardIsOneThatPrometheusGets() throws Exception {
        Set<String> asked = new TreeSet<>(matches(NAME, Files.readString(ALERTS)));
        asked.addAll(matches(NAME, Files.readString(Dashboard.FILE)));
        assertThat(asked).hasSizeGreaterThan(15);
        assertThat(series().keySet()).containsAll(asked);
    }

    @Test
    void theDashboardShowsEachMeter() throws Exception {
        assertThat(matches(NAME, Files.readString(Dashboard.FILE))).containsAll(series().keySet());
    }

    @Test
    void eachLabelThatIsAskedForIsOneOfItsSeries() throws Exception {
        Map<String, Set<String>> series = series();
        Pattern selector = Pattern.compile("(camel_stomp2_[a-z_]+)\\{([^}]*)\\}");
        for (String text : List.of(Files.readString(ALERTS), expressions())) {
            selector.matcher(text).results().forEach(match -> assertThat(series.get(match.group(1)))
                    .as(match.group())
                    .containsAll(matches(Pattern.compile("(\\w+)\\s*=~?\""), match.group(2))));
        }
    }

    private static String expressions() throws IOException {
        return Dashboard.read().queries().stream()
                .map(Dashboard.Query::expression)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void eachTwentiethOrderIsADeadLetterAndTheOthersAreAcknowledged() {
        await().atMost(Duration.ofSeconds(60)).until(() -> value("camel_stomp2_messages_deadlettered_total") >= 2);
        await().atMost(Duration.ofSeconds(60)).until(() -> value("camel_stomp2_messages_acknowledged_total") >= 38);
    }

    private static double value(String series) throws Exception {
        String line = example.get("metrics")
                .lines()
                .filter(each -> each.startsWith(series + "{"))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.substring(line.lastIndexOf(' ')));
    }

    @Test
    void healthIsUpWhileTheOrdersFlow() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(example.get("health")).contains("\"UP\"").doesNotContain("\"DOWN\""));
    }
}
