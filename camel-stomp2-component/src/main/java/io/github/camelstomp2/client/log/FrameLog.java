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
package io.github.camelstomp2.client.log;

import io.github.camelstomp2.protocol.ReceiptIds;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.text.PrintableText;
import io.github.camelstomp2.protocol.text.SecretNames;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every frame, at TRACE: command, headers without secrets, size of the body. While it is off it costs one question for each
 * frame. Event loop only.
 */
public final class FrameLog {
    /** What a channel is for, as logs show it. */
    public static final AttributeKey<String> CONNECTION = AttributeKey.valueOf(FrameLog.class, "connection");

    private static final Logger LOG = LoggerFactory.getLogger("io.github.camelstomp2.frames");

    private static final int MAX_VALUE = 200;

    /** Of CONNECT, whose other headers are the user's, and mostly secrets. */
    private static final Set<String> OF_CONNECT = Set.of(
            StompHeaderNames.ACCEPT_VERSION,
            StompHeaderNames.HOST,
            StompHeaderNames.HEART_BEAT,
            StompHeaderNames.CLIENT_ID);

    private FrameLog() {}

    /** It is going to be written. */
    public static void sent(Channel channel, StompFrame frame) {
        if (LOG.isTraceEnabled()) {
            LOG.trace("{} > {}", nameOf(channel), shown(frame));
        }
    }

    /**
     * It has been read.
     *
     * @param withoutSecrets of a frame in which the server may repeat what it was told
     */
    public static void received(Channel channel, StompFrame frame, UnaryOperator<StompFrame> withoutSecrets) {
        if (LOG.isTraceEnabled()) {
            boolean repeats = frame.command() == StompCommand.ERROR || frame.command() == StompCommand.CONNECTED;
            LOG.trace("{} < {}", nameOf(channel), shown(repeats ? withoutSecrets.apply(frame) : frame));
        }
    }

    private static String nameOf(Channel channel) {
        return channel.attr(CONNECTION).get() + " [" + channel.id().asShortText() + "]";
    }

    private static String shown(StompFrame frame) {
        StringBuilder text = new StringBuilder(frame.command().name());
        frame.headers().forEach((name, value) -> {
            String shown = isShown(frame.command(), name) ? shortened(value) : "xxxxxx";
            text.append(' ').append(PrintableText.of(name)).append(':').append(shown);
        });
        if (frame.receipt() != ReceiptIds.NONE) {
            text.append(" receipt:").append(ReceiptIds.text(frame.receipt()));
        }
        return text.append(", ").append(frame.body().length).append(" B").toString();
    }

    private static boolean isShown(StompCommand command, String header) {
        return command == StompCommand.CONNECT ? OF_CONNECT.contains(header) : !SecretNames.isSecret(header);
    }

    private static String shortened(String value) {
        String printable = PrintableText.of(value);
        return printable.length() <= MAX_VALUE ? printable : printable.substring(0, MAX_VALUE) + "…";
    }
}
