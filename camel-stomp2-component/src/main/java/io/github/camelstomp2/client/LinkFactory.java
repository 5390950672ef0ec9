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
package io.github.camelstomp2.client;

import io.github.camelstomp2.codec.StompFrameDecoder;
import io.github.camelstomp2.codec.StompFrameEncoder;
import io.github.camelstomp2.protocol.StompConnectionException;
import io.github.camelstomp2.session.ConnectRequest;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Makes links: the pipeline, and the attempt to connect. */
final class LinkFactory {
    /** Name of the decoder in the pipeline; the heart-beats are put before it when they are agreed upon. */
    static final String DECODER = "decoder";

    static final String HEART_BEAT = "heart-beat";

    private final StompClientOptions options;
    private final NettyTransport transport;
    private final EventLoop eventLoop;

    LinkFactory(StompClientOptions options, NettyTransport transport, EventLoop eventLoop) {
        this.options = options;
        this.transport = transport;
        this.eventLoop = eventLoop;
    }

    /** A link that has yet to be opened; its connect timeout runs from now on. */
    StompLink create(BrokerAddress address, ConnectRequest request, StompLink.Owner owner) {
        return new StompLink(address, options.protocol(), request, options.connectTimeout(), eventLoop, owner);
    }

    /** Begins to connect. Whatever happens, the owner's {@code linkDown} is called in the end. */
    void open(StompLink link) {
        BrokerAddress address = link.address();
        new Bootstrap()
                .group(eventLoop)
                .channel(transport.channelType())
                .resolver(transport.resolver())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        options.connectTimeout().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                // What was read is handed over when a round of reading ends. Netty's rounds of sixteen reads would
                // bring
                // thousands of small messages at once, long after the workers ran out of them.
                .option(ChannelOption.RCVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(1))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        fill(channel.pipeline(), link);
                    }
                })
                .connect(InetSocketAddress.createUnresolved(address.host(), address.port()))
                .addListener(attempt -> {
                    if (!attempt.isSuccess()) {
                        link.end(NettyFailures.toStomp(address, attempt.cause()));
                    }
                });
    }

    private void fill(ChannelPipeline pipeline, StompLink link) {
        if (link.address().tls()) {
            pipeline.addLast("tls", tlsHandler(link.address()));
        }
        pipeline.addLast(DECODER, new StompFrameDecoder(options.protocol().limits()))
                .addLast("encoder", new StompFrameEncoder(options.protocol().limits()))
                .addLast("link", link);
    }

    private SslHandler tlsHandler(BrokerAddress address) {
        SSLEngine engine = sslContext().createSSLEngine(address.host(), address.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        // The rules of HTTPS are those that JMS and AMQP clients apply to a broker's certificate too.
        parameters.setEndpointIdentificationAlgorithm(options.tls().verifyHostname() ? "HTTPS" : "");
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeout(options.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    private SSLContext sslContext() {
        SSLContext configured = options.tls().context();
        if (configured != null) {
            return configured;
        }
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new StompConnectionException("this JVM has no default TLS context", e);
        }
    }
}
