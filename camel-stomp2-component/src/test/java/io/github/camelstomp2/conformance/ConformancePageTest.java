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
package io.github.camelstomp2.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.protocol.StompVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every rule is held by a test or a vector, and the page says by which. Run with {@code -Dstomp2.docs.write=true} to write
 * it anew.
 */
class ConformancePageTest {
    private static final Path PAGE = Path.of("..", "docs", "conformance.md");
    private static final int FEWEST_VECTORS = 450;
    private static final int FEWEST_WRITTEN = 120;

    private final List<Vector> vectors = Vectors.all();

    @Test
    void thePageIsWhatTheTestsSay() throws Exception {
        String rendered = ConformancePage.render(HoldingTests.byRule(), vectors);
        if (Boolean.getBoolean("stomp2.docs.write")) {
            Files.writeString(PAGE, rendered);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/conformance.md is written anew by ConformancePageTest with -Dstomp2.docs.write=true")
                .isEqualTo(rendered);
    }

    @Test
    void everyRuleIsHeld() throws Exception {
        Map<Rule, SortedSet<String>> tests = HoldingTests.byRule();
        assertThat(Rule.values()).allSatisfy(rule -> assertThat(
                        tests.get(rule).size() + vectorsOf(rule).count())
                .as("tests and vectors of " + rule)
                .isPositive());
    }

    @Test
    void thereAreEnoughVectors() {
        assertThat(vectors).hasSizeGreaterThanOrEqualTo(FEWEST_VECTORS);
        assertThat(Vectors.written()).hasSizeGreaterThanOrEqualTo(FEWEST_WRITTEN);
    }

    @Test
    void everyVectorNamesRules() {
        assertThat(vectors)
                .allSatisfy(vector -> assertThat(vector.source().rules()).isNotEmpty());
    }

    /** A rule of 1.2 that is held by vectors of 1.1 only would be held by nothing. */
    @Test
    void everyRuleWithVectorsHasSomeForEachOfItsVersions() {
        for (Rule rule : Rule.values()) {
            boolean ofSessions =
                    vectorsOf(rule).anyMatch(vector -> vector.source().version() != null);
            if (ofSessions) {
                assertThat(vectorsOf(rule)
                                .map(vector -> vector.source().version())
                                .map(version -> version == null ? "before CONNECTED" : version.number()))
                        .as("versions of the vectors of " + rule)
                        .containsAll(rule.versions());
            }
        }
    }

    @Test
    void everyVersionHasItsShareOfTheVectors() {
        for (StompVersion version : StompVersion.values()) {
            assertThat(vectors.stream().filter(vector -> vector.source().version() == version))
                    .as(version.number())
                    .hasSizeGreaterThan(100);
        }
    }

    private Stream<Vector> vectorsOf(Rule rule) {
        return vectors.stream().filter(vector -> vector.source().rules().contains(rule));
    }
}
