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

import static org.awaitility.Awaitility.await;

import io.github.camelstomp2.event.Stomp2Event;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;

/** The events of the component that a notifier of an application gets, with the thread of each. */
public final class ToldEvents extends EventNotifierSupport {
    private final Queue<Stomp2Event> events = new ConcurrentLinkedQueue<>();
    private final Queue<String> threads = new ConcurrentLinkedQueue<>();
    private final Queue<Consumer<Stomp2Event>> whenTold = new ConcurrentLinkedQueue<>();

    public static ToldEvents of(CamelContext context) {
        ToldEvents told = new ToldEvents();
        told.start();
        context.getManagementStrategy().addEventNotifier(told);
        return told;
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof Stomp2Event;
    }

    @Override
    public void notify(CamelEvent event) {
        threads.add(Thread.currentThread().getName());
        events.add((Stomp2Event) event);
        whenTold.forEach(action -> action.accept((Stomp2Event) event));
    }

    /** Does something on the thread of each event, as applications do. */
    public void whenTold(Consumer<Stomp2Event> action) {
        whenTold.add(action);
    }

    /** All so far. */
    public List<Stomp2Event> all() {
        return List.copyOf(events);
    }

    /** Their classes, in their order. */
    public List<Class<?>> kinds() {
        return events.stream().<Class<?>>map(Object::getClass).toList();
    }

    /** All of a kind so far. */
    public <T extends Stomp2Event> List<T> of(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The first of a kind, when it has come. */
    public <T extends Stomp2Event> T first(Class<T> kind) {
        await().atMost(Duration.ofSeconds(60)).until(() -> !of(kind).isEmpty());
        return of(kind).get(0);
    }

    public List<String> threads() {
        return List.copyOf(threads);
    }
}
