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
package io.github.camelstomp2.tools;

import io.github.camelstomp2.Stomp2Component;
import io.github.camelstomp2.Stomp2Configuration;
import java.util.Map;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;

/** The Camel context of one command: a consumer of the source, and a producer for the target. */
final class Brokers implements AutoCloseable {
    private static final String SOURCE = "stomp2";
    private static final String TARGET = "stomp2-target";
    private static final String ROUTE = "take";

    /** What is on its way is over before a context is stopped; nobody waits for what is not acknowledged. */
    private static final int STOP_SECONDS = 1;

    private final CamelContext context = new DefaultCamelContext();
    private final CommandLine line;
    private final Map<String, String> environment;

    Brokers(CommandLine line, Map<String, String> environment) {
        this.line = line;
        this.environment = environment;
        context.getShutdownStrategy().setTimeout(STOP_SECONDS);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        context.getShutdownStrategy().setSuppressLoggingOnTimeout(true);
        context.addComponent(SOURCE, component("broker", "username", "STOMP2_PASSWORD", "host"));
        if (isTwo()) {
            context.addComponent(
                    TARGET, component("target-broker", "target-username", "STOMP2_TARGET_PASSWORD", "target-host"));
        }
        context.start();
    }

    private boolean isTwo() {
        return line.has("target-broker");
    }

    private Stomp2Component component(String broker, String user, String password, String host) {
        Stomp2Component component = new Stomp2Component();
        component.setCamelContext(context);
        Stomp2Configuration options = component.getConfiguration();
        options.setBrokerURL(line.get(broker, "tcp://localhost:61613"));
        options.setUsername(line.get(user, null));
        options.setPassword(environment.get(password));
        options.setHost(line.get(host, null));
        options.setDjangoStomp(line.has("django-stomp"));
        options.setTestConnectionOnStartup(true);
        return component;
    }

    CamelContext context() {
        return context;
    }

    /** A producer whose messages each name their destination. */
    AsyncProducer producer() throws Exception {
        // Kinds and octets of bodies stay as they are: with djangoStomp=true they are JSON already.
        Endpoint endpoint = context.getEndpoint(
                (isTwo() ? TARGET : SOURCE) + ":queue/none?payload=" + payload() + "&sharedConnection=false");
        AsyncProducer producer = endpoint.createAsyncProducer();
        ServiceHelper.startService(producer);
        return producer;
    }

    private String payload() {
        return line.has("django-stomp") ? "bytes" : "auto";
    }

    /**
     * Begins to take messages out of a queue.
     *
     * @param prefetch how many messages may be on their way, or left where they are
     */
    void take(String destination, long prefetch, Transfer transfer) throws Exception {
        // A queue that is not there is a mistake, and not created.
        consume(destination, "declare=false&manualAck=true&prefetch=" + prefetch, transfer);
    }

    /** Begins to look at what is in a queue, or at what comes to a topic. */
    void look(String destination, Transfer transfer) throws Exception {
        consume(destination, isTopic(destination) ? "ackMode=auto" : "browse=true", transfer);
    }

    static boolean isTopic(String destination) {
        return destination.matches("/?topic[/:].*");
    }

    private void consume(String destination, String how, Transfer transfer) throws Exception {
        String selector = line.get("selector", null);
        // Nothing is answered, and nothing made a dead letter.
        String uri = SOURCE + ":" + destination + "?deadLetterMode=none&replyEnabled=false&payload=" + payload() + "&"
                + how + (selector == null ? "" : "&selector=RAW(" + selector + ")");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(ROUTE).process(transfer);
            }
        });
    }

    @Override
    public void close() {
        if (context.getRoute(ROUTE) != null) {
            ServiceHelper.stopService(context.getRoute(ROUTE).getConsumer());
        }
        context.stop();
    }
}
