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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Netty's STOMP codec with as little code as possible around it. Waiting sends and requests are completed on the event
 * loop, in the order of the answers.
 */
final class NettyLatency implements LatencyClient {
    private final EventLoopGroup group = new NioEventLoopGroup(1);
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final byte[] body = "x".repeat(BODY_SIZE).getBytes(StandardCharsets.US_ASCII);
    private final Channel channel;
    private long number;

    NettyLatency(int port) throws InterruptedException {
        channel = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel created) {
                        created.pipeline()
                                .addLast(new StompSubframeDecoder())
                                .addLast(new StompSubframeEncoder())
                                .addLast(new StompSubframeAggregator(1 << 20))
                                .addLast(new Answers());
                    }
                })
                .connect("127.0.0.1", port)
                .sync()
                .channel();
        StompFrame connect = new DefaultStompFrame(StompCommand.CONNECT);
        connect.headers().set(StompHeaders.ACCEPT_VERSION, "1.2").set(StompHeaders.HOST, "127.0.0.1");
        channel.write(connect);
        StompFrame subscribe = new DefaultStompFrame(StompCommand.SUBSCRIBE);
        subscribe.headers().set(StompHeaders.ID, "1").set(StompHeaders.DESTINATION, REPLIES);
        channel.writeAndFlush(subscribe).sync();
    }

    @Override
    public void send(Runnable confirmed) {
        StompFrame send = frame("/queue/send");
        send.headers().set(StompHeaders.RECEIPT, Long.toString(number++));
        write(send, confirmed);
    }

    @Override
    public void request(Runnable replied) {
        StompFrame send = frame(ECHO);
        send.headers().set("reply-to", REPLIES).set("correlation-id", Long.toString(number++));
        write(send, replied);
    }

    private StompFrame frame(String destination) {
        StompFrame frame = new DefaultStompFrame(StompCommand.SEND, Unpooled.wrappedBuffer(body));
        frame.headers()
                .set(StompHeaders.DESTINATION, destination)
                .set(StompHeaders.CONTENT_LENGTH, Integer.toString(body.length));
        return frame;
    }

    private void write(StompFrame frame, Runnable done) {
        waiting.add(done);
        channel.writeAndFlush(frame);
    }

    @Override
    public void close() throws InterruptedException {
        channel.close().sync();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).sync();
    }

    private final class Answers extends SimpleChannelInboundHandler<StompFrame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, StompFrame frame) {
            if (frame.command() != StompCommand.CONNECTED) {
                waiting.remove().run();
            }
        }
    }
}
