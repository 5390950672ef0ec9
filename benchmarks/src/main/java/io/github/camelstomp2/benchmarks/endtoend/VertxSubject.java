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

import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.stomp.Command;
import io.vertx.ext.stomp.Frame;
import io.vertx.ext.stomp.StompClient;
import io.vertx.ext.stomp.StompClientConnection;
import io.vertx.ext.stomp.StompClientOptions;
import io.vertx.ext.stomp.utils.Headers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The STOMP client of Vert.x. It does not report when an unconfirmed message was written, so that nothing could stop
 * such sends from filling the memory.
 */
final class VertxSubject implements Subject {
    /** With a handler for receipts it would ask for one. */
    private static final @Nullable Handler<AsyncResult<Frame>> NO_RECEIPT = null;

    @Override
    public boolean does(Scenario scenario, Peers peer) {
        return scenario.concurrentConsumers() == 1 && (scenario.consumes() || scenario.confirms());
    }

    @Override
    public AutoCloseable start(Work work, Tally tally) throws Exception {
        Vertx vertx = Vertx.vertx();
        StompClientOptions options = new StompClientOptions()
                .setHost(PeerAddress.HOST)
                .setPort(work.peer().port())
                .setHeartbeat(new io.vertx.core.json.JsonObject().put("x", 0).put("y", 0));
        if (work.peer().isReal()) {
            options.setLogin(PeerAddress.LOGIN)
                    .setPasscode(PeerAddress.LOGIN)
                    .setVirtualHost(work.peer().virtualHost());
        }
        StompClientConnection connection = StompClient.create(vertx, options)
                .connect()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        connection.errorHandler(frame -> tally.failed(new IllegalStateException(frame.toString())));
        AutoCloseable working =
                work.scenario().consumes() ? consume(connection, work, tally) : send(connection, work, tally);
        return () -> {
            working.close();
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        };
    }

    private static AutoCloseable consume(StompClientConnection connection, Work work, Tally tally) {
        Map<String, String> headers = headers(work.subscribeHeaders());
        Buffer body = Buffer.buffer(work.body());
        Handler<Frame> handler =
                switch (work.scenario()) {
                    case CONSUME_ACK ->
                        frame -> {
                            consumed(tally, frame);
                            connection.ack(frame.getHeader("ack"), NO_RECEIPT);
                        };
                    case CONSUME_CLIENT -> new HalfWindows(tally, connection);
                    case BRIDGE ->
                        frame -> connection.send(null, headers(work.sendHeaders()), body, receipt -> {
                            consumed(tally, frame);
                            connection.ack(frame.getHeader("ack"), NO_RECEIPT);
                        });
                    default -> frame -> consumed(tally, frame);
                };
        connection.subscribe(headers.remove("destination"), headers, handler);
        return () -> {};
    }

    private static void consumed(Tally tally, Frame frame) {
        tally.consumed(frame, message -> message.getHeader("message-id"));
    }

    private static Senders send(StompClientConnection connection, Work work, Tally tally) {
        Buffer body = Buffer.buffer(work.body());
        Map<String, String> sendHeaders = work.sendHeaders();
        AtomicLong transactions = new AtomicLong();
        return Senders.start(work.scenario(), tally, done -> {
            Handler<AsyncResult<Frame>> confirmed = receipt -> done.run();
            if (!work.scenario().transacts()) {
                connection.send(null, headers(sendHeaders), body, confirmed);
                return;
            }
            String transaction = Long.toString(transactions.incrementAndGet());
            connection.beginTX(transaction, NO_RECEIPT);
            for (int i = 0; i < work.scenario().batch(); i++) {
                Map<String, String> headers = headers(sendHeaders);
                headers.put("transaction", transaction);
                connection.send(new Frame(Command.SEND, headers, body), NO_RECEIPT);
            }
            connection.commit(transaction, confirmed);
        });
    }

    /** A new object for each frame, since the connection adds headers to it. */
    private static Map<String, String> headers(Map<String, String> headers) {
        return Headers.create(headers);
    }

    /** Acknowledges cumulatively, half a window at a time. */
    private static final class HalfWindows implements Handler<Frame> {
        private final Tally tally;
        private final StompClientConnection connection;
        private int count;

        HalfWindows(Tally tally, StompClientConnection connection) {
            this.tally = tally;
            this.connection = connection;
        }

        @Override
        public void handle(Frame frame) {
            consumed(tally, frame);
            if (++count % (Scenario.WINDOW / 2) == 0) {
                connection.ack(frame.getHeader("ack"), NO_RECEIPT);
            }
        }
    }
}
