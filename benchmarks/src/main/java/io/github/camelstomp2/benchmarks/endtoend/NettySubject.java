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
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.stomp.DefaultStompFrame;
import io.netty.handler.codec.stomp.StompCommand;
import io.netty.handler.codec.stomp.StompFrame;
import io.netty.handler.codec.stomp.StompHeaders;
import io.netty.handler.codec.stomp.StompSubframeAggregator;
import io.netty.handler.codec.stomp.StompSubframeDecoder;
import io.netty.handler.codec.stomp.StompSubframeEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;

/** Netty's own STOMP codec with the least around it: no route, no threads but the event loop, no reconnect. */
final class NettySubject implements Subject {

    @Override
    public boolean does(Scenario scenario) {
        return true;
    }

    @Override
    public AutoCloseable start(Scenario scenario, int port, int bodySize, LongAdder done) throws Exception {
        EventLoopGroup group = new NioEventLoopGroup(1);
        Channel channel = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel created) {
                        created.pipeline()
                                .addLast(new StompSubframeDecoder())
                                .addLast(new StompSubframeEncoder())
                                .addLast(new StompSubframeAggregator(1 << 20))
                                .addLast(new Client(scenario, bodySize, done));
                    }
                })
                .connect("127.0.0.1", port)
                .sync()
                .channel();
        return () -> {
            channel.close().sync();
            group.shutdownGracefully(0, 2, java.util.concurrent.TimeUnit.SECONDS)
                    .sync();
        };
    }

    private static final class Client extends SimpleChannelInboundHandler<StompFrame> {
        private final Scenario scenario;
        private final int bodySize;
        private final byte[] body;
        private final LongAdder done;
        private long number;

        Client(Scenario scenario, int bodySize, LongAdder done) {
            this.scenario = scenario;
            this.bodySize = bodySize;
            this.body = "x".repeat(bodySize).getBytes(StandardCharsets.US_ASCII);
            this.done = done;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            StompFrame connect = new DefaultStompFrame(StompCommand.CONNECT);
            connect.headers().set(StompHeaders.ACCEPT_VERSION, "1.2").set(StompHeaders.HOST, "127.0.0.1");
            context.writeAndFlush(connect);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, StompFrame frame) {
            switch (frame.command()) {
                case CONNECTED -> begin(context);
                case MESSAGE -> {
                    done.increment();
                    if (scenario == Scenario.CONSUME_ACK) {
                        StompFrame ack = new DefaultStompFrame(StompCommand.ACK);
                        ack.headers().set(StompHeaders.ID, frame.headers().get(StompHeaders.ACK));
                        context.write(ack);
                    }
                }
                case RECEIPT -> {
                    done.increment();
                    send(context);
                }
                default -> throw new IllegalStateException("unexpected: " + frame);
            }
        }

        private void begin(ChannelHandlerContext context) {
            if (scenario.consumes()) {
                StompFrame subscribe = new DefaultStompFrame(StompCommand.SUBSCRIBE);
                subscribe
                        .headers()
                        .set(StompHeaders.ID, "1")
                        .set(StompHeaders.DESTINATION, "/queue/" + scenario.queue(bodySize))
                        .set(StompHeaders.ACK, scenario == Scenario.CONSUME_AUTO ? "auto" : "client-individual");
                context.write(subscribe);
            } else {
                for (int i = 0; i < scenario.sendWindow(); i++) {
                    send(context);
                }
            }
            context.flush();
        }

        private void send(ChannelHandlerContext context) {
            StompFrame send = new DefaultStompFrame(StompCommand.SEND, Unpooled.wrappedBuffer(body));
            send.headers()
                    .set(StompHeaders.DESTINATION, "/queue/send")
                    .set(StompHeaders.RECEIPT, Long.toString(number++))
                    .set(StompHeaders.CONTENT_LENGTH, Integer.toString(bodySize));
            context.write(send);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }
    }
}
