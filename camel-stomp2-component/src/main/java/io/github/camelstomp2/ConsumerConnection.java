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

/** The connection of a consumer: its own, or with {@code sharedConnection=true} the one of all that have its options. */
final class ConsumerConnection {
    private final Stomp2Endpoint endpoint;
    private final StompConnection connection;

    /**
     * Begins to connect.
     *
     * @param name what an own connection is for, as logs show it
     */
    ConsumerConnection(Stomp2Endpoint endpoint, String name) {
        this.endpoint = endpoint;
        Stomp2Component component = endpoint.component();
        if (isShared()) {
            connection = component
                    .producerConnections()
                    .acquire("stomp2 producers and consumers", endpoint.producerOptions());
        } else {
            connection = new StompConnection(name, endpoint.consumerOptions(), component.transport());
            connection.start();
        }
    }

    private boolean isShared() {
        return endpoint.getConfiguration().isSharedConnection();
    }

    StompConnection get() {
        return connection;
    }

    /** Says goodbye, unless others go on with it; waits for that, unless the context stops as a whole. */
    void close() {
        Stomp2Component component = endpoint.component();
        component
                .goodbyes()
                .await(
                        isShared()
                                ? component
                                        .producerConnections()
                                        .release(endpoint.producerOptions(), Stomp2Component.GOODBYE)
                                : connection.stop(Stomp2Component.GOODBYE));
    }
}
