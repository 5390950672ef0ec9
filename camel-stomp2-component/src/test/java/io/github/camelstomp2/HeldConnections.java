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
package io.github.camelstomp2;

import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.connection.ProducerConnection;

/** What endpoints and consumers hold of connections, which they show to nobody but their own package. */
public final class HeldConnections {

    private HeldConnections() {}

    /** The connection of a consumer that is started. */
    public static StompConnection of(Stomp2Consumer consumer) {
        return consumer.connection();
    }

    /** A lease of the connection on which the endpoint sends, to be closed. */
    public static ProducerConnection ofProducers(Stomp2Endpoint endpoint) {
        return endpoint.resources().acquire("test", endpoint.connections().producers());
    }

    /** A lease of the connection on which the consumers of the endpoint answer requests, to be closed. */
    public static ProducerConnection ofReplies(Stomp2Endpoint endpoint) {
        return endpoint.resources().acquireForReplies(endpoint.connections());
    }

    /** What all connections of the endpoint are told, as a text. */
    public static String optionsOf(Stomp2Endpoint endpoint) {
        return endpoint.connections().common().toString();
    }
}
