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

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.stomp.StompCommand;
import io.netty.handler.codec.stomp.StompFrame;
import io.netty.handler.codec.stomp.StompHeaders;
import java.util.Map;

/** Consumes and bridges on the event loop; acknowledges cumulatively once for each read from the socket. */
final class NettyConsumer extends NettyClient {
    private String last = "";

    NettyConsumer(Work work, Tally tally) {
        super(work, tally);
    }

    @Override
    void begin(ChannelHandlerContext context) {
        StompFrame subscribe = frame(StompCommand.SUBSCRIBE, work.subscribeHeaders());
        subscribe.headers().set(StompHeaders.ID, "1");
        context.writeAndFlush(subscribe);
    }

    @Override
    void received(ChannelHandlerContext context, StompFrame frame) {
        if (frame.command() == StompCommand.RECEIPT) {
            String id = frame.headers().getAsString(StompHeaders.RECEIPT_ID);
            tally.consumed(id, itself -> itself);
            ack(context, id);
            return;
        }
        switch (work.scenario()) {
            case BRIDGE, BRIDGE_64 -> {
                StompFrame send = send();
                // the receipt id says which message to acknowledge
                send.headers().set(StompHeaders.RECEIPT, frame.headers().get(StompHeaders.ACK));
                context.write(send);
            }
            case CONSUME_ACK -> {
                consumed(frame);
                ack(context, frame.headers().getAsString(StompHeaders.ACK));
            }
            case CONSUME_CLIENT -> {
                consumed(frame);
                last = frame.headers().getAsString(StompHeaders.ACK);
            }
            default -> consumed(frame);
        }
    }

    private void consumed(StompFrame frame) {
        tally.consumed(frame, message -> message.headers().getAsString(StompHeaders.MESSAGE_ID));
    }

    private static void ack(ChannelHandlerContext context, String id) {
        context.write(frame(StompCommand.ACK, Map.of("id", id)));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!last.isEmpty()) {
            ack(context, last);
            last = "";
        }
        super.channelReadComplete(context);
    }
}
