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
package io.github.camelstomp2.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestExtentTest {
    private record Cell(int outer, int inner) {}

    @ParameterizedTest
    @ValueSource(ints = {7, 10, 15, 25, 50})
    void aFifthOfAProductHasEachElementOfBothLists(int size) {
        List<Cell> product = new ArrayList<>();
        IntStream.range(0, size)
                .forEach(outer -> IntStream.range(0, 15).forEach(inner -> product.add(new Cell(outer, inner))));

        List<Cell> tried = TestExtent.oneOfEachBlock(product);

        assertThat(tried).hasSize(product.size() / 5).doesNotHaveDuplicates();
        assertThat(new HashSet<>(tried.stream().map(Cell::outer).toList())).hasSize(size);
        assertThat(new HashSet<>(tried.stream().map(Cell::inner).toList())).hasSize(15);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 6, 100})
    void ofACoupleOfCasesAtLeastOneIsTried(int number) {
        assertThat(TestExtent.of(number)).isBetween(1, number);
        assertThat(TestExtent.oneOfEachBlock(IntStream.range(0, number).boxed().toList()))
                .isNotEmpty();
    }
}
