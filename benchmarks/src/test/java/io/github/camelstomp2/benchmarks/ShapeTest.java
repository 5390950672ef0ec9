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
package io.github.camelstomp2.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.benchmarks.SampleFrame.Header;
import io.github.camelstomp2.benchmarks.Shape.Repetition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShapeTest {
    @ParameterizedTest
    @EnumSource
    void no_line_of_a_changing_frame_equals_one_of_the_frame_before_however_often_the_cycle_is_run(Shape shape) {
        assertThat(linesInCommon(shape, Repetition.CHANGING)).containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource
    void of_a_repeating_frame_only_ids_and_times_differ_from_the_frame_before(Shape shape) {
        int ids = shape == Shape.TYPICAL ? 4 : 2;
        int headers = shape == Shape.TYPICAL ? 12 : 5;

        assertThat(linesInCommon(shape, Repetition.REPEATING)).containsOnly(headers - ids);
    }

    @ParameterizedTest
    @EnumSource
    void repeating_and_changing_frames_are_of_about_the_same_size(Shape shape) {
        double repeating = octets(shape, Repetition.REPEATING);

        assertThat(octets(shape, Repetition.CHANGING)).isBetween(0.99 * repeating, 1.01 * repeating);
    }

    private static double octets(Shape shape, Repetition repetition) {
        return shape.cycle("MESSAGE", repetition).stream()
                .mapToInt(frame -> frame.octets().length)
                .sum();
    }

    private static Stream<Integer> linesInCommon(Shape shape, Repetition repetition) {
        List<SampleFrame> frames = shape.cycle("MESSAGE", repetition);
        return Stream.iterate(0, i -> i < frames.size(), i -> i + 1)
                .map(i -> linesInCommon(frames.get(i), frames.get((i + 1) % frames.size())));
    }

    private static int linesInCommon(SampleFrame frame, SampleFrame next) {
        List<Header> common = new ArrayList<>(frame.headersOnTheWire());
        common.retainAll(next.headersOnTheWire());
        return common.size();
    }
}
