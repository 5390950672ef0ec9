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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Case CONSUME = new Case(Peers.SYNTHETIC, Scenario.CONSUME_AUTO, 64);

    @Test
    void whatIsEmptyIsNotSaid() {
        Options options = options("bench.rounds", "", "bench.subjects", "", "bench.jar", "");
        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.cases()).contains(CONSUME);
        assertThat(options.subjects(CONSUME))
                .contains(Subjects.CAMEL_STOMP2)
                .doesNotContain(Subjects.CAMEL_STOMP2_BEFORE, Subjects.CAMEL_STOMP2_OBSERVED);
        assertThat(options.commandLine()).isEmpty();
    }

    @Test
    void anotherBuildIsMeasuredWhereItIsNamed() {
        assertThat(options("bench.jar", "before.jar").subjects(CONSUME)).contains(Subjects.CAMEL_STOMP2_BEFORE);
    }

    @Test
    void theComponentWithARegistryForItsMetersIsMeasuredWhereThatIsAsked() {
        assertThat(options("bench.observed", "true").subjects(CONSUME)).contains(Subjects.CAMEL_STOMP2_OBSERVED);
    }

    @Test
    void sizesThatAreNamedHoldForAllThatIsChosen() {
        Options options = options("bench.body", "7,8", "bench.scenarios", "BRIDGE", "bench.peers", "SYNTHETIC");
        assertThat(options.cases())
                .containsExactly(
                        new Case(Peers.SYNTHETIC, Scenario.BRIDGE, 7), new Case(Peers.SYNTHETIC, Scenario.BRIDGE, 8));
        assertThat(options.commandLine())
                .isEqualTo(" -Dbench.body=7,8 -Dbench.peers=SYNTHETIC -Dbench.scenarios=BRIDGE");
    }

    @Test
    void aCaseSurvivesItsText() {
        assertThat(Case.parse(CONSUME.toString())).isEqualTo(CONSUME);
    }

    private static Options options(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Options(properties);
    }
}
