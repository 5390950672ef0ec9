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
import io.github.camelstomp2.codec.TransportMessage;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once on each connection that the broker has changed messages. On its channel's event loop. */
final class ChangedContents extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(ChangedContents.class);

    private final BrokerAddress address;
    private boolean said;

    ChangedContents(BrokerAddress address) {
        this.address = address;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == TransportMessage.CONTENT_CHANGED && !said) {
            said = true;
            LOG.warn(
                    "{} has changed octets: a message is not as long as its content-length says. The broker writes U+FFFD"
                            + " for what is no UTF-8; the message is taken as it came. Send bytes over tcp:// or ssl://"
                            + " there",
                    address);
        }
        ctx.fireUserEventTriggered(event);
    }
}
