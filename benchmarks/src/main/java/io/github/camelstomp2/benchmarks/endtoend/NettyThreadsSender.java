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
import io.netty.handler.codec.stomp.StompFrame;
import io.netty.handler.codec.stomp.StompHeaders;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Sends from threads other than the event loop. */
final class NettyThreadsSender extends NettyClient {
    private final Map<String, Runnable> unconfirmed = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    private volatile Optional<Senders> senders = Optional.empty();

    NettyThreadsSender(Work work, Tally tally) {
        super(work, tally);
    }

    @Override
    void begin(ChannelHandlerContext context) {
        senders = Optional.of(Senders.start(work.scenario(), tally, done -> send(context, done)));
    }

    private void send(ChannelHandlerContext context, Runnable done) {
        StompFrame send = send();
        if (work.scenario().confirms()) {
            String id = Long.toString(number.incrementAndGet());
            unconfirmed.put(id, done);
            send.headers().set(StompHeaders.RECEIPT, id);
            context.writeAndFlush(send, context.voidPromise());
        } else {
            context.writeAndFlush(send).addListener(written -> done.run());
        }
    }

    @Override
    void received(ChannelHandlerContext context, StompFrame frame) {
        unconfirmed.remove(frame.headers().getAsString(StompHeaders.RECEIPT_ID)).run();
    }

    @Override
    void stop() throws Exception {
        if (senders.isPresent()) {
            senders.get().close();
        }
    }
}
