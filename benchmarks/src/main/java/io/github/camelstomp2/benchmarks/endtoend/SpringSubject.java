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

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.messaging.simp.stomp.ReactorNettyTcpStompClient;
import org.springframework.messaging.simp.stomp.StompClientSupport;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompFrameHandler;
import org.springframework.messaging.simp.stomp.StompHeaders;
import org.springframework.messaging.simp.stomp.StompReactorNettyCodec;
import org.springframework.messaging.simp.stomp.StompSession;
import org.springframework.messaging.simp.stomp.StompSessionHandlerAdapter;
import org.springframework.messaging.tcp.reactor.ReactorNettyTcpClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.client.standard.StandardWebSocketClient;
import org.springframework.web.socket.messaging.WebSocketStompClient;

/**
 * Spring's STOMP client over TCP or WebSocket (that of Tomcat). It has no transactions; a send returns when its frame was
 * written.
 */
final class SpringSubject implements Subject {
    private static final int LARGEST_MESSAGE = 1 << 20;

    private final boolean webSocket;

    /** @param webSocket instead of TCP */
    SpringSubject(boolean webSocket) {
        this.webSocket = webSocket;
    }

    @Override
    public boolean does(Scenario scenario, Peers peer) {
        return !scenario.transacts()
                && scenario.concurrentConsumers() == 1
                && (!webSocket || OverWebSocket.does(scenario, peer));
    }

    @Override
    public AutoCloseable start(Work work, Tally tally) throws Exception {
        ThreadPoolTaskScheduler receiptTimeouts = new ThreadPoolTaskScheduler();
        receiptTimeouts.setDaemon(true);
        receiptTimeouts.setRemoveOnCancelPolicy(true);
        receiptTimeouts.initialize();
        StompHeaders connect = headers(work.connectHeaders());
        Failures failures = new Failures(tally);
        int port = work.peer().port();
        AutoCloseable client;
        CompletableFuture<StompSession> connected;
        if (webSocket) {
            WebSocketContainer container = ContainerProvider.getWebSocketContainer();
            container.setDefaultMaxBinaryMessageBufferSize(LARGEST_MESSAGE);
            container.setDefaultMaxTextMessageBufferSize(LARGEST_MESSAGE);
            WebSocketStompClient overWebSocket = new WebSocketStompClient(new StandardWebSocketClient(container));
            configure(overWebSocket, receiptTimeouts);
            overWebSocket.setInboundMessageSizeLimit(LARGEST_MESSAGE);
            overWebSocket.start();
            URI uri = URI.create("ws://" + PeerAddress.HOST + ":" + port + "/stomp");
            connected = overWebSocket.connectAsync(uri, new WebSocketHttpHeaders(), connect, failures);
            client = overWebSocket::stop;
        } else {
            ReactorNettyTcpStompClient overTcp = new ReactorNettyTcpStompClient(
                    new ReactorNettyTcpClient<>(PeerAddress.HOST, port, new StompReactorNettyCodec()));
            configure(overTcp, receiptTimeouts);
            connected = overTcp.connectAsync(connect, failures);
            client = overTcp::shutdown;
        }
        StompSession session = connected.get(10, TimeUnit.SECONDS);
        AutoCloseable working = work.scenario().consumes() ? consume(session, work, tally) : send(session, work, tally);
        return () -> {
            working.close();
            client.close();
            receiptTimeouts.shutdown();
        };
    }

    private static void configure(StompClientSupport client, ThreadPoolTaskScheduler receiptTimeouts) {
        client.setTaskScheduler(receiptTimeouts);
        client.setDefaultHeartbeat(new long[] {0, 0});
    }

    private static AutoCloseable consume(StompSession session, Work work, Tally tally) {
        session.subscribe(headers(work.subscribeHeaders()), new Consumer(session, work, tally));
        return () -> {};
    }

    private static Senders send(StompSession session, Work work, Tally tally) {
        byte[] body = work.body();
        Map<String, String> sendHeaders = work.sendHeaders();
        if (!work.scenario().confirms()) {
            return Senders.start(work.scenario(), tally, done -> {
                session.send(headers(sendHeaders), body);
                done.run();
            });
        }
        session.setAutoReceipt(true);
        return Senders.start(work.scenario(), tally, done -> session.send(headers(sendHeaders), body)
                .addReceiptTask(done));
    }

    /** A new object for each frame, since the session adds headers to it. */
    private static StompHeaders headers(Map<String, String> from) {
        StompHeaders headers = new StompHeaders();
        from.forEach(headers::set);
        return headers;
    }

    private static final class Consumer implements StompFrameHandler {
        private final StompSession session;
        private final Work work;
        private final Tally tally;
        private final byte[] body;
        private int count;

        Consumer(StompSession session, Work work, Tally tally) {
            this.session = session;
            this.work = work;
            this.tally = tally;
            this.body = work.body();
        }

        @Override
        public Type getPayloadType(StompHeaders headers) {
            return byte[].class;
        }

        @Override
        public void handleFrame(StompHeaders headers, Object payload) {
            switch (work.scenario()) {
                case BRIDGE -> bridge(headers);
                case CONSUME_ACK -> {
                    consumed(headers);
                    session.acknowledge(headers.getAck(), true);
                }
                case CONSUME_CLIENT -> {
                    consumed(headers);
                    if (++count % (Scenario.WINDOW / 2) == 0) {
                        session.acknowledge(headers.getAck(), true);
                    }
                }
                default -> consumed(headers);
            }
        }

        private void bridge(StompHeaders message) {
            StompHeaders send = headers(work.sendHeaders());
            send.setReceipt(message.getAck());
            session.send(send, body).addReceiptTask(() -> {
                consumed(message);
                session.acknowledge(message.getAck(), true);
            });
        }

        private void consumed(StompHeaders headers) {
            tally.consumed(headers, StompHeaders::getMessageId);
        }
    }

    private static final class Failures extends StompSessionHandlerAdapter {
        private final Tally tally;

        Failures(Tally tally) {
            this.tally = tally;
        }

        @Override
        public void handleFrame(StompHeaders headers, Object payload) {
            tally.failed(new IllegalStateException("ERROR " + headers));
        }

        @Override
        public void handleException(
                StompSession session, StompCommand command, StompHeaders headers, byte[] payload, Throwable exception) {
            tally.failed(exception);
        }
    }
}
