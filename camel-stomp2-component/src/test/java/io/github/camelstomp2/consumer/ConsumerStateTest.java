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
package io.github.camelstomp2.consumer;

import static io.github.camelstomp2.consumer.ConsumerState.DRAINING;
import static io.github.camelstomp2.consumer.ConsumerState.STARTED;
import static io.github.camelstomp2.consumer.ConsumerState.STARTING;
import static io.github.camelstomp2.consumer.ConsumerState.STOPPED;
import static io.github.camelstomp2.consumer.ConsumerState.STOPPING;
import static io.github.camelstomp2.consumer.ConsumerState.SUSPENDED;
import static io.github.camelstomp2.consumer.ConsumerState.SUSPENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConsumerStateTest {
    private static final Map<ConsumerState, Set<ConsumerState>> ALLOWED = Map.of(
            STOPPED, EnumSet.of(STARTING),
            STARTING, EnumSet.of(STARTED, STOPPING),
            STARTED, EnumSet.of(DRAINING, SUSPENDING, STOPPING),
            DRAINING, EnumSet.of(STARTED, SUSPENDED, STOPPING),
            SUSPENDING, EnumSet.of(STARTED, SUSPENDED, STOPPING),
            SUSPENDED, EnumSet.of(STARTED, STOPPING),
            STOPPING, EnumSet.of(STOPPED));

    static Stream<Arguments> pairs() {
        return Arrays.stream(ConsumerState.values())
                .flatMap(from -> Arrays.stream(ConsumerState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void aStateIsFollowedByThoseOfTheTableAndByNoOther(ConsumerState from, ConsumerState to) {
        if (ALLOWED.get(from).contains(to)) {
            assertThat(from.mayBecome(to)).isTrue();
            assertThat(from.then(to)).isSameAs(to);
        } else {
            assertThat(from.mayBecome(to)).isFalse();
            assertThatIllegalStateException()
                    .isThrownBy(() -> from.then(to))
                    .withMessage("a consumer that is %s cannot become %s", from, to);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STARTING", "STARTED"})
    void aConsumerThatStartsOrIsStartedTakesAllThatComes(ConsumerState state) {
        assertThat(state.takesAll()).isTrue();
        assertThat(state.endsWhenIdle()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"DRAINING", "SUSPENDING"})
    void aConsumerThatIsBeingSuspendedEndsItsSubscriptionWhenNothingIsInProcess(ConsumerState state) {
        assertThat(state.takesAll()).isFalse();
        assertThat(state.endsWhenIdle()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"SUSPENDED", "STOPPING", "STOPPED"})
    void aConsumerWithoutSubscriptionTakesNothing(ConsumerState state) {
        assertThat(state.takesAll()).isFalse();
        assertThat(state.endsWhenIdle()).isFalse();
    }
}
