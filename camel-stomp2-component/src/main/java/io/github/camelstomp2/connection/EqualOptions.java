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
package io.github.camelstomp2.connection;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Replaces equal options by one object, so that a thousand endpoints of a broker hold them once. The object is kept as
 * long as an endpoint uses it. Thread-safe.
 */
final class EqualOptions<T> {
    private final Map<T, WeakReference<T>> known = new WeakHashMap<>();

    /** The object that is kept for options equal to these. */
    synchronized T of(T options) {
        WeakReference<T> reference = known.get(options);
        T first = reference == null ? null : reference.get();
        if (first == null) {
            known.put(options, new WeakReference<>(options));
            return options;
        }
        return first;
    }
}
