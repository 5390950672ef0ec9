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
package io.github.camelstomp2.connection;

import io.github.camelstomp2.client.StompConnection;

/**
 * The connection of a consumer: its own, or with {@code sharedConnection=true} a lease of the one that producers and
 * consumers with the same options share.
 */
public interface ConsumerConnection {
    /** The connection; it is started. */
    StompConnection connection();

    /** Ends the use of the connection. The last user closes it and waits for that, unless the whole context stops. */
    void close();
}
