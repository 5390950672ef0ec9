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

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.ReadableByteChannel;
import org.fusesource.hawtbuf.AsciiBuffer;
import org.fusesource.hawtbuf.Buffer;
import org.fusesource.hawtdispatch.transport.ProtocolCodec;
import org.fusesource.hawtdispatch.transport.Transport;
import org.fusesource.stomp.codec.StompFrame;
import org.fusesource.stomp.codec.StompProtocolCodec;

/**
 * stompjms, the library below the old {@code camel-stomp}, with the codec that it gives to its transport. It reads from
 * and writes to channels itself: what stands for {@link ReadBuffers} is the copy into its own buffer. Its frames hold
 * octets; Strings are made with its {@code decodeHeader}, names with the cheaper {@code toString} that knows ASCII only.
 * It knows neither versions nor the escape of a carriage return. Each frame is followed by a line feed.
 */
final class StompjmsCodec {
    private StompjmsCodec() {}

    static final class Decoder implements DecoderUnderTest {
        private final StompProtocolCodec codec = new StompProtocolCodec();
        private ByteBuffer available = ByteBuffer.allocate(0);

        Decoder() {
            codec.max_data_length = Limits.BODY;
            codec.max_headers = Limits.HEADERS;
            codec.max_header_length = Limits.HEADER_LENGTH;
            codec.setTransport(transport(new Source(), null));
        }

        @Override
        public void read(byte[] octets, int offset, int length, FrameSink sink) throws IOException {
            available = ByteBuffer.wrap(octets, offset, length);
            for (Object next = codec.read(); next != null; next = codec.read()) {
                StompFrame frame = (StompFrame) next;
                for (StompFrame.HeaderEntry header : frame.headerList()) {
                    sink.header(header.getKey().toString(), StompFrame.decodeHeader(header.getValue()));
                }
                sink.body(frame.content().toByteArray());
            }
        }

        private final class Source implements ReadableByteChannel {
            @Override
            public int read(ByteBuffer destination) {
                int length = Math.min(destination.remaining(), available.remaining());
                destination.put(available.slice(available.position(), length));
                available.position(available.position() + length);
                return length;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        }
    }

    static final class Encoder implements EncoderUnderTest {
        private static final AsciiBuffer SEND = new AsciiBuffer("SEND");

        private final StompProtocolCodec codec = new StompProtocolCodec();
        private OctetSink sink;

        Encoder() {
            codec.setTransport(transport(null, new Sink()));
        }

        @Override
        public void write(SampleFrame frame, OctetSink sink) throws IOException {
            this.sink = sink;
            StompFrame sent = new StompFrame(SEND);
            for (SampleFrame.Header header : frame.headers()) {
                sent.addHeader(StompFrame.encodeHeader(header.name()), StompFrame.encodeHeader(header.value()));
            }
            sent.content(new Buffer(frame.body()));
            sent.addContentLengthHeader();
            // It accepts no more than its buffer holds until the buffer is flushed.
            while (codec.write(sent) == ProtocolCodec.BufferState.FULL) {
                codec.flush();
            }
        }

        @Override
        public void flush(OctetSink sink) throws IOException {
            this.sink = sink;
            codec.flush();
        }

        private final class Sink implements GatheringByteChannel {
            @Override
            public int write(ByteBuffer source) {
                int length = source.remaining();
                sink.octets(source);
                source.position(source.limit());
                return length;
            }

            @Override
            public long write(ByteBuffer[] sources, int offset, int length) {
                long written = 0;
                for (int i = offset; i < offset + length; i++) {
                    written += write(sources[i]);
                }
                return written;
            }

            @Override
            public long write(ByteBuffer[] sources) {
                return write(sources, 0, sources.length);
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        }
    }

    /** The codec uses only the two channels of its transport. */
    private static Transport transport(ReadableByteChannel source, GatheringByteChannel sink) {
        return (Transport) Proxy.newProxyInstance(
                Transport.class.getClassLoader(),
                new Class<?>[] {Transport.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getReadChannel" -> source;
                    case "getWriteChannel" -> sink;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
