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

/** The measured decoders. */
public enum Decoders {
    CAMEL_STOMP2 {
        @Override
        DecoderUnderTest connect(ReadBuffers buffers) {
            return new CamelStomp2Codec.Decoder(buffers);
        }
    },
    NETTY {
        @Override
        DecoderUnderTest connect(ReadBuffers buffers) {
            return new NettyCodec.Decoder(buffers);
        }
    },
    VERTX {
        @Override
        DecoderUnderTest connect(ReadBuffers buffers) {
            return new VertxCodec.Decoder();
        }
    },
    SPRING {
        @Override
        DecoderUnderTest connect(ReadBuffers buffers) {
            return new SpringCodec.Decoder();
        }
    },
    STOMPJMS {
        @Override
        DecoderUnderTest connect(ReadBuffers buffers) {
            return new StompjmsCodec.Decoder();
        }
    },
    FLOOR_COPY {
        @Override
        DecoderUnderTest connect(ReadBuffers buffers) {
            return new Floor.CopyingReader();
        }
    },
    FLOOR_SCAN {
        @Override
        DecoderUnderTest connect(ReadBuffers buffers) {
            return new Floor.ScanningReader();
        }
    };

    /** A decoder in its state after CONNECTED of version 1.2. */
    abstract DecoderUnderTest connect(ReadBuffers buffers);

    /** Whether it makes frames. */
    boolean isCodec() {
        return this != FLOOR_COPY && this != FLOOR_SCAN;
    }

    /** Whether it is part of a pipeline, so that {@link ReadBuffers} matter. */
    boolean standsInPipeline() {
        return this == CAMEL_STOMP2 || this == NETTY;
    }
}
