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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.benchmarks.Reads.Read;
import io.github.camelstomp2.benchmarks.SampleFrame.Header;
import io.github.camelstomp2.benchmarks.Shape.Repetition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever is measured does the work: each gives all frames, with all that is in them. */
class DecodersAgreeTest {
    private static final int ROUNDS = 2;

    static Stream<Arguments> everyDecoder() {
        return Stream.of(Decoders.values()).filter(Decoders::isCodec).flatMap(peer -> Stream.of(ReadBuffers.values())
                .filter(buffers -> buffers == ReadBuffers.WRAPPED || peer.standsInPipeline())
                .map(buffers -> Arguments.of(peer, buffers)));
    }

    @ParameterizedTest
    @MethodSource("everyDecoder")
    void each_decoder_gives_the_frames_that_were_written_wherever_reads_end(Decoders peer, ReadBuffers buffers)
            throws Exception {
        for (Shape shape : Shape.values()) {
            for (Repetition repetition : Repetition.values()) {
                List<SampleFrame> frames = shape.frames("MESSAGE", repetition, shape == Shape.LARGE ? 3 : 400);
                for (Cut cut : Cut.values()) {
                    assertThat(decoded(peer, buffers, cut.of(frames)))
                            .as("%s %s %s", shape, repetition, cut)
                            .isEqualTo(twice(frames));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyDecoder")
    void each_decoder_gives_a_frame_that_came_octet_by_octet(Decoders peer, ReadBuffers buffers) throws Exception {
        for (DripFrame part : DripFrame.values()) {
            assertThat(decoded(peer, buffers, part.ofOctets(3_500)))
                    .as("%s", part)
                    .isEqualTo(twice(List.of(part.frame(3_500))));
        }
    }

    /** A frame in a form in which no codec's habits show: headers without their order. */
    private record Content(List<String> headers, String body) {
        static Content of(List<Header> headers, byte[] body) {
            return new Content(
                    headers.stream().map(Header::toString).sorted().toList(),
                    body.length + ":" + Arrays.hashCode(body));
        }
    }

    private static List<Content> twice(List<SampleFrame> frames) {
        List<Content> all = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            frames.forEach(frame -> all.add(Content.of(frame.headersOnTheWire(), frame.body())));
        }
        return all;
    }

    private static List<Content> decoded(Decoders peer, ReadBuffers buffers, Reads source) throws Exception {
        DecoderUnderTest decoder = peer.connect(buffers);
        Collector collector = new Collector();
        for (int i = 0; i < ROUNDS; i++) {
            for (Read read : source.reads()) {
                decoder.read(source.octets(), read.offset(), read.length(), collector);
            }
        }
        return collector.frames;
    }

    private static final class Collector implements DecoderUnderTest.FrameSink {
        private final List<Content> frames = new ArrayList<>();
        private List<Header> headers = new ArrayList<>();

        @Override
        public void header(String name, String value) {
            headers.add(new Header(name, value));
        }

        @Override
        public void body(byte[] body) {
            frames.add(Content.of(headers, body));
            headers = new ArrayList<>();
        }
    }
}
