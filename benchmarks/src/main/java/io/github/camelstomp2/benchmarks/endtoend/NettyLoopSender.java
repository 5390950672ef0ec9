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

/** Sends on the event loop: each receipt triggers the next send. */
final class NettyLoopSender extends NettyClient {
    private long number;

    NettyLoopSender(Work work, Tally tally) {
        super(work, tally);
    }

    @Override
    void begin(ChannelHandlerContext context) {
        for (int i = 0; i < work.scenario().window(); i++) {
            next(context);
        }
        context.flush();
    }

    @Override
    void received(ChannelHandlerContext context, StompFrame frame) {
        tally.sent(work.scenario().batch());
        next(context);
    }

    private void next(ChannelHandlerContext context) {
        String id = Long.toString(number++);
        if (!work.scenario().transacts()) {
            StompFrame send = send();
            send.headers().set(StompHeaders.RECEIPT, id);
            context.write(send);
            return;
        }
        context.write(frame(StompCommand.BEGIN, Map.of("transaction", id)));
        for (int i = 0; i < work.scenario().batch(); i++) {
            StompFrame send = send();
            send.headers().set(StompHeaders.TRANSACTION, id);
            context.write(send);
        }
        context.write(frame(StompCommand.COMMIT, Map.of("transaction", id, "receipt", id)));
    }
}
