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

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.stomp.Command;
import io.vertx.ext.stomp.Frame;
import io.vertx.ext.stomp.StompServerOptions;
import io.vertx.ext.stomp.impl.FrameParser;
import java.util.Map;

/**
 * Vert.x STOMP. A read is copied into a heap buffer before it is parsed, as Vert.x's sockets do it. It unescapes values
 * but not names, keeps headers in a hash map, the first of a name, without their order, and looks neither at versions nor
 * at the NUL behind a body of known length.
 */
final class VertxCodec {
    private VertxCodec() {}

    static final class Decoder implements DecoderUnderTest {
        private final FrameParser parser = new FrameParser(new StompServerOptions()
                .setMaxBodyLength(Limits.BODY)
                .setMaxHeaders(Limits.HEADERS)
                .setMaxHeaderLength(Limits.HEADER_LENGTH));
        private FrameSink sink;

        Decoder() {
            parser.handler(this::frame);
        }

        @Override
        public void read(byte[] octets, int offset, int length, FrameSink sink) {
            this.sink = sink;
            parser.handle(Buffer.buffer(length).appendBytes(octets, offset, length));
        }

        private void frame(Frame frame) {
            for (Map.Entry<String, String> header : frame.getHeaders().entrySet()) {
                sink.header(header.getKey(), header.getValue());
            }
            sink.body(frame.getBodyAsByteArray());
        }
    }

    static final class Encoder implements EncoderUnderTest {
        @Override
        public void write(SampleFrame frame, OctetSink sink) {
            Frame sent = new Frame();
            sent.setCommand(Command.SEND);
            for (SampleFrame.Header header : frame.headers()) {
                sent.addHeader(header.name(), header.value());
            }
            sent.addHeader(Frame.CONTENT_LENGTH, Integer.toString(frame.body().length));
            // Wrapped: the copy that Buffer.buffer(byte[]) makes is not part of encoding.
            sent.setBody(Buffer.buffer(Unpooled.wrappedBuffer(frame.body())));
            sink.octets(sent.toBuffer().getByteBuf());
        }
    }
}
