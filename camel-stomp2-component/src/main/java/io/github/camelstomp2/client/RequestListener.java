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
package io.github.camelstomp2.client;

import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;

/**
 * Learns how a request ended: exactly one of these is called, once, on the connection's event loop, and must hand over to
 * another thread and return at once.
 */
public interface RequestListener {
    /** The reply came; perhaps before the broker has confirmed the request. */
    void replied(StompFrame reply);

    /**
     * There will be no reply.
     *
     * @param failure {@link io.github.camelstomp2.protocol.StompReplyLostException}: the broker has the request; {@link
     *     io.github.camelstomp2.protocol.StompUnconfirmedException}: unknown; any other: the broker does not have it
     */
    void failed(StompException failure);

    /**
     * No reply came in time.
     *
     * @param what did not come, and what became of the request
     */
    void timedOut(String what);
}
