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

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.stomp.DefaultStompFrame;
import io.netty.handler.codec.stomp.StompCommand;
import io.netty.handler.codec.stomp.StompFrame;
import io.netty.handler.codec.stomp.StompHeaders;
import java.util.Map;

/** The last handler of a Netty pipeline: connects, and leaves the rest to a subclass. */
abstract class NettyClient extends SimpleChannelInboundHandler<StompFrame> {
    final Work work;
    final Tally tally;
    private final Map<String, String> sendHeaders;
    private final byte[] body;

    NettyClient(Work work, Tally tally) {
        this.work = work;
        this.tally = tally;
        this.sendHeaders = work.sendHeaders();
        this.body = work.body();
    }

    /** The client is connected; called on the event loop. */
    abstract void begin(ChannelHandlerContext context);

    /** Called on the event loop. */
    abstract void received(ChannelHandlerContext context, StompFrame frame);

    void stop() throws Exception {}

    @Override
    public final void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(frame(StompCommand.CONNECT, work.connectHeaders()));
    }

    @Override
    protected final void channelRead0(ChannelHandlerContext context, StompFrame frame) {
        switch (frame.command()) {
            case CONNECTED -> begin(context);
            case MESSAGE, RECEIPT -> received(context, frame);
            default -> tally.failed(new IllegalStateException(frame.command() + " " + frame.headers()));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public final void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        tally.failed(cause);
    }

    static StompFrame frame(StompCommand command, Map<String, String> headers) {
        StompFrame frame = new DefaultStompFrame(command);
        headers.forEach(frame.headers()::set);
        return frame;
    }

    final StompFrame send() {
        StompFrame send = new DefaultStompFrame(StompCommand.SEND, Unpooled.wrappedBuffer(body));
        sendHeaders.forEach(send.headers()::set);
        send.headers().setInt(StompHeaders.CONTENT_LENGTH, body.length);
        return send;
    }
}
