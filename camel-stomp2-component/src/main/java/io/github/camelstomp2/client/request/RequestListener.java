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
package io.github.camelstomp2.client.request;

import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;

/**
 * Is told how a request ended. Exactly one method is called, once, on the connection's event loop; it must not block,
 * and passes its work to another thread.
 */
public interface RequestListener {
    /** The reply came. The broker may not have confirmed the request yet. */
    void replied(StompFrame reply);

    /**
     * There will be no reply.
     *
     * @param failure {@link io.github.camelstomp2.protocol.StompReplyLostException}: the broker has the request; {@link
     *     io.github.camelstomp2.protocol.StompUnconfirmedException}: it is not known; any other: the broker does not
     *     have it
     */
    void failed(StompException failure);

    /**
     * No reply came in time.
     *
     * @param what the missing answer, and what is known of the request
     */
    void timedOut(String what);
}
