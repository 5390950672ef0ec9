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
package io.github.camelstomp2.binding;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers what was logged at WARN and need not be logged again. Used by any number of threads. */
final class ToldOnce {
    /** Names may come from data: remembering all of them would fill the memory, and logging them would fill the log. */
    private static final int MOST = 100;

    /** {@code null} until there is something to remember; for most endpoints there never is. */
    private volatile Set<String> told;

    /** Whether this was not logged before. */
    boolean isNew(String what) {
        Set<String> before = told();
        return before.size() < MOST && before.add(what);
    }

    private Set<String> told() {
        Set<String> known = told;
        return known == null ? begin() : known;
    }

    private synchronized Set<String> begin() {
        if (told == null) {
            told = ConcurrentHashMap.newKeySet();
        }
        return told;
    }
}
