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
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.service.ServiceHelper;

/** Where the failed messages of an endpoint go, with the producer of {@code deadLetterUri} if there is one. */
final class DeadLetters {
    private final FailurePolicy.DeadLetterTarget target;
    private final AsyncProducer producer;

    /**
     * @param connection over which the messages come
     */
    DeadLetters(Stomp2Endpoint endpoint, StompConnection connection) throws Exception {
        Stomp2Configuration configuration = endpoint.getConfiguration();
        if (configuration.getDeadLetterUri() != null) {
            Endpoint other = endpoint.getCamelContext().getEndpoint(configuration.getDeadLetterUri());
            producer = other.createAsyncProducer();
            ServiceHelper.startService(producer);
            target = new EndpointDeadLetterTarget(
                    other,
                    producer,
                    connection,
                    endpoint.binding(),
                    endpoint.component().workers());
        } else {
            producer = null;
            target = brokersQueue(endpoint, connection);
        }
    }

    private static FailurePolicy.DeadLetterTarget brokersQueue(Stomp2Endpoint endpoint, StompConnection connection) {
        String destination = endpoint.getDestination();
        String prefix = endpoint.getConfiguration().getDeadLetterPrefix();
        return Stomp2Destination.isDeadLetterQueue(destination, prefix)
                ? null
                : new StompDeadLetterTarget(
                        connection,
                        endpoint.binding(),
                        endpoint.getConfiguration().getHeaderFilterStrategy(),
                        Stomp2Destination.deadLetterQueue(destination, prefix));
    }

    /** {@code null}: there is none, failed messages go back to the broker. */
    FailurePolicy.DeadLetterTarget target() {
        return target;
    }

    void close() {
        ServiceHelper.stopAndShutdownService(producer);
    }
}
