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
package io.github.camelstomp2.producer;

/**
 * A task that continues an exchange; it is added to a queue once. It is its own entry of the queue, to save an object.
 */
public abstract class Continuation implements Runnable {
    /** The next entry; for {@link ContinuationQueue} only. */
    Continuation next;

    static Continuation of(Runnable task) {
        return new Continuation() {
            @Override
            public void run() {
                task.run();
            }
        };
    }
}
