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
package io.github.camelstomp2.route;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.AsyncCallback;

/** The end of a step of a route; it is reported once only. */
class OnceEnded extends AtomicBoolean implements AsyncCallback {
    private static final long serialVersionUID = 1L;

    private final transient AsyncCallback callback;

    OnceEnded(AsyncCallback callback) {
        this.callback = callback;
    }

    @Override
    public final void done(boolean doneSync) {
        if (compareAndSet(false, true)) {
            end(doneSync);
        }
    }

    void end(boolean doneSync) {
        callback.done(doneSync);
    }
}
