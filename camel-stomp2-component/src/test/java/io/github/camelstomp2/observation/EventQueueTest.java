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
package io.github.camelstomp2.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.event.Stomp2Event;
import io.github.camelstomp2.event.Stomp2SubscriptionRestoredEvent;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Queue<Runnable> workers = new ArrayDeque<>();
    private final EventNotices notices = new EventNotices();

    @BeforeEach
    void start() {
        context.start();
        notices.start(context, workers::add);
        notices.named("stomp2");
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private void runWorkers() {
        for (Runnable next = workers.poll(); next != null; next = workers.poll()) {
            next.run();
        }
    }

    private void tell(int number) {
        notices.subscriptionRestored("/queue/" + number, "route");
    }

    @Test
    void withoutANotifierNothingIsMadeAndNoThreadIsWoken() {
        context.getManagementStrategy().getStartedEventNotifiers().clear();
        tell(1);
        assertThat(notices.areWanted()).isFalse();
        assertThat(workers).isEmpty();
    }

    @Test
    void eventsThatComeTogetherNeedOneThreadAndKeepTheirOrder() {
        ToldEvents told = ToldEvents.of(context);
        tell(1);
        tell(2);
        assertThat(workers).hasSize(1);
        runWorkers();
        tell(3);
        runWorkers();
        assertThat(told.of(Stomp2SubscriptionRestoredEvent.class))
                .extracting(Stomp2SubscriptionRestoredEvent::getDestination)
                .containsExactly("/queue/1", "/queue/2", "/queue/3");
    }

    @Test
    void whatANotifierDoesNotTakeInTimeIsDroppedAndLaterEventsAreTold() {
        ToldEvents told = ToldEvents.of(context);
        for (int i = 0; i < 1_500; i++) {
            tell(i);
        }
        runWorkers();
        assertThat(told.all()).hasSize(1_000);
        tell(2_000);
        runWorkers();
        assertThat(told.all())
                .hasSize(1_001)
                .last()
                .extracting(Stomp2Event::toString)
                .asString()
                .contains("/queue/2000");
    }
}
