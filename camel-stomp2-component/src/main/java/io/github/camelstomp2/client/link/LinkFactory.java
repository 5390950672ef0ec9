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
package io.github.camelstomp2.client.link;

import io.github.camelstomp2.client.log.FrameLog;
import io.github.camelstomp2.client.log.TrafficFigures;
import io.github.camelstomp2.client.log.TrafficHandler;
import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.security.ConnectPreparation;
import io.github.camelstomp2.client.security.Entrance;
import io.github.camelstomp2.client.security.Prepared;
import io.github.camelstomp2.client.transport.NettyTransport;
import io.github.camelstomp2.client.websocket.WebSocketPipeline;
import io.github.camelstomp2.codec.StompFrameDecoder;
import io.github.camelstomp2.codec.StompFrameEncoder;
import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.SessionState;
import io.github.camelstomp2.session.connect.ConnectRequest;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;

/** Makes links: the pipeline of handlers, and the attempt to connect. */
public final class LinkFactory {
    private final String name;
    private final StompClientOptions options;
    private final NettyTransport transport;
    private final EventLoop eventLoop;
    private final ConnectPreparation preparation;
    private final Entrance entrance;
    private final TrafficFigures figures;

    /**
     * Makes links whose frames nobody counts.
     *
     * @param name what the connections are for, as logs show it
     */
    public LinkFactory(String name, StompClientOptions options, NettyTransport transport, EventLoop eventLoop) {
        this(name, options, transport, eventLoop, new TrafficFigures());
    }

    /**
     * @param name what the connections are for, as logs show it
     * @param figures counts what is read and written
     */
    LinkFactory(
            String name,
            StompClientOptions options,
            NettyTransport transport,
            EventLoop eventLoop,
            TrafficFigures figures) {
        this.name = name;
        this.options = options;
        this.transport = transport;
        this.eventLoop = eventLoop;
        this.preparation = new ConnectPreparation(options, transport.mayBlock(), eventLoop);
        this.entrance = new Entrance(options, transport);
        this.figures = figures;
    }

    /** Makes a link that is opened later; its connect timeout begins now. */
    public StompLink create(BrokerAddress address, ConnectRequest request, StompLink.Owner owner) {
        return new StompLink(address, options.protocol(), request, options.connectTimeout(), eventLoop, owner);
    }

    /**
     * Begins to connect. In any case the owner's {@code linkDown} is called in the end.
     *
     * @param requests makes the CONNECT of the link, with the credentials of this attempt
     * @param traffic told when data was read or can be written
     */
    public void open(StompLink link, ConnectRequests requests, LinkListener.Traffic traffic) {
        preparation.of(link.address(), new ConnectPreparation.Attempt() {
            @Override
            public boolean isOver() {
                return link.session().state() == SessionState.CLOSED;
            }

            @Override
            public void ready(Prepared prepared) {
                requests.authenticate(link.session(), prepared);
                connect(link, prepared, traffic);
            }

            @Override
            public void failed(StompException why) {
                link.end(why);
            }
        });
    }

    private void connect(StompLink link, Prepared prepared, LinkListener.Traffic traffic) {
        BrokerAddress address = link.address();
        new Bootstrap()
                .group(eventLoop)
                .channel(transport.channelType())
                .resolver(entrance.resolver())
                .attr(FrameLog.CONNECTION, name)
                .attr(LinkSocket.FIGURES, figures)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        options.connectTimeout().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                // With Netty's default of sixteen reads, workers would wait while small messages are read. With one
                // read, each large message would wake a worker.
                .option(ChannelOption.RCVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(4))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        try {
                            entrance.addTo(channel.pipeline(), address, prepared.tls());
                            fill(channel.pipeline(), link, prepared, traffic);
                        } catch (StompException e) {
                            link.end(e);
                            channel.close();
                        }
                    }
                })
                .connect(InetSocketAddress.createUnresolved(address.host(), address.port()))
                .addListener(attempt -> {
                    if (!attempt.isSuccess()) {
                        link.end(NettyFailures.toStomp(address, attempt.cause()));
                    }
                });
    }

    private void fill(ChannelPipeline pipeline, StompLink link, Prepared prepared, LinkListener.Traffic traffic) {
        BrokerAddress address = link.address();
        StompLimits limits = options.protocol().limits();
        if (address.isWebSocket()) {
            WebSocketPipeline.add(pipeline, address, options.protocol(), prepared.webSocket(options.webSocket()));
        }
        pipeline.addLast("traffic", new TrafficHandler(figures))
                .addLast(LinkSocket.DECODER, new StompFrameDecoder(limits, address.isWebSocket()))
                .addLast("encoder", new StompFrameEncoder(limits, address.isWebSocket()));
        if (address.isWebSocket()) {
            WebSocketPipeline.addBehind(pipeline, address);
        }
        pipeline.addLast("link", new LinkHandler(link, traffic, figures));
    }
}
