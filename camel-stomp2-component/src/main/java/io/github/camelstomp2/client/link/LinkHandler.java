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
package io.github.camelstomp2.client.link;

import io.github.camelstomp2.client.log.FrameLog;
import io.github.camelstomp2.client.log.TrafficFigures;
import io.github.camelstomp2.client.websocket.ClosedByPeer;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.protocol.StompFrame;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.function.UnaryOperator;

/** The last handler of a link's pipeline: passes events of the socket to link and session. Event loop only. */
final class LinkHandler extends ChannelInboundHandlerAdapter {
    private final StompLink link;
    private final LinkListener.Traffic traffic;
    private final TrafficFigures figures;
    private final UnaryOperator<StompFrame> withoutSecrets;

    LinkHandler(StompLink link, LinkListener.Traffic traffic, TrafficFigures figures) {
        this.link = link;
        this.traffic = traffic;
        this.figures = figures;
        this.withoutSecrets = link.session()::hideSecretsIn;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        link.registered(ctx.channel());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (!link.address().tls()) {
            link.open();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                link.open();
            } else {
                link.end(NettyFailures.ofHandshake(link.address(), handshake.cause()));
            }
        } else if (event instanceof ClosedByPeer closed) {
            closedByPeer(link.session().hideSecretsIn(closed.words()));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof StompFrame frame) {
                FrameLog.received(ctx.channel(), frame, withoutSecrets);
                figures.frameRead();
                link.session().receive(frame);
            } else if (message instanceof SkippedMessage skipped) {
                FrameLog.received(ctx.channel(), skipped.frame(), withoutSecrets);
                figures.frameRead();
                link.session().receive(skipped);
            } else {
                ReferenceCountUtil.release(message);
            }
        } catch (StompException e) {
            link.end(e);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        traffic.readComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            traffic.writable();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A StompConnectionException comes from the heart-beat handler of this client: the broker has not ended the
        // connection.
        link.broken(NettyFailures.toStomp(link.address(), cause, hint()), !(cause instanceof StompConnectionException));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closedByPeer("");
    }

    private void closedByPeer(String words) {
        link.broken(
                new StompConnectionException("the connection to " + link.address() + " was closed by the broker" + words
                        + link.lastWords() + hint()),
                true);
    }

    /** Servers that speak TLS mostly close without a word what is not TLS, and clients without a certificate that they trust. */
    private String hint() {
        if (link.wasUp()) {
            return "";
        }
        return " before it said CONNECTED; "
                + (link.address().tls()
                        ? "where it wants a certificate of this client, keyManagers of sslContextParameters must have one"
                        : "if it speaks TLS on this port, use ssl://");
    }
}
