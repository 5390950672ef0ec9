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

import io.github.camelstomp2.broker.DestinationOverlap;
import io.github.camelstomp2.client.StompConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the failed messages of an endpoint go, with the endpoint of {@code deadLetterUri} if there is one. */
final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(Stomp2Consumer.class);

    private final FailurePolicy.DeadLetterTarget target;
    private final DeadLetterEndpoint other;

    /**
     * @param connection over which the messages come
     */
    DeadLetters(Stomp2Endpoint endpoint, StompConnection connection) {
        Stomp2Configuration configuration = endpoint.getConfiguration();
        if (configuration.getDeadLetterUri() != null) {
            other = new DeadLetterEndpoint(endpoint);
            target = new EndpointDeadLetterTarget(
                    other, connection, endpoint.binding(), endpoint.component().workers());
        } else {
            other = null;
            warnOfOwnLetters(endpoint.getDestination(), configuration);
            target = new SureDeadLetterTarget(
                    () -> new StompDeadLetterTarget(
                            connection,
                            endpoint.binding(),
                            configuration.getHeaderFilterStrategy(),
                            configuration.getDeadLetterPrefix()),
                    connection,
                    endpoint.options(),
                    endpoint.component().workers());
        }
    }

    private static void warnOfOwnLetters(String destination, Stomp2Configuration configuration) {
        String anyName = destination.substring(destination.lastIndexOf('/') + 1).replaceAll("[*>#]", "any");
        String letters = "/queue/" + configuration.getDeadLetterPrefix() + anyName;
        boolean made = configuration.getDeadLetterMode() == DeadLetterMode.CLIENT && !configuration.isBrowse();
        if (made && !destination.endsWith(anyName) && DestinationOverlap.exists(destination, letters)) {
            LOG.warn(
                    "{} may stand for the queues of its own dead letters too, as {}: where the broker reads it so, they come"
                            + " to this route, and those that fail there again and again. Set deadLetterUri, or a"
                            + " deadLetterPrefix of queues for which it does not stand",
                    destination,
                    letters);
        }
    }

    /** Where they go. */
    FailurePolicy.DeadLetterTarget target() {
        return target;
    }

    void close() {
        if (other != null) {
            other.close();
        }
    }
}
