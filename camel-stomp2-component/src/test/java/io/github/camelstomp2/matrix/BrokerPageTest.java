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
package io.github.camelstomp2.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How results become rows of the page. */
class BrokerPageTest {

    @TempDir
    Path directory;

    private StoredResults results(String name, String... lines) throws IOException {
        return StoredResults.ofFile(Files.write(directory.resolve(name + ".tsv"), List.of(lines)));
    }

    private static String row(Feature feature, StoredResults... results) {
        return BrokerPage.render(List.of(results))
                .lines()
                .filter(line -> line.startsWith("| " + feature.title() + " |"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thePageIsMadeOfTheResultsThatAreKept() throws IOException {
        assertThat(Files.readString(BrokerPage.FILE))
                .isEqualTo(BrokerPage.render(StoredResults.kept(StoredResults.KEPT)));
    }

    @Test
    void whatIsTheSameInAllVersionsIsSaidOnce() throws IOException {
        StoredResults activeMq = results("activemq-6.1.7", "BYTES\t1.1\tWORKS\t", "BYTES\t1.2\tWORKS\t");
        StoredResults older = results("activemq-5.19.1", "BYTES\t1.2\tWORKS\t");

        assertThat(row(Feature.BYTES, older, activeMq))
                .isEqualTo("| bytes, NUL included | works | not tried | not tried |");
    }

    @Test
    void versionsOfStompThatDifferAreNamed() throws IOException {
        StoredResults activeMq = results(
                "activemq-6.1.7", "BROWSE\t1.0\tNOT_POSSIBLE\tno", "BROWSE\t1.1\tWORKS\t", "BROWSE\t1.2\tWORKS\t");

        assertThat(row(Feature.BROWSE, activeMq))
                .isEqualTo(
                        "| `browse` | STOMP 1.1, 1.2: works<br>STOMP 1.0: not possible: no | not tried | not tried |");
    }

    @Test
    void versionsOfABrokerThatDifferHaveColumnsOfTheirOwnInThatTable() throws IOException {
        StoredResults older = results("rabbitmq-3.8.0", "STREAM\t1.2\tNOT_POSSIBLE\tit has none", "TEXT\t1.2\tWORKS\t");
        StoredResults newer = results("rabbitmq-3.10.8", "STREAM\t1.2\tWORKS\twith credit", "TEXT\t1.2\tWORKS\t");
        StoredResults newest = results("rabbitmq-4.0.5", "STREAM\t1.2\tWORKS\twith credit", "TEXT\t1.2\tWORKS\t");

        String page = BrokerPage.render(List.of(older, newer, newest));

        assertThat(page)
                .contains("## Queues\n\n| | ActiveMQ Classic | Artemis | RabbitMQ 3.8.0 | RabbitMQ 3.10.8, 4.0.5 |")
                .contains("## Messages\n\n| | ActiveMQ Classic | Artemis | RabbitMQ |");
        assertThat(row(Feature.STREAM, older, newer, newest))
                .endsWith(" | not tried | not tried | not possible: it has none | works, with credit |");
    }

    @Test
    void whatOneOfTheVersionsHasNotShownIsNotTakenFromAnother() throws IOException {
        StoredResults older = results("artemis-2.50.0", "BYTES\t1.2\tWORKS\t");
        StoredResults newer = results("artemis-2.55.0", "TEXT\t1.2\tWORKS\t");

        assertThat(row(Feature.BYTES, older, newer))
                .isEqualTo("| bytes, NUL included | not tried | works | not tried | not tried |");
    }

    @Test
    void versionsAreNamedFromOldToNew() throws IOException {
        for (String name : List.of("rabbitmq-3.10.8", "rabbitmq-3.8.0", "artemis-2.55.0")) {
            results(name, "TEXT\t1.2\tWORKS\t");
        }

        assertThat(StoredResults.kept(directory))
                .extracting(StoredResults::version)
                .containsExactly("2.55.0", "3.8.0", "3.10.8");
    }

    @Test
    void ofTwoTestsOfAFeatureTheOneThatShowsLessCounts() throws IOException {
        StoredResults artemis = results(
                "artemis-2.50.0",
                "PREFETCH\t1.2\tWORKS\t",
                "PREFETCH\t1.2\tEMULATED\tbytes",
                "PREFETCH\t1.2\tWORKS\tremark",
                "TEXT\t1.2\tWORKS\t",
                "TEXT\t1.2\tWORKS\tremark");

        assertThat(artemis.text()).isEqualTo("TEXT\t1.2\tWORKS\tremark\nPREFETCH\t1.2\tEMULATED\tbytes\n");
    }

    @Test
    void whatNoTestHasShownIsMissing() throws IOException {
        StoredResults artemis = results("artemis-2.50.0", "TEXT\t1.0\tWORKS\t");

        assertThat(artemis.missing()).contains(Feature.BYTES, Feature.POLLING).doesNotContain(Feature.TEXT);
    }
}
