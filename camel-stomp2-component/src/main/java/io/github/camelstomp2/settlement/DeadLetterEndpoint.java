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

import io.github.camelstomp2.broker.DestinationOverlap;
import io.github.camelstomp2.client.options.StompClientOptions;
import java.util.Objects;
import java.util.function.Function;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.URISupport;

/** The endpoint of the option {@code deadLetterUri}: looked up, checked and started when its consumer starts. */
public final class DeadLetterEndpoint {
    /**
     * Where an endpoint of this component sends to, or consumes from.
     *
     * @param broker the broker and identity
     * @param transacted whether sends wait for the end of their exchange
     */
    public record Place(String destination, StompClientOptions broker, boolean transacted) {}

    private final Endpoint endpoint;
    private final AsyncProducer producer;

    /**
     * Looks up and starts the endpoint. Camel itself would start an endpoint that is looked up during the start of a
     * context only after all routes run. The endpoint is not stopped here, since others may use it.
     *
     * @param consumed where the failed messages come from
     * @param places where an endpoint sends to; {@code null} for an endpoint of another component
     * @throws IllegalArgumentException naming the option and what is wrong with it
     */
    public DeadLetterEndpoint(CamelContext context, String uri, Place consumed, Function<Endpoint, Place> places) {
        try {
            endpoint = endpoint(context, uri);
            ServiceHelper.startService(endpoint);
            Place letters = places.apply(endpoint);
            if (letters != null) {
                refuseLoop(consumed, letters);
                refuseTransaction(letters);
            }
            producer = endpoint.createAsyncProducer();
            ServiceHelper.startService(producer);
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "deadLetterUri=" + URISupport.sanitizeUri(uri) + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Also finds an endpoint of the registry, {@code #name}; Camel would look that up only for options that are not
     * text.
     */
    private static Endpoint endpoint(CamelContext context, String uri) {
        Object named = uri.startsWith("#") ? CamelContextHelper.mandatoryLookup(context, uri.substring(1)) : uri;
        return named instanceof Endpoint known
                ? known
                : Objects.requireNonNull(context.getEndpoint(named.toString()), "no component has this scheme");
    }

    private static void refuseLoop(Place consumed, Place letters) {
        if (isSameBroker(consumed.broker(), letters.broker())
                && DestinationOverlap.exists(consumed.destination(), letters.destination())) {
            throw new IllegalArgumentException(
                    "what is sent to " + letters.destination() + " comes to this consumer of " + consumed.destination()
                            + " again, without end; name a destination that it does not consume");
        }
    }

    /**
     * With a transacted endpoint, the dead letter would be sent after its exchange is completed, and the original would
     * be acknowledged before that.
     */
    private static void refuseTransaction(Place letters) {
        if (letters.transacted()) {
            throw new IllegalArgumentException("a dead letter is sent by itself; leave out transacted=true");
        }
    }

    private static boolean isSameBroker(StompClientOptions one, StompClientOptions other) {
        return virtualHost(one).equals(virtualHost(other))
                && one.brokers().addresses().stream().anyMatch(other.brokers().addresses()::contains);
    }

    private static String virtualHost(StompClientOptions options) {
        return Objects.requireNonNullElse(options.identity().host(), "/");
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Sends a dead letter.
     *
     * @param ended called when it is safe, or when the exchange holds an exception
     */
    void send(Exchange letter, Runnable ended) {
        if (endpoint.isSingletonProducer()) {
            producer.process(letter, doneSync -> ended.run());
        } else {
            sendByOwnProducer(letter, ended);
        }
    }

    /**
     * Uses a producer of its own, for an endpoint whose producer handles one exchange at a time; dead letters may come
     * from several threads.
     */
    private void sendByOwnProducer(Exchange letter, Runnable ended) {
        AsyncProducer own;
        try {
            own = endpoint.createAsyncProducer();
        } catch (Exception e) {
            letter.setException(e);
            ended.run();
            return;
        }
        ServiceHelper.startService(own);
        own.process(letter, doneSync -> {
            ServiceHelper.stopAndShutdownService(own);
            ended.run();
        });
    }

    void close() {
        ServiceHelper.stopAndShutdownService(producer);
    }
}
