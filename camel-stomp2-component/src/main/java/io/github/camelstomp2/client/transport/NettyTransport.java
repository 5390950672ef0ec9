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
package io.github.camelstomp2.client.transport;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.dialects.BrokerDialects;
import io.github.camelstomp2.client.options.BrokerAddress;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The resources that connections share: event loop threads, the resolver of host names, and what was learned about
 * brokers. Thread-safe. To be closed after its connections.
 */
public final class NettyTransport implements AutoCloseable {
    // Event loops only encode and decode here; one of them is enough for several brokers.
    private static final int EVENT_LOOPS =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));

    private final EventLoopGroup eventLoops;
    private final ExecutorService resolverThreads;
    private final ExecutorService blockingThreads;
    private final AddressResolverGroup<InetSocketAddress> resolver;
    private final OpenSslContexts openSsl = new OpenSslContexts();
    private final LostContents lostContents = new LostContents();
    private final Map<BrokerAddress, BrokerDialect> guesses = new ConcurrentHashMap<>();
    private final BrokerArrivals arrivals = new BrokerArrivals();
    private final ConnectionEvents events;

    /** @param threadName the beginning of its threads' names */
    public NettyTransport(String threadName) {
        this(threadName, ConnectionEvents.NONE);
    }

    /** @param events is told what happens to its connections */
    public NettyTransport(String threadName, ConnectionEvents events) {
        this(threadName, InetAddress::getAllByName, events);
    }

    public NettyTransport(String threadName, OffLoopResolverGroup.Lookup lookup) {
        this(threadName, lookup, ConnectionEvents.NONE);
    }

    private NettyTransport(String threadName, OffLoopResolverGroup.Lookup lookup, ConnectionEvents events) {
        this.events = events;
        eventLoops = new NioEventLoopGroup(EVENT_LOOPS, new DefaultThreadFactory(threadName, true));
        resolverThreads = Executors.newCachedThreadPool(new DefaultThreadFactory(threadName + "-dns", true));
        blockingThreads = Executors.newCachedThreadPool(new DefaultThreadFactory(threadName + "-connect", true));
        resolver = new OffLoopResolverGroup(resolverThreads, lookup);
    }

    public EventLoop nextEventLoop() {
        return eventLoops.next();
    }

    public Class<? extends Channel> channelType() {
        return NioSocketChannel.class;
    }

    public AddressResolverGroup<InetSocketAddress> resolver() {
        return resolver;
    }

    /** Threads for questions before an attempt to connect that may block. */
    public Executor mayBlock() {
        return blockingThreads;
    }

    /** The TLS of OpenSSL. */
    public OpenSslContexts openSsl() {
        return openSsl;
    }

    /** The contents that ended connections. They are shared, since such a message may come again on any connection. */
    public LostContents lostContents() {
        return lostContents;
    }

    /** The dialect of this broker that an earlier attempt found; the generic dialect if there was none. */
    public BrokerDialect guess(BrokerAddress address) {
        return guesses.getOrDefault(address, BrokerDialects.GENERIC);
    }

    /** Remembers the dialect of this broker for later attempts of all connections. */
    public void learn(BrokerAddress address, BrokerDialect dialect) {
        guesses.put(address, dialect);
    }

    /** Tells waiting connections that a broker is back. */
    public BrokerArrivals arrivals() {
        return arrivals;
    }

    /** Is told what happens to its connections. */
    public ConnectionEvents events() {
        return events;
    }

    /** Ends the threads. Does not wait for them. */
    @Override
    public void close() {
        resolver.close();
        resolverThreads.shutdown();
        blockingThreads.shutdownNow();
        eventLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    }
}
