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
import io.github.camelstomp2.client.options.StompClientOptions;

/**
 * A connection that producers with equal options share, its limits, and the number of its leases. The lock of {@link
 * ProducerConnections} guards the number.
 */
final class KeptConnection {
    final StompClientOptions options;
    final StompConnection connection;
    final SendRoom sends = new SendRoom();
    final SendRoom requests = SendRoom.ofRequests();
    int leases;

    KeptConnection(StompClientOptions options, StompConnection connection) {
        this.options = options;
        this.connection = connection;
    }
}
