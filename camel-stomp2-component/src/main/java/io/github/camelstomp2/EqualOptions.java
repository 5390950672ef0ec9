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
package io.github.camelstomp2;

import io.github.camelstomp2.client.StompClientOptions;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Options of connections, of those that are equal one: a thousand endpoints of a broker have them once. Kept for as long as
 * an endpoint has them. Thread-safe.
 */
final class EqualOptions {
    private final Map<StompClientOptions, WeakReference<StompClientOptions>> known = new WeakHashMap<>();

    /** The first of those that equal these. */
    synchronized StompClientOptions of(StompClientOptions options) {
        WeakReference<StompClientOptions> reference = known.get(options);
        StompClientOptions first = reference == null ? null : reference.get();
        if (first == null) {
            known.put(options, new WeakReference<>(options));
            return options;
        }
        return first;
    }
}
