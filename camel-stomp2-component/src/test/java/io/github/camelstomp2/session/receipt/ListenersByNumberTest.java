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
package io.github.camelstomp2.session.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.session.RecordedReceipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListenersByNumberTest {
    private final ListenersByNumber listeners = new ListenersByNumber();

    @Test
    void eachIsFoundOnce() {
        ReceiptListener one = new RecordedReceipt();
        listeners.put(1, one);

        assertThat(listeners.remove(2)).isNull();
        assertThat(listeners.remove(1)).isSameAs(one);
        assertThat(listeners.remove(1)).isNull();
    }

    @Test
    void oneThatWaitsLongIsFoundBehindManyOthers() {
        ReceiptListener slow = new RecordedReceipt();
        listeners.put(1, slow);
        for (int number = 2; number < 10_000; number++) {
            ReceiptListener quick = new RecordedReceipt();
            listeners.put(number, quick);
            assertThat(listeners.remove(number)).isSameAs(quick);
        }

        assertThat(listeners.remove(1)).isSameAs(slow);
        assertThat(listeners.takeAll()).isEmpty();
    }

    @Test
    void itKnowsTheSameAsAMapWhateverTheOrder() {
        Random random = new Random(12);
        Map<Long, ReceiptListener> model = new HashMap<>();
        List<Long> waiting = new ArrayList<>();
        long last = 0;
        for (int step = 0; step < 50_000; step++) {
            // Grows to some thousands, and shrinks again.
            if (random.nextInt(100) < (step < 25_000 ? 60 : 40)) {
                ReceiptListener listener = new RecordedReceipt();
                model.put(++last, listener);
                waiting.add(last);
                listeners.put(last, listener);
            } else if (!waiting.isEmpty()) {
                // Mostly one of the first that wait.
                int which = random.nextInt(10) > 0
                        ? random.nextInt(Math.min(5, waiting.size()))
                        : random.nextInt(waiting.size());
                long number = waiting.remove(which);
                assertThat(listeners.remove(number)).isSameAs(model.remove(number));
                assertThat(listeners.remove(number)).isNull();
            }
        }

        assertThat(listeners.takeAll()).containsExactlyInAnyOrderElementsOf(model.values());
        assertThat(listeners.takeAll()).isEmpty();
    }
}
