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
package io.github.camelstomp2.consumer.dispatch;

import io.github.camelstomp2.session.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;

/** Keeps what was processed; asynchronously if it is told to. */
final class RecordedProcessing implements DeliveryDispatcher.Handler {
    final List<String> begun = Collections.synchronizedList(new ArrayList<>());
    final Queue<Runnable> unfinished = new ArrayDeque<>();
    boolean asynchronous;
    int idle;

    @Override
    public boolean process(Delivery delivery, Runnable ended) {
        begun.add(Deliveries.body(delivery));
        if (asynchronous) {
            unfinished.add(ended);
        }
        return !asynchronous;
    }

    @Override
    public void idle() {
        idle++;
    }
}
