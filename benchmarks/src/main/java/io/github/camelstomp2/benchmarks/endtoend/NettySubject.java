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
package io.github.camelstomp2.benchmarks.endtoend;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.stomp.StompSubframeAggregator;
import io.netty.handler.codec.stomp.StompSubframeDecoder;
import io.netty.handler.codec.stomp.StompSubframeEncoder;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.util.concurrent.TimeUnit;

/**
 * Netty's STOMP codec with as little code as possible around it: no route, no threads but the event loop, no reconnect.
 */
final class NettySubject implements Subject {
    private static final int LONGEST_BODY = 1 << 20;

    @Override
    public boolean does(Scenario scenario, Peers peer) {
        return true;
    }

    @Override
    public AutoCloseable start(Work work, Tally tally) throws Exception {
        EventLoopGroup group = new NioEventLoopGroup(1);
        NettyClient client = client(work, tally);
        Channel channel = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel created) {
                        created.pipeline()
                                .addLast(new FlushConsolidationHandler(Scenario.WINDOW, true))
                                .addLast(new StompSubframeDecoder())
                                .addLast(new StompSubframeEncoder())
                                .addLast(new StompSubframeAggregator(LONGEST_BODY))
                                .addLast(client);
                    }
                })
                .connect(PeerAddress.HOST, work.peer().port())
                .sync()
                .channel();
        return () -> {
            client.stop();
            channel.close().sync();
            group.shutdownGracefully(0, 2, TimeUnit.SECONDS).sync();
        };
    }

    private static NettyClient client(Work work, Tally tally) {
        if (work.scenario().consumes()) {
            return new NettyConsumer(work, tally);
        }
        boolean fromThreads = work.scenario().threads() > 1 || !work.scenario().confirms();
        return fromThreads ? new NettyThreadsSender(work, tally) : new NettyLoopSender(work, tally);
    }
}
