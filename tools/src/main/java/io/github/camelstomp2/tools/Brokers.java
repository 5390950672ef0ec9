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
import io.github.camelstomp2.Stomp2Consumer;
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
    private final BrokerOptions options;
    private final TargetOptions target;

    /**
     * @param target {@code null}, or without a broker: what is sent is sent to the same broker
     * @param environment has the passwords, and what the options do not say
     */
    Brokers(BrokerOptions options, TargetOptions target, Map<String, String> environment) {
        this.options = options;
        this.target = target;
        context.getShutdownStrategy().setTimeout(STOP_SECONDS);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        context.getShutdownStrategy().setSuppressLoggingOnTimeout(true);
        String broker = options.broker == null
                ? environment.getOrDefault("STOMP2_BROKER", "tcp://localhost:61613")
                : options.broker;
        String user = options.username == null ? environment.get("STOMP2_USERNAME") : options.username;
        context.addComponent(SOURCE, component(broker, user, environment.get("STOMP2_PASSWORD"), options.host));
        if (isTwo()) {
            context.addComponent(
                    TARGET,
                    component(target.broker, target.username, environment.get("STOMP2_TARGET_PASSWORD"), target.host));
        }
        context.start();
    }

    private boolean isTwo() {
        return target != null && target.broker != null;
    }

    private Stomp2Component component(String broker, String user, String password, String host) {
        Stomp2Component component = new Stomp2Component();
        component.setCamelContext(context);
        Stomp2Configuration configuration = component.getConfiguration();
        configuration.setBrokerURL(broker);
        configuration.setUsername(user);
        configuration.setPassword(password);
        configuration.setHost(host);
        configuration.setDjangoStomp(options.djangoStomp);
        configuration.setTestConnectionOnStartup(true);
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
        return options.djangoStomp ? "bytes" : "auto";
    }

    /**
     * Begins to take messages out of a queue.
     *
     * @param prefetch how many messages may be on their way, or left where they are
     * @param selector {@code null}: all messages
     */
    void take(String destination, long prefetch, String selector, Transfer transfer) throws Exception {
        // A queue that is not there is a mistake, and not created.
        consume(destination, "declare=false&manualAck=true&prefetch=" + prefetch, selector, transfer);
    }

    /** Begins to look at what is in a queue, or at what comes to a topic. */
    void look(String destination, String selector, Transfer transfer) throws Exception {
        consume(destination, isTopic(destination) ? "ackMode=auto" : "browse=true", selector, transfer);
    }

    static boolean isTopic(String destination) {
        return destination.matches("/?topic[/:].*");
    }

    private void consume(String destination, String how, String selector, Transfer transfer) throws Exception {
        // Nothing is answered, and nothing made a dead letter.
        String uri = SOURCE + ":" + inUri(destination) + "?deadLetterMode=none&replyEnabled=false&payload=" + payload()
                + "&" + how + (selector == null ? "" : "&selector=RAW(" + selector + ")");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(ROUTE).process(transfer);
            }
        });
    }

    /**
     * Else Camel would take {@code a%20b} for the queue {@code a b}, and what is in double braces for a property. It decodes
     * escapes twice.
     */
    private static String inUri(String destination) {
        return destination.replace("%", "%2525").replace("{", "%7B").replace("}", "%7D");
    }

    /** Whether there is a connection, and the broker has confirmed the subscription. */
    boolean isFlowing() {
        return context.getRoute(ROUTE) != null
                && context.getRoute(ROUTE).getConsumer() instanceof Stomp2Consumer consumer
                && consumer.getSubscriptionState().equals("FLOWING");
    }

    @Override
    public void close() {
        if (context.getRoute(ROUTE) != null) {
            ServiceHelper.stopService(context.getRoute(ROUTE).getConsumer());
        }
        context.stop();
    }
}
