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

import io.github.camelstomp2.client.log.TrafficFigures;
import io.github.camelstomp2.client.options.BrokerAddress;
import io.github.camelstomp2.client.options.StompClientOptions;
import io.github.camelstomp2.client.transport.NettyTransport;
import io.github.camelstomp2.protocol.StompException;
import io.github.camelstomp2.session.connect.Handshake;
import io.netty.channel.EventLoop;

/**
 * Makes the attempts to connect, one after the other: the request of each attempt, and what is learned from its result.
 * Event loop only.
 */
final class LinkAttempts {
    private final LinkFactory links;
    private final ConnectRequests requests;
    private final NettyTransport transport;
    private final LinkListener.Traffic traffic;
    private long began;

    /**
     * @param name what the connection is for, as logs show it
     * @param traffic told when data was read or can be written
     * @param figures counts what is read and written
     */
    LinkAttempts(
            String name,
            StompClientOptions options,
            NettyTransport transport,
            EventLoop eventLoop,
            LinkListener.Traffic traffic,
            TrafficFigures figures) {
        this.links = new LinkFactory(name, options, transport, eventLoop, figures);
        this.requests = new ConnectRequests(options, transport);
        this.transport = transport;
        this.traffic = traffic;
    }

    /** Makes a link that is opened later. */
    StompLink begin(BrokerAddress address, StompLink.Owner owner) {
        began = System.nanoTime();
        return links.create(address, requests.to(address), owner);
    }

    /** Begins to connect. */
    void open(StompLink link) {
        links.open(link, requests, traffic);
    }

    /** When the last attempt began, as a value of {@link System#nanoTime}. */
    long began() {
        return began;
    }

    /** The link is connected; other connections of the component may wait for that. */
    void succeeded(StompLink link) {
        transport.arrivals().reached(link.address(), System.nanoTime());
    }

    /** Whether CONNECTED shows which other request to send: then the link is ended, and the same broker is tried again at once. */
    boolean learnFrom(StompLink link, Handshake handshake) {
        return requests.learnsFrom(handshake, link.address());
    }

    /** Whether the failure shows which other request to send: then the same broker is tried again at once. */
    boolean learnFrom(StompLink link, StompException cause) {
        return requests.learnsFrom(cause, link.wasAsked(), link.address());
    }
}
