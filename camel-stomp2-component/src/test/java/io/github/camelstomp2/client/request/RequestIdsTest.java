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
package io.github.camelstomp2.client.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdsTest {
    private static final Predicate<String> FREE = id -> false;

    private final RequestIds ids = new RequestIds();

    @Test
    void withoutAWishEachIdIsAnotherOne() {
        assertThat(Set.of(
                        ids.choose(null, false, FREE),
                        ids.choose(null, false, FREE),
                        new RequestIds().choose(null, false, FREE)))
                .hasSize(3);
    }

    @Test
    void anIdOfTheRoutesOwnIsUsedAsOftenAsItIsFree() {
        assertThat(ids.choose("order-7", false, FREE)).isEqualTo("order-7");
        assertThat(ids.choose("order-7", false, "order-7"::equals)).isNotEqualTo("order-7");
        assertThat(ids.choose("order-7", false, FREE)).isEqualTo("order-7");
    }

    @Test
    void aCarriedIdIsUsedOnce() {
        assertThat(ids.choose("order-7", true, FREE)).isEqualTo("order-7");
        assertThat(ids.choose("order-7", true, FREE)).isNotEqualTo("order-7");
        for (int i = 0; i < 1_000; i++) {
            ids.choose("other-" + i, true, FREE);
        }
        assertThat(ids.choose("order-7", true, FREE)).isEqualTo("order-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " x", "x\t"})
    void anIdThatTheWireWouldAlterIsNotUsed(String id) {
        assertThat(ids.choose(id, false, FREE)).isNotEqualTo(id);
    }

    @Test
    void anIdThatIsTooLongForAmqpIsNotUsed() {
        assertThat(ids.choose("x".repeat(255), false, FREE)).hasSize(255);
        assertThat(ids.choose("x".repeat(256), false, FREE)).hasSizeLessThan(100);
        assertThat(ids.choose("ü".repeat(128), false, FREE)).hasSizeLessThan(100);
    }
}
