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
package io.github.camelstomp2.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelstomp2.Stomp2Configuration;
import java.util.List;
import org.apache.camel.support.PatternHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyHeadersTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void withoutThePatternsThereIsNoSuchHeader(String list) {
        assertThat(PropertyHeaders.parse(list).isEmpty()).isTrue();
        assertThat(PropertyHeaders.parse(list).contains("a")).isFalse();
    }

    @Test
    void patternsAreNamesWildcardsAndExpressionsByTheRulesOfCamel() {
        List<String> patterns = List.of("trace-*", "tenant", "x-(a|b)-[0-9]+", "*", ".*", "a.b", "b3*");
        List<String> names = List.of(
                "trace-",
                "trace-id",
                "TRACE-ID",
                "trace",
                "my-trace-id",
                "tenant",
                "Tenant",
                "tenants",
                "x-a-1",
                "X-B-22",
                "x-c-1",
                "a.b",
                "aXb",
                "b3",
                "b3-id",
                "order");
        for (String pattern : patterns) {
            PropertyHeaders properties = PropertyHeaders.parse(pattern);
            for (String name : names) {
                assertThat(properties.contains(name))
                        .as("%s %s", pattern, name)
                        .isEqualTo(PatternHelper.matchPattern(name, pattern));
            }
        }
    }

    @Test
    void severalPatternsAreSeparatedByCommas() {
        PropertyHeaders properties = PropertyHeaders.parse(" trace-* , tenant,,");
        assertThat(properties.contains("trace-id")).isTrue();
        assertThat(properties.contains("tenant")).isTrue();
        assertThat(properties.contains("")).isFalse();
        assertThat(properties.contains("order")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CamelFileName",
                "CAMELX",
                "org.apache.camel.x",
                "Org.Apache.Camel",
                "destination",
                "Message-Id",
                "receipt",
                "content-type",
                "Content-Encoding",
                "correlation-id",
                "reply-to",
                "TryRouteBlock",
                "OpenTracing.activeSpan"
            })
    void noPatternMakesPropertiesOfThese(String name) {
        assertThat(PropertyHeaders.parse("*").contains(name)).isFalse();
        assertThat(PropertyHeaders.parse(name).contains(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a-z", "(a", "trace-*,a{x}", "(abc*"})
    void anExpressionThatIsNoneIsRefusedAtTheStartNamingTheOption(String list) {
        Stomp2Configuration configuration = new Stomp2Configuration();
        configuration.setPropertyHeaders(list);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationCheck.check(configuration))
                .withMessageStartingWith("propertyHeaders has '")
                .withMessageContaining("no regular expression");
    }
}
