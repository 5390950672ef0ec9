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

import io.github.camelstomp2.protocol.text.PrintableText;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The event that the broker has closed the WebSocket (RFC 6455, 5.5.1 and 7.4).
 *
 * @param code 1005: the broker gave none
 * @param reason the broker's words, printable; empty: it said nothing
 */
public record ClosedByPeer(int code, String reason) {
    private static final int NONE = 1005;

    /** From the payload of a close frame. */
    static ClosedByPeer of(ByteBuf payload) {
        if (payload.readableBytes() < 2) {
            return new ClosedByPeer(NONE, "");
        }
        int code = payload.readUnsignedShort();
        return new ClosedByPeer(code, PrintableText.of(payload.toString(StandardCharsets.UTF_8)));
    }

    /** Code, what it means, and the broker's words, to be appended to a sentence. */
    public String words() {
        String said = reason.isEmpty() ? "" : " (" + reason + ")";
        return " with WebSocket code " + code + meaning() + said;
    }

    private String meaning() {
        return switch (code) {
            case 1000 -> ", an orderly end";
            case 1001 -> ", the server goes away";
            case 1002 -> ", a violation of the protocol";
            case 1003 -> ", a kind of message that it does not take";
            case NONE -> ", no reason";
            case 1007 -> ", it cannot take what is in a message; RabbitMQ: a frame over its limit";
            case 1008 -> ", against its rules";
            case 1009 -> ", a message over its limit for WebSocket messages; see webSocketMaxMessage";
            case 1011 -> ", an error of the server";
            case 1012 -> ", the server restarts";
            case 1013 -> ", the server is busy";
            default -> "";
        };
    }
}
