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

import java.util.function.Supplier;

/** The measured encoders. */
public enum Encoders {
    CAMEL_STOMP2(CamelStomp2Codec.ChannelEncoder::new),
    /** Without a channel around it. */
    CAMEL_STOMP2_BUFFER(CamelStomp2Codec.BufferEncoder::new),
    NETTY(NettyCodec.Encoder::new),
    VERTX(VertxCodec.Encoder::new),
    SPRING(SpringCodec.Encoder::new),
    STOMPJMS(StompjmsCodec.Encoder::new),
    FLOOR_COPY(Floor.CopyingWriter::new);

    private final Supplier<EncoderUnderTest> constructor;

    Encoders(Supplier<EncoderUnderTest> constructor) {
        this.constructor = constructor;
    }

    /** An encoder for a session of version 1.2. */
    EncoderUnderTest connect() {
        return constructor.get();
    }
}
