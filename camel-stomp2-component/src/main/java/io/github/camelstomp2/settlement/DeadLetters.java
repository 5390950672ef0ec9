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
package io.github.camelstomp2.settlement;

import io.github.camelstomp2.DeadLetterMode;
import io.github.camelstomp2.Stomp2Configuration;
import io.github.camelstomp2.binding.Stomp2Binding;
import io.github.camelstomp2.broker.DestinationOverlap;
import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.options.DestinationOptions;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The target for failed messages of an endpoint, with the endpoint of {@code deadLetterUri} if there is one. */
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final DeadLetterTarget target;

    /** {@code null}: dead letters go to the broker. */
    private final DeadLetterEndpoint other;

    /**
     * Dead letters go to another Camel endpoint.
     *
     * @param other stopped by {@link #close}
     * @param connection on which the messages come
     */
    public static DeadLetters to(
            DeadLetterEndpoint other, StompConnection connection, Stomp2Binding binding, Executor workers) {
        return new DeadLetters(new EndpointDeadLetterTarget(other, connection, binding, workers), connection, other);
    }

    /**
     * Dead letters go to queues of the broker from which the messages come.
     *
     * @param connection on which the messages come
     * @param binding made for the first dead letter
     * @param options what is wanted of the broker
     */
    public static DeadLetters toBroker(
            StompConnection connection,
            Supplier<Stomp2Binding> binding,
            Stomp2Configuration configuration,
            DestinationOptions options,
            Executor workers) {
        Supplier<DeadLetterTarget> making = () -> new BrokerDeadLetterTarget(
                connection,
                binding.get(),
                configuration.getHeaderFilterStrategy(),
                configuration.getDeadLetterPrefix(),
                configuration.getMaxSendFrameSize());
        return new DeadLetters(new SureDeadLetterTarget(making, connection, options, workers), connection, null);
    }

    private DeadLetters(DeadLetterTarget target, StompConnection connection, DeadLetterEndpoint other) {
        this.target = new WholeDeadLetterTarget(target, connection);
        this.other = other;
    }

    /** Logs a warning if a destination (a wildcard) may include the queues of its own dead letters. */
    public static void warnOfOwnLetters(String destination, Stomp2Configuration configuration) {
        String anyName = destination.substring(destination.lastIndexOf('/') + 1).replaceAll("[*>#]", "any");
        String letters = "/queue/" + configuration.getDeadLetterPrefix() + anyName;
        boolean made = configuration.getDeadLetterMode() == DeadLetterMode.CLIENT && !configuration.isBrowse();
        if (made && !destination.endsWith(anyName) && DestinationOverlap.exists(destination, letters)) {
            LOG.warn(
                    "{} may match the queues of its own dead letters too, such as {}. If it does on this broker, dead letters"
                            + " come to this route again, and those that fail come again and again. Set deadLetterUri, or a"
                            + " deadLetterPrefix of queues that it does not match",
                    destination,
                    letters);
        }
    }

    /** The target for dead letters. */
    public DeadLetterTarget target() {
        return target;
    }

    public void close() {
        if (other != null) {
            other.close();
        }
    }
}
