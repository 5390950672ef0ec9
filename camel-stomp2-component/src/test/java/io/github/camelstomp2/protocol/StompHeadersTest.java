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
package io.github.camelstomp2.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StompHeadersTest {
    private static final StompHeaders HEADERS = StompHeaders.of("a", "1", "b", "2", "a", "3");

    @Test
    @Holds(Rule.REPEATED_HEADER)
    void theFirstOfARepeatedHeaderCounts() {
        assertThat(HEADERS.get("a")).isEqualTo("1");
        assertThat(HEADERS.size()).isEqualTo(3);
    }

    @Test
    void keepsTheOrderAndTheRepetitions() {
        List<String> all = new ArrayList<>();
        HEADERS.forEach((name, value) -> all.add(name + "=" + value));

        assertThat(all).containsExactly("a=1", "b=2", "a=3");
        assertThat(HEADERS.name(2)).isEqualTo("a");
        assertThat(HEADERS.value(2)).isEqualTo("3");
    }

    @Test
    @Holds(Rule.NAMES_AND_ORDER)
    void namesAreCaseSensitive() {
        assertThat(HEADERS.get("A")).isNull();
        assertThat(HEADERS.contains("A")).isFalse();
        assertThat(HEADERS.contains("a")).isTrue();
    }

    @Test
    void refusesAnIndexOutsideThoseThatAreThere() {
        StompHeaders roomy = StompHeaders.builder().add("a", "b").build();
        assertThatThrownBy(() -> roomy.name(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> roomy.value(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void areEqualByContentWhateverRoomTheyHave() {
        StompHeaders same = new StompHeaders.Builder(50)
                .add("a", "1")
                .add("b", "2")
                .add("a", "3")
                .build();

        assertThat(same).isEqualTo(HEADERS).hasSameHashCodeAs(HEADERS);
        assertThat(StompHeaders.of("a", "1", "a", "3", "b", "2")).isNotEqualTo(HEADERS);
        assertThat(StompHeaders.of()).isSameAs(StompHeaders.EMPTY);
    }

    @Test
    void aBuilderOfExistingOnesDoesNotChangeThem() {
        StompHeaders changed =
                HEADERS.toBuilder().set("a", "9").set("c", "4").add("d", "5").build();

        assertThat(changed).isEqualTo(StompHeaders.of("a", "9", "b", "2", "a", "3", "c", "4", "d", "5"));
        assertThat(HEADERS).isEqualTo(StompHeaders.of("a", "1", "b", "2", "a", "3"));
    }

    @Test
    void aBuilderAddsOnlyWhatIsSetOrAbsent() {
        StompHeaders headers = StompHeaders.builder()
                .addIfSet("a", null)
                .addIfSet("b", "")
                .addIfAbsent("b", "2")
                .addIfAbsent("c", "3")
                .build();

        assertThat(headers).isEqualTo(StompHeaders.of("b", "", "c", "3"));
    }

    @Test
    void whatIsAddedToABuilderLaterDoesNotChangeWhatItHasBuilt() {
        StompHeaders.Builder builder = StompHeaders.builder().add("a", "1");
        StompHeaders one = builder.build();
        StompHeaders two = builder.set("a", "2").add("b", "3").build();
        builder.restart(1);
        StompHeaders three = builder.add("c", "4").add("d", "5").build();

        assertThat(one).isEqualTo(StompHeaders.of("a", "1"));
        assertThat(two).isEqualTo(StompHeaders.of("a", "2", "b", "3"));
        assertThat(three).isEqualTo(StompHeaders.of("c", "4", "d", "5"));
        assertThat(three.get("a")).isNull();
    }

    @Test
    void findsEachNameAmongMany() {
        StompHeaders.Builder builder = StompHeaders.builder();
        for (int i = 0; i < 100; i++) {
            assertThat(builder.contains("n" + i)).isFalse();
            builder.add("n" + i, "v" + i);
            assertThat(builder.contains("n" + i)).isTrue();
            StompHeaders soFar = builder.build();
            assertThat(soFar.get("n" + i)).isEqualTo("v" + i);
            assertThat(soFar.contains("n" + (i + 1))).isFalse();
        }
    }

    @Test
    void aBuilderGrows() {
        StompHeaders.Builder builder = new StompHeaders.Builder(0);
        for (int i = 0; i < 100; i++) {
            builder.add("n" + i, "v" + i);
        }
        assertThat(builder.build().get("n99")).isEqualTo("v99");
    }

    @Test
    void showNamesAndNoValues() {
        assertThat(StompHeaders.of("passcode", "secret", "x\n", "secret")).hasToString("[passcode, x\\n]");
    }

    @Test
    void hashCodesDifferWithNamesValuesAndOrder() {
        assertThat(List.of(
                        HEADERS.hashCode(),
                        StompHeaders.of("a", "1", "a", "3", "b", "2").hashCode(),
                        StompHeaders.of("a", "1", "b", "2", "a", "4").hashCode(),
                        StompHeaders.of("a", "1", "b", "2").hashCode(),
                        StompHeaders.of("1", "a", "2", "b", "3", "a").hashCode(),
                        StompHeaders.EMPTY.hashCode()))
                .doesNotHaveDuplicates();
        assertThat(StompHeaders.of("a", "1", "b", "2", "a", "3")).hasSameHashCodeAs(HEADERS);
    }
}
