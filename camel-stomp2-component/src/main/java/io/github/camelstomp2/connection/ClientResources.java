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
package io.github.camelstomp2.connection;

import io.github.camelstomp2.client.StompConnection;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.options.TlsSource;
import io.github.camelstomp2.client.transport.NettyTransport;
import io.github.camelstomp2.observation.Durations;
import io.github.camelstomp2.observation.EventNotices;
import io.github.camelstomp2.observation.MeterAccess;
import io.github.camelstomp2.observation.Meters;
import io.github.camelstomp2.observation.Timing;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * The resources that all endpoints of a component share: network threads, worker threads, the connections of producers,
 * TLS contexts and the names in use. Started and stopped with the component; thread-safe in between.
 */
public final class ClientResources {
    /** How long worker threads may take to finish after their routes were stopped. */
    private static final Duration LAST_STEPS = Duration.ofMillis(500);

    private final TlsContexts tls = new TlsContexts();
    private final EqualOptions<StompClientOptions> clientOptions = new EqualOptions<>();
    private final EqualOptions<ConnectionOptions> connectionOptions = new EqualOptions<>();
    private final NamesInUse names = new NamesInUse();
    private final ConnectionRegister register = new ConnectionRegister();
    private final EventNotices events = new EventNotices();
    private final Durations confirmed = new Durations();
    private volatile String name = "stomp2";
    private Meters meters = Meters.NONE;
    private volatile Timing confirmations = Timing.NONE;
    private boolean named;
    private boolean metered;
    private NettyTransport transport;
    private ProducerConnections producers;
    private ProducerConnections replies;
    private ExecutorService workers;
    private Goodbyes goodbyes;

    /**
     * Starts the threads.
     *
     * @param owner the component, for which Camel makes the worker threads
     */
    public void start(CamelContext camel, Object owner) {
        transport = new NettyTransport("Camel (" + camel.getName() + ") Stomp2Netty", events);
        goodbyes = new Goodbyes(camel);
        producers = new ProducerConnections(transport, goodbyes, register);
        replies = new ProducerConnections(transport, goodbyes, register);
        workers = camel.getExecutorServiceManager().newCachedThreadPool(owner, "Stomp2Worker");
        if (workers instanceof ThreadPoolExecutor pool) {
            // Tasks are rejected only after the stop. Nobody waits for them then, and their messages stay with the
            // broker.
            pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        }
        events.start(camel, workers);
        meterAgain(camel);
    }

    /** Closes the remaining connections and ends the threads. Does nothing if nothing was started. */
    public void stop(CamelContext camel) {
        if (transport != null) {
            // Producers of a ProducerTemplate may outlive the component, so their connections are closed here.
            goodbyes.awaitAll(producers.stopAll());
            goodbyes.awaitAll(replies.stopAll());
            transport.close();
            endMeters();
            // Routes had Camel's shutdown timeout to finish. A route that still runs is interrupted.
            camel.getExecutorServiceManager().shutdownGraceful(workers, LAST_STEPS.toMillis());
        }
    }

    /** The component has this name in its context: logs and meters show it. */
    public synchronized void named(CamelContext camel, String componentName) {
        name = componentName;
        named = true;
        events.named(componentName);
        if (!metered) {
            meter(camel);
        }
    }

    /** The endpoints of a component that was stopped are there when it starts again: nobody says its name then. */
    private synchronized void meterAgain(CamelContext camel) {
        if (named && !metered) {
            meter(camel);
        }
    }

    private void meter(CamelContext camel) {
        metered = true;
        meters = MeterAccess.metersOf(camel, "component", name);
        ConnectionMeters.bind(meters, register);
        confirmations = meters.timing(
                "camel.stomp2.sends.confirmation",
                "Time of a send until its broker has confirmed it, without transactions and requests",
                confirmed);
        if (meters != Meters.NONE) {
            register.time();
        }
    }

    private synchronized void endMeters() {
        metered = false;
        meters.close();
    }

    /** Measures how long sends take until they are confirmed. */
    public Timing confirmations() {
        return confirmations;
    }

    /** The name of the component. */
    public String name() {
        return name;
    }

    /** Tells what happens to the event notifiers of the context. */
    public EventNotices events() {
        return events;
    }

    /** The connections that are there. */
    public ConnectionRegister register() {
        return register;
    }

    /** The threads on which routes run. There are as many as needed at a time; idle ones end. */
    public ExecutorService workers() {
        return workers;
    }

    /**
     * Takes a lease of the producers' connection with these options, which is made for the first lease. Does not wait.
     *
     * @param what the purpose of the connection; logs show it behind the component's name
     */
    public ProducerConnection acquire(String what, StompClientOptions options) {
        return producers.acquire(name + " " + what, options);
    }

    /**
     * Takes a lease of the connection for the replies of consumers, which is made for the first lease. Does not wait. It is not
     * the producers' connection: whoever sends a request chooses where its reply goes, and a broker may end a connection because
     * of that.
     */
    public ProducerConnection acquireForReplies(ConnectionOptions options) {
        return options.shared()
                ? acquire("producers and consumers", options.producers())
                : replies.acquire(name + " replies", options.producers());
    }

    /**
     * Begins to connect for a consumer, or shares the producers' connection. Does not wait.
     *
     * @param what the purpose of an own connection; logs show it behind the component's name
     */
    public ConsumerConnection connect(ConnectionOptions options, String what) {
        if (options.shared()) {
            return acquire("producers and consumers", options.producers());
        }
        StompConnection own = new StompConnection(name + " " + what, options.consumers(), transport);
        register.add(own);
        own.start();
        return new OwnConnection(own, goodbyes, register);
    }

    /** The producers' connection with these options; {@code null} if nobody uses one. */
    public StompConnection find(StompClientOptions options) {
        ProducerConnections current = producers;
        return current == null ? null : current.find(options);
    }

    /** How many replies came over the producers' connection with these options for which no request waited any more. */
    public long lateReplies(StompClientOptions options) {
        StompConnection connection = find(options);
        return connection == null ? 0 : connection.lateReplies();
    }

    /** The names that only one consumer at a time can have. */
    public NamesInUse names() {
        return names;
    }

    /** Equal options as one object, which endpoints may share. */
    public StompClientOptions shared(StompClientOptions options) {
        return clientOptions.of(options);
    }

    /** As {@link #shared(StompClientOptions)}. */
    public ConnectionOptions shared(ConnectionOptions options) {
        return connectionOptions.of(options);
    }

    /**
     * The reader of some TLS parameters: one for all endpoints with the same parameters, so that these can share
     * connections.
     *
     * @param parameters {@code null}: the default of the JVM
     * @return {@code null}: the default of the JVM
     * @throws Exception if a context cannot be made of the parameters
     */
    public TlsSource tls(CamelContext camel, SSLContextParameters parameters) throws Exception {
        return parameters == null ? null : tls.of(camel, parameters);
    }
}
