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
package io.github.camelstomp2.client.websocket;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * The keys with which a client masks its frames: nobody can predict the next one (RFC 6455, 5.3 and 10.3), so that nobody who
 * chooses what is in a message chooses what a proxy sees. On its channel's event loop.
 */
final class MaskingKeys {
    /** One request to the source of random octets costs much more than the octets. */
    private static final int AT_ONCE = 512;

    private final SecureRandom random = new SecureRandom();
    private final ByteBuffer keys = ByteBuffer.allocate(AT_ONCE).limit(0);

    int next() {
        if (!keys.hasRemaining()) {
            random.nextBytes(keys.array());
            keys.clear();
        }
        return keys.getInt();
    }
}
