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
package io.github.camelstomp2.client.websocket;

import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the WebSocket when the socket is connected, or TLS agreed upon; holds back the news of that, by which STOMP
 * begins, until the server has agreed. On its channel's event loop.
 */
final class WebSocketHandshake extends ChannelInboundHandlerAdapter {
    private final BrokerAddress address;
    private final WebSocketRequest request;
    private final WebSocketWriter writer;
    private Runnable whenOpen = () -> {};
    private @Nullable HttpResponse agreed;

    WebSocketHandshake(BrokerAddress address, WebSocketRequest request, WebSocketWriter writer) {
        this.address = address;
        this.request = request;
        this.writer = writer;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (ctx.pipeline().get(SslHandler.class) == null) {
            begin(ctx, ctx::fireChannelActive);
        } else {
            ctx.fireChannelActive();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent tls && tls.isSuccess()) {
            begin(ctx, () -> ctx.fireUserEventTriggered(event));
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    private void begin(ChannelHandlerContext ctx, Runnable open) {
        whenOpen = open;
        request.handshake(ctx.channel()).addListener(written -> {
            if (!written.isSuccess() && ctx.channel().isActive()) {
                ctx.fireExceptionCaught(written.cause());
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof HttpObject)) {
            ctx.fireChannelRead(message);
            return;
        }
        try {
            if (message instanceof HttpResponse response) {
                answered(ctx, response);
            }
            HttpResponse agreement = agreed;
            if (message instanceof LastHttpContent && agreement != null) {
                open(ctx, agreement);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void answered(ChannelHandlerContext ctx, HttpResponse response) {
        if (response.decoderResult().isFailure()) {
            fail(ctx, "this is no HTTP server: its answer cannot be read");
        } else if (!HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status())) {
            ctx.fireExceptionCaught(HandshakeRefusal.of(address, response, request::withoutSecrets));
            ctx.close();
        } else if (!response.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT)) {
            fail(ctx, "the answer lacks Sec-WebSocket-Accept: this is no WebSocket server");
        } else {
            agreed = response;
        }
    }

    private void open(ChannelHandlerContext ctx, HttpResponse agreement) {
        agreed = null;
        try {
            finish(ctx, agreement);
        } catch (RuntimeException e) {
            fail(ctx, words(String.valueOf(e.getMessage())));
            return;
        }
        whenOpen.run();
        ctx.pipeline().remove(this);
    }

    /** Netty's, but without keys: they differ in each attempt, and an outage that goes on says nothing new. */
    private static String words(String said) {
        return said.startsWith("Invalid challenge")
                ? "the answer has a Sec-WebSocket-Accept that is not for this request; it is from a cache, or this is no"
                        + " WebSocket server"
                : PrintableText.of(said);
    }

    private void finish(ChannelHandlerContext ctx, HttpResponse agreement) {
        Deflation deflation = request.extensions(agreement.headers());
        request.finishHandshake(ctx.channel(), withSubProtocol(agreement));
        writer.opened(request.reader(), deflation);
    }

    /** A server need not choose one; Netty wants that it does. */
    private FullHttpResponse withSubProtocol(HttpResponse response) {
        String chosen = response.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
        if (chosen == null || chosen.isBlank()) {
            String first = request.expectedSubprotocol().split(",")[0];
            response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, first);
        }
        return new DefaultFullHttpResponse(
                response.protocolVersion(),
                response.status(),
                Unpooled.EMPTY_BUFFER,
                response.headers(),
                EmptyHttpHeaders.INSTANCE);
    }

    private void fail(ChannelHandlerContext ctx, String why) {
        ctx.fireExceptionCaught(new StompConnectionException("no WebSocket at " + address + ": " + why));
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ctx.fireExceptionCaught(new StompConnectionException(
                "no WebSocket at " + address + ": the server closed the connection without an answer to the request"));
        ctx.fireChannelInactive();
    }
}
