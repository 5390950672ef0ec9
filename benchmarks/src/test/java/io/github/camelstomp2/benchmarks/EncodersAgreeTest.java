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

import io.github.camelstomp2.benchmarks.Shape.Repetition;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever is measured does the work: what each writes is the same frames, to the octet. */
class EncodersAgreeTest {
    @ParameterizedTest
    @EnumSource
    void each_encoder_writes_the_same_frames_flushed_each_or_together(Encoders peer) throws Exception {
        for (Shape shape : Shape.values()) {
            for (Repetition repetition : Repetition.values()) {
                List<SampleFrame> frames = shape.frames("SEND", repetition, 8);
                List<String> expected = frames.stream()
                        .flatMap(frame -> normalised(frame.octets()).stream())
                        .toList();
                for (int burst : new int[] {1, frames.size()}) {
                    assertThat(normalised(written(peer.connect(), frames, burst)))
                            .as("%s %s, %s per flush", shape, repetition, burst)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static byte[] written(EncoderUnderTest encoder, List<SampleFrame> frames, int burst) throws Exception {
        Collector collector = new Collector();
        for (int i = 0; i < frames.size(); i++) {
            encoder.write(frames.get(i), collector);
            if ((i + 1) % burst == 0) {
                encoder.flush(collector);
            }
        }
        return collector.octets.toByteArray();
    }

    /** Each frame with its header lines sorted, since some keep no order, and without a line feed before it. */
    private static List<String> normalised(byte[] octets) {
        List<String> frames = new ArrayList<>();
        String all = new String(octets, StandardCharsets.UTF_8);
        assertThat(all.strip()).endsWith("\0");
        for (String frame : all.split("\0")) {
            String text = frame.startsWith("\n") ? frame.substring(1) : frame;
            if (!text.isEmpty()) {
                int end = text.indexOf("\n\n");
                String[] lines = text.substring(0, end).split("\n");
                Arrays.sort(lines, 1, lines.length);
                String body = text.substring(end + 2);
                frames.add(String.join("\n", lines) + "\n\n" + body.length() + ":" + body.hashCode());
            }
        }
        return frames;
    }

    private static final class Collector implements EncoderUnderTest.OctetSink {
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        @Override
        public void octets(ByteBuf more) {
            octets.writeBytes(ByteBufUtil.getBytes(more));
        }

        @Override
        public void octets(ByteBuffer more) {
            byte[] copy = new byte[more.remaining()];
            more.duplicate().get(copy);
            octets.writeBytes(copy);
        }

        @Override
        public void octets(byte[] more) {
            octets.writeBytes(more);
        }
    }
}
