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
package io.github.camelstomp2.tools;

import java.util.function.Consumer;
import org.apache.camel.Exchange;

/** Where the messages of a command go. */
interface Outlet extends AutoCloseable {

    /**
     * Sends a message.
     *
     * @param consumed is not changed
     * @param destination where a broker puts it
     * @param done is told {@code null} when the message is safe there, or why it is not; on any thread, also at once
     */
    void send(Exchange consumed, String destination, Consumer<Throwable> done);

    /** Makes safe what is not yet; called every few milliseconds. */
    default void flush() {}

    /** Whether nobody wants more. */
    default boolean isClosed() {
        return false;
    }

    @Override
    default void close() {}
}
