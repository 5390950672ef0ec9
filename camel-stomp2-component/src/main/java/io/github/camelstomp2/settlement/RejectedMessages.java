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
package io.github.camelstomp2.settlement;

import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.session.Delivery;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The ids of the last refused messages, to recognise those that a broker delivers again in spite of the refusal. For
 * any thread.
 */
final class RejectedMessages {
    /** A refused message comes back before this many others were refused. */
    private static final int MOST = 1_000;

    private final Set<String> ids = Collections.newSetFromMap(new LinkedHashMap<String, Boolean>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    });

    /**
     * Notes that a message will be refused.
     *
     * @return whether it is the first time
     */
    synchronized boolean add(Delivery delivery) {
        String id = delivery.frame().headers().get(StompHeaderNames.MESSAGE_ID);
        return id == null || ids.add(id);
    }
}
