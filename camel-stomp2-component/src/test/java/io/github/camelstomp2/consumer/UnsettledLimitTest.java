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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnsettledLimitTest {
    private final AtomicInteger deadLetters = new AtomicInteger();
    private final UnsettledLimit limit = new UnsettledLimit(2, true, deadLetters::get);
    private final List<String> entered = new ArrayList<>();

    @Test
    void thereAreSoManyPlacesAndDeadLettersTakeOneEach() {
        assertThat(limit.enter()).isTrue();
        deadLetters.set(1);
        assertThat(limit.enter()).isFalse();
        assertThat(limit.undecided()).isEqualTo(1);
        deadLetters.set(0);
        assertThat(limit.enter()).isTrue();
        assertThat(limit.enter()).isFalse();
    }

    @Test
    void whoWaitsIsCalledInOrderWhenThereIsAPlace() {
        limit.enter();
        limit.enter();
        limit.await(() -> entered.add(limit.enter() ? "first" : "no"));
        limit.await(() -> entered.add(limit.enter() ? "second" : "no"));
        assertThat(entered).isEmpty();
        limit.leave();
        limit.mayEnter();
        assertThat(entered).containsExactly("first");
    }

    @Test
    void whoWaitsWhenAPlaceHasJustBecomeFreeIsCalledAtOnce() {
        limit.await(() -> entered.add("called"));
        assertThat(entered).containsExactly("called");
    }

    @Test
    void whereMessagesInProcessDoNotCountOnlyDeadLettersDo() {
        UnsettledLimit free = new UnsettledLimit(1, false, deadLetters::get);
        assertThat(free.enter()).isTrue();
        assertThat(free.enter()).isTrue();
        deadLetters.set(1);
        assertThat(free.enter()).isFalse();
    }
}
