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
package io.github.camelstomp2.benchmarks;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.BufferingStompDecoder;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompDecoder;
import org.springframework.messaging.simp.stomp.StompEncoder;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.NativeMessageHeaderAccessor;

/**
 * Spring's {@code spring-messaging}, with the buffering decoder that its TCP client uses. It looks at no versions. It
 * makes a {@link Message} of each frame: the header map that comes with it is part of its design.
 */
final class SpringCodec {
    private SpringCodec() {}

    static final class Decoder implements DecoderUnderTest {
        private final BufferingStompDecoder decoder = new BufferingStompDecoder(new StompDecoder(), Limits.BODY);

        @Override
        public void read(byte[] octets, int offset, int length, FrameSink sink) {
            for (Message<byte[]> message : decoder.decode(ByteBuffer.wrap(octets, offset, length))) {
                nativeHeaders(message).forEach((name, values) -> values.forEach(value -> sink.header(name, value)));
                sink.body(message.getPayload());
            }
        }

        @SuppressWarnings("unchecked")
        private static Map<String, List<String>> nativeHeaders(Message<byte[]> message) {
            return (Map<String, List<String>>) message.getHeaders().get(NativeMessageHeaderAccessor.NATIVE_HEADERS);
        }
    }

    static final class Encoder implements EncoderUnderTest {
        private final StompEncoder encoder = new StompEncoder();

        @Override
        public void write(SampleFrame frame, OctetSink sink) {
            StompHeaderAccessor headers = StompHeaderAccessor.create(StompCommand.SEND);
            for (SampleFrame.Header header : frame.headers()) {
                headers.addNativeHeader(header.name(), header.value());
            }
            headers.setLeaveMutable(true);
            sink.octets(encoder.encode(MessageBuilder.createMessage(frame.body(), headers.getMessageHeaders())));
        }
    }
}
