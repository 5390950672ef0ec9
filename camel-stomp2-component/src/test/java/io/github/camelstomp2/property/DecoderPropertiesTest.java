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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelstomp2.codec.StompLimits;
import io.github.camelstomp2.fuzz.Chunking;
import io.github.camelstomp2.fuzz.DecoderRun;
import io.github.camelstomp2.fuzz.DecoderRun.Outcome;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import io.github.camelstomp2.protocol.StompVersion;
import io.github.camelstomp2.testbed.ServerFrame;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class DecoderPropertiesTest {
    private static final DecoderRun RUN = new DecoderRun();

    @Property
    void everyFrameIsReadAsTheBrokerMeantIt(
            @ForAll StompVersion version,
            @ForAll("connected") BrokerFrame connected,
            @ForAll("frames") @Size(max = 4) List<BrokerFrame> frames,
            @ForAll("sizes") List<Integer> sizes) {
        List<BrokerFrame> all = new ArrayList<>(frames);
        all.add(0, connected);
        List<StompFrame> expected = new ArrayList<>();
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (BrokerFrame frame : all) {
            expected.add(frame.expected(version));
            octets.writeBytes(frame.octets(version));
        }

        Outcome outcome = RUN.read(StompLimits.DEFAULT, octets.toByteArray(), Chunking.of(sizes));

        assertThat(outcome.fatal()).isNull();
        assertThat(outcome.frames()).isEqualTo(expected);
    }

    /** CONNECTED is read without escapes, what follows it with them: the same line is another header then. */
    @Property
    void aLineOfConnectedMayMeanSomethingElseInTheNextFrame(
            @ForAll StompVersion version, @ForAll("texts") String name, @ForAll("texts") String value) {
        String ownName = "x" + Texts.representable(name, version);
        String ownValue = Texts.representable(value, version);
        byte[] message = ServerFrame.of("MESSAGE").header(ownName, ownValue).bytes(version.number());
        byte[] line = Arrays.copyOfRange(message, "MESSAGE\n".length(), message.length - "\n\0".length());
        // In 1.1 no line of CONNECTED may end with one.
        Assume.that(version != StompVersion.V1_1 || !ownValue.endsWith("\r"));
        byte[] octets = Octets.join(
                Octets.of("CONNECTED\n"), line, Octets.of("version:" + version.number() + "\n\n\0"), message);

        Outcome outcome = RUN.read(StompLimits.DEFAULT, octets, Chunking.whole());

        assertThat(outcome.frames()).hasSize(2);
        assertThat(outcome.frames().get(1).headers()).isEqualTo(StompHeaders.of(ownName, ownValue));
    }

    @Property
    void aSplitChangesNothing(
            @ForAll StompVersion version,
            @ForAll("pieces") @Size(max = 30) List<String> pieces,
            @ForAll("sizes") List<Integer> sizes) {
        byte[] octets = Octets.inSession(version, String.join("", pieces));

        Outcome whole = RUN.read(StompLimits.DEFAULT, octets, Chunking.whole());

        assertSame(RUN.read(StompLimits.DEFAULT, octets, Chunking.of(sizes)), whole);
        for (int size = 1; size < octets.length; size += 1 + octets.length / 16) {
            assertSame(RUN.read(StompLimits.DEFAULT, octets, Chunking.of(List.of(size, octets.length))), whole);
        }
    }

    private static void assertSame(Outcome split, Outcome whole) {
        assertThat(split.frames()).isEqualTo(whole.frames());
        assertThat(split.fatal()).isEqualTo(whole.fatal());
    }

    @Property
    void whatIsHeldIsBoundedWhateverComesAndHoweverMuch(
            @ForAll StompVersion version,
            @ForAll("pieces") @NotEmpty @Size(max = 6) List<String> once,
            @ForAll("pieces") @NotEmpty @Size(max = 3) List<String> again,
            @ForAll @IntRange(min = 16, max = 3000) int size) {
        StompLimits limits = new StompLimits(1_000, 20, 100, 500);
        String unit = String.join("", again);
        byte[] octets = Octets.inSession(version, String.join("", once) + unit.repeat(30_000 / unit.length()));

        assertThat(RUN.read(limits, octets, Chunking.of(size)).held()).isLessThan(20_000);
    }

    @Provide
    Arbitrary<String> texts() {
        return Texts.any();
    }

    @Provide
    Arbitrary<BrokerFrame> connected() {
        return BrokerFrame.connected();
    }

    @Provide
    Arbitrary<List<BrokerFrame>> frames() {
        return BrokerFrame.any().list();
    }

    @Provide
    Arbitrary<List<Integer>> sizes() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(1, 5_000))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    /** Of what frames are made, right and wrong. */
    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "MESSAGE\n",
                        "RECEIPT\r\n",
                        "ERROR\n",
                        "CONNECTED\n",
                        "a:b\n",
                        "x:\\c\\n\n",
                        "x:\\r\r\n",
                        " y : z \n",
                        "content-length:3\n",
                        "content-length:65\n",
                        "\n",
                        "\r",
                        "\0",
                        "\n\0",
                        "\n\nabc\0",
                        "a",
                        ":",
                        "\\",
                        "\t")
                .list();
    }
}
