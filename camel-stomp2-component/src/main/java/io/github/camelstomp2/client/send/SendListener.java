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
package io.github.camelstomp2.client.send;

import io.github.camelstomp2.protocol.StompException;
import org.jspecify.annotations.Nullable;

/**
 * Is told how a send ended. Called exactly once, on the connection's event loop; it must not block, and passes its work
 * to another thread.
 */
@FunctionalInterface
public interface SendListener {
    /**
     * The send has ended.
     *
     * @param failure {@code null}: the broker has the message (or, without a receipt, it was written to the socket);
     *     {@link io.github.camelstomp2.protocol.StompUnconfirmedException}: it is not known; any other: the broker does
     *     not have it
     */
    void ended(@Nullable StompException failure);
}
