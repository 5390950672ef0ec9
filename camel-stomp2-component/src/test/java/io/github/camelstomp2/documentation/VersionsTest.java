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
package io.github.camelstomp2.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The versions that pages and docker-compose.yml name are those of the poms and of the matrix. */
class VersionsTest {
    private static final String README = read("README.md");
    private static final String POM = read("pom.xml");
    private static final String MATRIX = read(".ci/matrix");
    private static final String COMPOSE = read("docker-compose.yml");

    private static String read(String file) {
        try {
            return Files.readString(Path.of("..").resolve(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A row of the table of versions: what is tested in each build, and by the matrix. */
    private record Row(List<String> built, List<String> also) {
        Set<String> all() {
            Set<String> all = new TreeSet<>(built);
            all.addAll(also);
            return all;
        }
    }

    private static Row row(String subject) {
        Matcher row = Pattern.compile(
                        "^\\| " + subject + "(?: \\([^|]*)? \\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE)
                .matcher(README);
        assertThat(row.find()).as("a row of " + subject).isTrue();
        return new Row(versions(row.group(1)), versions(row.group(2)));
    }

    private static List<String> versions(String cell) {
        return Arrays.stream(cell.split(",")).map(String::strip).toList();
    }

    private static String property(String name) {
        Matcher value =
                Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)</").matcher(POM);
        assertThat(value.find()).as(name).isTrue();
        return value.group(1);
    }

    /** What the columns of the matrix say, by a pattern with one group. */
    private static Set<String> matrix(String pattern) {
        Set<String> found = Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(MATRIX)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).as(pattern).isNotEmpty();
        return found;
    }

    @Test
    void javaIsTheReleaseOfThePomAndThoseOfTheMatrix() {
        assertThat(row("Java").built()).containsExactly(property("maven.compiler.release"));
        assertThat(row("Java").all()).isEqualTo(matrix("^jdk-(\\d+) "));
    }

    @Test
    void camelAndNettyAreThoseOfThePomAndTheMatrix() {
        assertThat(row("Camel").built()).containsExactly(property("camel.version"));
        assertThat(row("Camel").all()).isEqualTo(matrix("^camel-([\\d.]+) "));
        assertThat(row("Netty").built()).containsExactly(property("netty.version"));
        assertThat(row("Netty").all()).isEqualTo(matrix("-Dnetty\\.version=(\\S+)"));
    }

    @Test
    void springBootIsThatOfThePomAndTheMatrix() {
        assertThat(row("Spring Boot").built()).containsExactly(property("spring-boot.version"));
        assertThat(row("Spring Boot").all()).isEqualTo(matrix("^boot-\\S+ \\| boot \\| (\\S+)"));
    }

    @Test
    void brokersAreThoseOfThePomAndTheMatrix() {
        assertThat(row("ActiveMQ Classic").built()).containsExactly(property("stomp2.activemq.version"));
        assertThat(row("ActiveMQ Classic").all()).isEqualTo(matrix("^activemq-([\\d.]+) "));
        assertThat(row("Artemis").built()).containsExactly(property("stomp2.artemis.version"));
        assertThat(row("Artemis").all()).isEqualTo(matrix("^artemis-([\\d.]+) "));
        assertThat(new TreeSet<>(row("RabbitMQ").also())).isEqualTo(matrix("^rabbitmq-([\\d.]+) "));
    }

    @Test
    void dockerComposeStartsVersionsThatWereTested() {
        Map<String, String> rows = Map.of(
                "apache/activemq-classic", "ActiveMQ Classic", "apache/artemis", "Artemis", "rabbitmq", "RabbitMQ");
        List<MatchResult> images = Pattern.compile("image: ([^:\\s]+):([\\d.]+)(?:-\\w+)?\\s")
                .matcher(COMPOSE)
                .results()
                .toList();
        assertThat(images).extracting(image -> image.group(1)).containsExactlyInAnyOrderElementsOf(rows.keySet());
        for (MatchResult image : images) {
            assertThat(row(rows.get(image.group(1))).all()).as(image.group()).contains(image.group(2));
        }
    }

    @Test
    void thePageOfSpringBootPairsItWithCamelAsTheMatrixDoes() {
        Collection<String> pairs = Pattern.compile("^boot-(\\S+) \\| boot \\| (\\S+) ", Pattern.MULTILINE)
                .matcher(MATRIX)
                .results()
                .map(result -> "| " + result.group(1) + " | " + result.group(2) + " |")
                .toList();
        assertThat(pairs).hasSize(row("Camel").all().size());
        assertThat(read("docs/spring-boot.md")).contains(pairs);
    }

    @Test
    void theReadmeGivesTheVersionOfThisBuild() {
        Matcher version = Pattern.compile("<artifactId>camel-stomp2-parent</artifactId>\\s*<version>([^<]+)<")
                .matcher(POM);
        assertThat(version.find()).isTrue();
        assertThat(README).contains("<version>" + version.group(1) + "</version>", ":camel-stomp2:" + version.group(1));
    }
}
