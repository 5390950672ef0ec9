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
package io.github.camelstomp2.chaos.wire;

/**
 * Both ends of one connection, for an interceptor between them. Thread-safe. Writing fails with {@link
 * java.io.UncheckedIOException} when the connection has ended.
 */
public interface Wire {
    /** The number of the connection, unique within a run. */
    int link();

    /** Writes a frame to the broker, as if the client had written it. */
    void toBroker(Frame frame);

    /** Writes a frame to the client, as if the broker had written it. */
    void toClient(Frame frame);

    /**
     * Sends what was written. Needed only outside of calls of an {@link Interceptor}; after such a call it happens
     * automatically.
     */
    void flush();
}
