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
import io.github.camelstomp2.client.StompClientOptions;
import java.util.Objects;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.URISupport;

/** The endpoint of {@code deadLetterUri}: found, checked and started when its consumer starts. */
final class DeadLetterEndpoint {
    private final Endpoint endpoint;
    private final AsyncProducer producer;

    /**
     * Starts the endpoint, too: Camel itself starts what is looked up while a context starts only when all routes run. It
     * stays started, since others may use it.
     *
     * @throws IllegalArgumentException naming the option and what is wrong with it
     */
    DeadLetterEndpoint(Stomp2Endpoint consumed) {
        String uri = consumed.getConfiguration().getDeadLetterUri();
        try {
            endpoint = endpoint(consumed.getCamelContext(), uri);
            ServiceHelper.startService(endpoint);
            refuseLoop(consumed, endpoint);
            refuseTransaction(endpoint);
            producer = endpoint.createAsyncProducer();
            ServiceHelper.startService(producer);
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "deadLetterUri=" + URISupport.sanitizeUri(uri) + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Also one of the registry, {@code #name}, which Camel would look up only for options that are no text. */
    private static Endpoint endpoint(CamelContext context, String uri) {
        Object named = uri.startsWith("#") ? CamelContextHelper.mandatoryLookup(context, uri.substring(1)) : uri;
        return named instanceof Endpoint known
                ? known
                : Objects.requireNonNull(context.getEndpoint(named.toString()), "no component has this scheme");
    }

    private static void refuseLoop(Stomp2Endpoint consumed, Endpoint target) {
        if (target instanceof Stomp2Endpoint letters
                && isSameBroker(consumed.clientOptions(), letters.clientOptions())
                && DestinationOverlap.exists(consumed.getDestination(), letters.getDestination())) {
            throw new IllegalArgumentException("what is sent to " + letters.getDestination()
                    + " comes to this consumer of " + consumed.getDestination()
                    + " again, without end; name a destination that it does not consume");
        }
    }

    /** The dead letter is not sent before its exchange is completed, and the original would be acknowledged before. */
    private static void refuseTransaction(Endpoint target) {
        if (target instanceof Stomp2Endpoint letters
                && letters.getConfiguration().isTransacted()) {
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

    /** One that serves a single exchange at a time; letters may come from several threads. */
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
