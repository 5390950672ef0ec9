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
 * Decides what happens to the frames of one connection. It passes a frame on by writing it to the given wire. Several
 * interceptors form a chain, in which each has the next one as its wire.
 *
 * <p>Each direction has a thread of its own.
 */
public interface Interceptor {
    /** The client wrote a frame. */
    default void fromClient(Frame frame, Wire wire) {
        wire.toBroker(frame);
    }

    /** The broker wrote a frame. */
    default void fromBroker(Frame frame, Wire wire) {
        wire.toClient(frame);
    }

    /** The connection has ended. Called once. */
    default void ended(Wire wire) {}
}
