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
package io.github.camelstomp2.benchmarks.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {
    private static final Case CONSUME = new Case(Peers.SYNTHETIC, Scenario.CONSUME_AUTO, 64);

    @TempDir
    Path directory;

    @Test
    void thePageHasTheTableTheChartAndTheMachineOfARun() throws Exception {
        writeRun();
        PerformancePage.write(directory);

        String page = Files.readString(directory.resolve("performance.md"));
        assertThat(page)
                .contains("| **camel-stomp2** | 300,000 | 200,000 – 400,000 | 1.00 | 1.50 | 1,200 | 0.40 |")
                .contains("| camel-stomp | 150,000 ¹ | 150,000 – 150,000 | 0.50 | 3.00 | 4,000 | 0.95 |")
                .contains("](performance/synthetic-consume-auto-64.svg)")
                .contains(System.getProperty("java.vm.name"))
                .contains("./mvnw -Pbench -Dbench.rounds=2")
                .contains("## Consume", "## How to read it")
                .doesNotContain("Not measured", "### Artemis")
                .doesNotContain("{{");
    }

    @Test
    void theChartsBarsAreAsLongAsTheFiguresSay() throws Exception {
        writeRun();
        PerformancePage.write(directory);

        var picture = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(directory
                        .resolve("performance/synthetic-consume-auto-64.svg")
                        .toFile());
        var bars = picture.getElementsByTagName("rect");
        assertThat(bars.getLength()).isEqualTo(2);
        assertThat(width(bars.item(0))).isEqualTo(2 * width(bars.item(1)));
    }

    @Test
    void eachCaseOfTheTemplateIsMeasuredByDefault() throws Exception {
        var cases = new Options(new Properties()).cases();
        String template = new String(
                PerformancePage.class.getResourceAsStream("performance.md").readAllBytes(), UTF_8);
        var named = java.util.regex.Pattern.compile("\\{\\{case ([^}]+)}}")
                .matcher(template)
                .results()
                .map(found -> Case.parse(found.group(1)))
                .toList();
        assertThat(named).containsExactlyInAnyOrderElementsOf(cases);
    }

    private void writeRun() throws Exception {
        Properties options = new Properties();
        options.setProperty("bench.rounds", "2");
        Results results = new Results();
        results.add(CONSUME, Subjects.CAMEL_STOMP2, new Measurement(200_000, 1, 1_000, 0.4));
        results.add(CONSUME, Subjects.CAMEL_STOMP2, new Measurement(400_000, 2, 1_400, 0.4));
        results.add(CONSUME, Subjects.CAMEL_STOMP, new Measurement(150_000, 3, 4_000, 0.95));
        results.write(directory.resolve(PerformancePage.RESULTS));
        RunFacts.ofThisMachine(new Options(options)).write(directory.resolve(PerformancePage.FACTS));
    }

    private static double width(org.w3c.dom.Node bar) {
        return Double.parseDouble(bar.getAttributes().getNamedItem("width").getNodeValue());
    }
}
