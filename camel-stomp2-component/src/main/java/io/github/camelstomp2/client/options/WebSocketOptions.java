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
package io.github.camelstomp2.client.options;

import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.text.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How {@code ws://} and {@code wss://} connections are made; the same for every broker of the list.
 *
 * @param headers of the HTTP request that asks for the WebSocket; their values are secrets
 * @param frames in which kind of message STOMP frames are written
 * @param maxMessage octets of a message beyond which a STOMP frame is written in several; 0: never
 * @param compression whether to offer permessage-deflate
 */
public record WebSocketOptions(StompHeaders headers, Frames frames, int maxMessage, boolean compression) {
    /** In which kind of WebSocket message a STOMP frame is written. */
    public enum Frames {
        /** Text if all of the frame is UTF-8, otherwise binary. */
        AUTO,
        /** Text. */
        TEXT,
        /** Binary. */
        BINARY
    }

    /** No headers, text or binary by content, one message for each frame, no compression. */
    public static final WebSocketOptions DEFAULT = new WebSocketOptions(StompHeaders.EMPTY, Frames.AUTO, 0, false);

    /** The same with these headers, instead of those that have the same names. */
    public WebSocketOptions with(StompHeaders others) {
        StompHeaders.Builder all = StompHeaders.builder();
        headers.forEach((name, value) -> {
            if (IntStream.range(0, others.size()).noneMatch(i -> others.name(i).equalsIgnoreCase(name))) {
                all.add(name, value);
            }
        });
        others.forEach(all::add);
        return new WebSocketOptions(all.build(), frames, maxMessage, compression);
    }

    /** What nobody may read: the values of the headers that hold secrets, and what stands in them behind a scheme. */
    public List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        headers.forEach((name, value) -> {
            if (SecretNames.isSecret(name)) {
                secrets.add(value);
                secrets.add(value.substring(value.indexOf(' ') + 1));
            }
        });
        return secrets;
    }

    /** Without the values of the headers. */
    @Override
    public String toString() {
        return "WebSocketOptions[" + headers.size() + " headers, frames=" + frames + ", maxMessage=" + maxMessage
                + ", compression=" + compression + "]";
    }
}
