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
package io.github.camelstomp2.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.conformance.Holds;
import io.github.camelstomp2.conformance.Rule;
import io.github.camelstomp2.fuzz.Held;
import io.github.camelstomp2.protocol.SkippedMessage;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaderNames;
import io.github.camelstomp2.protocol.StompProtocolException;
import io.github.camelstomp2.protocol.StompVersion;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the decoder keeps, what it uses again, and what octets cost that come in many pieces. */
class DecoderMemoryTest {
    private static final Duration ENOUGH = Duration.ofSeconds(30);

    private static final byte[] TWO_ALIKE =
            Octets.of("MESSAGE\nx-own:\u00c3\u00bc\nid:1\n\n^@MESSAGE\nx-own:\u00c3\u00bc\nid:2\n\n^@");

    @Test
    @Holds(Rule.NAMES_AND_ORDER)
    void reusesTheStringsOfALineThatEqualsTheSameLineOfTheFrameBefore() {
        assertReused(Reader.in(StompVersion.V1_2).receive(TWO_ALIKE).frames());
    }

    @Test
    void reusesThemAlsoWhenTheLinesComeOctetByOctet() {
        assertReused(Reader.in(StompVersion.V1_2).receiveOneByOne(TWO_ALIKE).frames());
    }

    private static void assertReused(List<StompFrame> frames) {
        assertThat(frames.get(1).headers().name(0))
                .isSameAs(frames.get(0).headers().name(0));
        assertThat(frames.get(1).headers().value(0))
                .isSameAs(frames.get(0).headers().value(0));
        assertThat(frames.get(1).headers().value(1)).isEqualTo("2");
    }

    @Test
    void reusesTheNameWhenOnlyTheValueIsNew() {
        List<StompFrame> frames = Reader.in(StompVersion.V1_2)
                .receive("MESSAGE\nx-own:1\n\n^@MESSAGE\nx-own:2\n\n^@")
                .frames();

        assertThat(frames.get(1).headers().name(0))
                .isSameAs(frames.get(0).headers().name(0));
        assertThat(frames.get(1).headers().value(0)).isEqualTo("2");
    }

    @Test
    void makesNoNewStringsForTheNamesOfTheProtocol() throws IllegalAccessException {
        for (Field field : StompHeaderNames.class.getFields()) {
            String name = (String) field.get(null);
            StompFrame frame = Reader.in(StompVersion.V1_2)
                    .receive("MESSAGE\n" + name + ":0\n\n^@")
                    .frames()
                    .get(0);
            assertThat(frame.headers().name(0)).isSameAs(name);
            assertThat(frame.headers().value(0)).isEqualTo("0");
        }
    }

    @Test
    @Holds(Rule.LIMIT_MEMORY)
    void whatWasFatalIsNotKept() {
        for (String frame :
                List.of("MESSAGE\nlong:" + "x".repeat(40_000) + "\nbroken\n", "ERROR\n\n" + "x".repeat(90_000))) {
            Reader reader = new Reader(StompLimits.of(80_000, 10, 50_000));
            reader.receive("CONNECTED\nversion:1.2\n\n^@").receive("MESSAGE\nk:" + "y".repeat(6_000) + "\n\n^@");
            for (int i = 0; i < frame.length(); i += 10_000) {
                reader.receive(frame.substring(i, Math.min(frame.length(), i + 10_000)));
            }

            assertThat(reader.events()).last().isInstanceOf(StompProtocolException.class);
            assertThat(Held.octets(reader.channel().pipeline().get(StompFrameDecoder.class)))
                    .isLessThan(20_000);
            reader.end();
        }
    }

    @Test
    @Holds({Rule.LIMIT_MEMORY, Rule.LIMIT_SKIPPED})
    void whatIsSkippedIsNotKeptWhileItComesNorAfterwards() {
        String line = "x".repeat(60_000) + "\n";
        for (String frame : List.of(
                "MESSAGE\nack:" + line + ("message-id:" + line).repeat(20),
                "MESSAGE\n" + ("ack:" + "x".repeat(1_000) + "\n").repeat(1_000),
                "MESSAGE\nlong:" + line + "\n" + line.repeat(20),
                "MESSAGE\ncontent-length:1000000\n\n" + "x".repeat(1_000_000))) {
            Reader reader = Reader.in(StompVersion.V1_2, StompLimits.of(80_000, 10, 50_000));
            for (int i = 0; i < frame.length(); i += 10_000) {
                reader.receive(frame.substring(i, Math.min(frame.length(), i + 10_000)));
            }

            assertThat(Held.octets(reader.channel().pipeline().get(StompFrameDecoder.class)))
                    .isLessThan(20_000);
            reader.receive(frame.contains("\n\n") ? "^@" : "\n^@");
            assertThat(reader.events()).singleElement().isInstanceOf(SkippedMessage.class);
            reader.end();
        }
    }

    @Test
    @Holds(Rule.LIMIT_MEMORY)
    void aLongHeadIsNotKept() {
        Reader reader = Reader.in(StompVersion.V1_2).receive("MESSAGE\nlong:" + "x".repeat(40_000) + "\n\n^@");

        assertThat(Held.octets(reader.channel().pipeline().get(StompFrameDecoder.class)))
                .isLessThan(20_000);
        reader.end();
    }

    @Test
    @Holds(Rule.LIMIT_MEMORY)
    void aDeclaredLengthAloneTakesNoMemory() {
        Reader reader = Reader.in(StompVersion.V1_2);
        byte[] head = Octets.of("MESSAGE\ncontent-length:67108864\n\nfirst octets");
        long before = allocated();

        reader.receive(head);

        assertThat(allocated() - before).isLessThan(1_000_000);
        assertThat(reader.events()).isEmpty();
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    // Linear work takes some seconds here, quadratic work minutes.
    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    @Holds(Rule.LINEAR_COST)
    void drippingOctetsCostLinearTime() {
        int count = 500_000;
        byte[] many = new byte[count];
        Reader reader = Reader.in(StompVersion.V1_2, StompLimits.of(count, 10, 2 * count));

        Duration needed = ProcessorTime.of(() -> {
            drip(reader.receive("MESSAGE\na:"), many, 'x');
            drip(reader.receive("\nb:"), many, '\r');
            drip(reader.receive("x\n\n"), many, 'x');
            drip(reader.receive("^@"), many, '\n');
            drip(reader.receive("MESSAGE\ncontent-length:" + count + "\n\n"), many, '\0');
            reader.receive("^@");
        });

        assertThat(needed).isLessThan(ENOUGH);
        assertThat(reader.frames()).hasSize(2);
        assertThat(reader.frames().get(0).headers().get("a")).hasSize(count);
        assertThat(reader.frames().get(0).headers().get("b")).hasSize(count + 1);
        assertThat(reader.frames().get(0).body()).hasSize(count);
        assertThat(reader.frames().get(1).body()).hasSize(count);
    }

    private static void drip(Reader reader, byte[] octets, char octet) {
        Arrays.fill(octets, (byte) octet);
        reader.receiveOneByOne(octets);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    @Holds(Rule.LINEAR_COST)
    void manySmallFramesAfterALargeHeadCostLinearTime() {
        Reader reader = Reader.in(StompVersion.V1_2, StompLimits.of(1_000, 1_000, 900_000));
        reader.receive("MESSAGE\na:" + "x".repeat(800_000) + "\n\n^@");

        reader.receive("MESSAGE\na:b\n\n^@".repeat(100_000));

        assertThat(reader.frames()).hasSize(100_001);
    }
}
