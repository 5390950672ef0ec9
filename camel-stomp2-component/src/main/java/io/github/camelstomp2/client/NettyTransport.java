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
package io.github.camelstomp2.client;

import io.github.camelstomp2.broker.BrokerDialect;
import io.github.camelstomp2.broker.BrokerDialects;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What connections share: the event loop threads, the resolver of host names, and what was learned about the brokers.
 * Thread-safe. To be closed after its connections.
 */
public final class NettyTransport implements AutoCloseable {
    // Encoding and decoding is all that event loops do here; one of them keeps several brokers busy.
    private static final int EVENT_LOOPS =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));

    private final EventLoopGroup eventLoops;
    private final ExecutorService resolverThreads;
    private final AddressResolverGroup<InetSocketAddress> resolver;
    private final LostContents lostContents = new LostContents();
    private final Map<BrokerAddress, BrokerDialect> guesses = new ConcurrentHashMap<>();
    private final BrokerArrivals arrivals = new BrokerArrivals();

    /**
     * @param threadName begins the names of its threads
     */
    public NettyTransport(String threadName) {
        this(threadName, InetAddress::getAllByName);
    }

    NettyTransport(String threadName, OffLoopResolverGroup.Lookup lookup) {
        eventLoops = new NioEventLoopGroup(EVENT_LOOPS, new DefaultThreadFactory(threadName, true));
        resolverThreads = Executors.newCachedThreadPool(new DefaultThreadFactory(threadName + "-dns", true));
        resolver = new OffLoopResolverGroup(resolverThreads, lookup);
    }

    EventLoop nextEventLoop() {
        return eventLoops.next();
    }

    Class<? extends Channel> channelType() {
        return NioSocketChannel.class;
    }

    AddressResolverGroup<InetSocketAddress> resolver() {
        return resolver;
    }

    /** What has ended connections: a message may come again on any of them. */
    LostContents lostContents() {
        return lostContents;
    }

    /** What an earlier attempt told about the broker there; the generic dialect when there was none. */
    BrokerDialect guess(BrokerAddress address) {
        return guesses.getOrDefault(address, BrokerDialects.GENERIC);
    }

    /** Keeps for later attempts, also of other connections, what the broker there seems to be. */
    void learn(BrokerAddress address, BrokerDialect dialect) {
        guesses.put(address, dialect);
    }

    /** By which connections tell one another that a broker is back. */
    BrokerArrivals arrivals() {
        return arrivals;
    }

    /** Ends the threads; does not wait for them. */
    @Override
    public void close() {
        resolver.close();
        resolverThreads.shutdown();
        eventLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS);
    }
}
