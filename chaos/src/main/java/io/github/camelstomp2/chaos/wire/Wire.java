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
 * Both ends of one connection, for those who stand between them. Thread-safe. Writing fails with
 * {@link java.io.UncheckedIOException} when the connection is gone.
 */
public interface Wire {
    /** The number of the connection, of its own within a run. */
    int link();

    /** Writes a frame to the broker, as if the client had. */
    void toBroker(Frame frame);

    /** Writes a frame to the client, as if the broker had. */
    void toClient(Frame frame);

    /**
     * Has what was written leave now. Only for those who write at a time of their own: during a call of an
     * {@link Interceptor} it happens by itself.
     */
    void flush();
}
