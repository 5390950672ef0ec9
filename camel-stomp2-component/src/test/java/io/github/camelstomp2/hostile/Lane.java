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
package io.github.camelstomp2.hostile;

import io.github.camelstomp2.testbed.ScriptedBroker;
import io.github.camelstomp2.testbed.ScriptedConnection;
import io.github.camelstomp2.testbed.WireFrame;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A scripted broker of one version and a Camel context that speaks with it. */
final class Lane implements AutoCloseable {
    final String version;
    final ScriptedBroker broker = ScriptedBroker.start();
    final DefaultCamelContext context = new DefaultCamelContext();
    private int endpoints;
    private final ProducerTemplate template = context.createProducerTemplate();

    Lane(String version) {
        this.version = version;
        context.getShutdownStrategy().setTimeout(5);
        context.start();
    }

    /** An endpoint of the broker with options whose values need not be fit for a URI. */
    Endpoint endpoint(String destination, Map<String, Object> options) {
        // Camel knows an endpoint by its URI alone, without these options: each has a timeout of its own.
        int confirmTimeout = 30_000 + ++endpoints;
        String uri = "stomp2:" + destination + "?brokerURL=tcp://" + broker.host() + ":" + broker.port() + "&version="
                + version + "&confirmTimeout=" + confirmTimeout + "&reconnectDelay=30s&reconnectMaxDelay=30s";
        return context.getEndpoint(uri, new HashMap<>(options));
    }

    /** Sends; what comes of it is in the exchange. */
    CompletableFuture<Exchange> send(Endpoint endpoint, Processor message) {
        return template.asyncSend(endpoint, message).orTimeout(30, TimeUnit.SECONDS);
    }

    /** Adds a route; returns its id. */
    String consume(Endpoint from, Processor processor) throws Exception {
        String id = "route-" + endpoints;
        consume(from, id, processor);
        return id;
    }

    void consume(Endpoint from, String routeId, Processor processor) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId(routeId).process(processor);
            }
        });
    }

    /** Ends a route whose broker answers no more. */
    void end(String routeId) throws Exception {
        context.getRouteController().stopRoute(routeId, 1, TimeUnit.SECONDS);
        context.removeRoute(routeId);
    }

    /** Accepts the next connection and its CONNECT. */
    ScriptedConnection accept() {
        ScriptedConnection connection = broker.accept();
        connection.handshake(version);
        return connection;
    }

    /** The octets from a position on, each as one character. */
    static String since(ScriptedConnection connection, int position) {
        byte[] all = connection.received();
        return new String(Arrays.copyOfRange(all, position, all.length), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** All headers of a frame; one that came twice is a failure. */
    static Map<String, String> headers(WireFrame frame) {
        Map<String, String> headers = new TreeMap<>();
        frame.headers().forEach(header -> {
            if (headers.put(header.name(), header.value()) != null) {
                throw new AssertionError("a header came twice:\n" + frame);
            }
        });
        return headers;
    }

    @Override
    public void close() {
        // First the broker: nobody would answer the DISCONNECT of those that are still connected.
        broker.close();
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(100);
        context.stop();
    }
}
