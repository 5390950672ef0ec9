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
package io.github.camelstomp2.property;

import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.testbed.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A frame that a broker may send.
 *
 * @param headers name, value, name, value, …; made representable before they are used
 * @param body one octet per character
 * @param measured whether a body has a {@code content-length}; one with a NUL always has
 * @param before what stands between it and the frame before
 */
record BrokerFrame(StompCommand command, List<String> headers, String body, boolean measured, String before) {
    /** Any but CONNECTED. */
    static Arbitrary<BrokerFrame> any() {
        return frames(Arbitraries.of(StompCommand.MESSAGE, StompCommand.RECEIPT, StompCommand.ERROR));
    }

    static Arbitrary<BrokerFrame> connected() {
        return frames(Arbitraries.just(StompCommand.CONNECTED));
    }

    private static Arbitrary<BrokerFrame> frames(Arbitrary<StompCommand> commands) {
        return Combinators.combine(
                        commands,
                        Texts.any().list().ofMaxSize(12),
                        Arbitraries.strings()
                                .withChars('\0', '\n', 'M', '\u00ff')
                                .ofMaxLength(40),
                        Arbitraries.of(true, false),
                        Arbitraries.of("", "\n", "\n\n\n", "\r\n\n"))
                .as(BrokerFrame::new);
    }

    private StompHeaders headersIn(StompVersion version) {
        StompHeaders.Builder builder = StompHeaders.builder();
        boolean escapes = command != StompCommand.CONNECTED;
        for (int i = 0; i + 1 < headers.size(); i += 2) {
            String name = text(headers.get(i), version, escapes);
            String value = text(headers.get(i + 1), version, escapes);
            if (!name.isEmpty() && !Set.of("version", "content-length").contains(name)) {
                builder.add(name, value);
            }
        }
        if (command == StompCommand.CONNECTED) {
            builder.add("version", version.number());
        }
        return builder.build();
    }

    private static String text(String any, StompVersion version, boolean escapes) {
        String text = Texts.representable(any, version);
        return escapes ? text : Texts.withoutEscapes(text);
    }

    private byte[] allowedBody() {
        return (command.mayHaveBody() ? body : "").getBytes(StandardCharsets.ISO_8859_1);
    }

    private boolean hasLength() {
        return measured || body.indexOf(0) >= 0;
    }

    /** As the component has to read it. */
    StompFrame expected(StompVersion version) {
        StompHeaders.Builder all = headersIn(version).toBuilder();
        if (hasLength() && allowedBody().length > 0) {
            all.add("content-length", "" + allowedBody().length);
        }
        return new StompFrame(command, all.build(), allowedBody());
    }

    /** As it stands on the wire, written by one who knows nothing of the component. */
    byte[] octets(StompVersion version) {
        ServerFrame frame = ServerFrame.of(command.name()).body(allowedBody());
        headersIn(version).forEach(frame::header);
        byte[] octets = (hasLength() ? frame : frame.withoutContentLength()).bytes(version.number());
        return Octets.join(before.getBytes(StandardCharsets.US_ASCII), octets);
    }

    @Override
    public String toString() {
        return command + " " + headers + " " + body.length() + " B" + (measured ? " measured" : "");
    }
}
