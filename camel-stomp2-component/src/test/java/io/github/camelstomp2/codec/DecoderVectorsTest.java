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

import io.github.camelstomp2.conformance.Vector;
import io.github.camelstomp2.conformance.Vector.Ending;
import io.github.camelstomp2.conformance.Vectors;
import io.github.camelstomp2.protocol.StompCommand;
import io.github.camelstomp2.protocol.StompFrame;
import io.github.camelstomp2.protocol.StompHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The vectors of {@code resources/conformance} that a broker sends. Every one is read in one piece, octet by octet, and
 * split in two at each position or some of them, as {@link Reader} says.
 */
class DecoderVectorsTest {
    private static final List<Vector.Read> ALL = Vectors.read();

    private static final List<Vector.Read> AT_REST = endingIn(Ending.AT_REST);
    private static final List<Vector.Read> WAITING = endingIn(Ending.WAITING);
    private static final List<Vector.Read> FATAL =
            ALL.stream().filter(Vector.Read::isFatal).toList();
    private static final List<Vector.Read> FATAL_AT_LAST_OCTET = endingIn(Ending.FATAL_AT_LAST_OCTET);

    private static final List<Vector.Read> FATAL_IN_A_SESSION =
            FATAL.stream().filter(vector -> vector.source().version() != null).toList();

    private static List<Vector.Read> endingIn(Ending ending) {
        return ALL.stream().filter(vector -> vector.ending() == ending).toList();
    }

    @ParameterizedTest
    @FieldSource("AT_REST")
    void reads(Vector.Read vector) {
        Reader.Outcome outcome = outcome(vector, vector.octets());

        assertThat(outcome.fatal()).isNull();
        assertThat(outcome.frames()).isEqualTo(vector.frames());
    }

    @ParameterizedTest
    @FieldSource("WAITING")
    void waitsForMore(Vector.Read vector) {
        Reader reader = in(vector).receive(vector.octets());
        assertThat(reader.frames()).isEqualTo(vector.frames());

        Reader.Outcome outcome = outcome(vector, vector.octets());
        assertThat(outcome.frames()).isEqualTo(vector.frames());
        assertThat(outcome.fatal()).isEqualTo("the connection ended in the middle of a frame");
    }

    @ParameterizedTest
    @FieldSource("FATAL")
    void refuses(Vector.Read vector) {
        Reader.Outcome outcome = outcome(vector, vector.octets());

        assertThat(outcome.frames()).isEqualTo(vector.frames());
        assertThat(outcome.fatal()).contains(vector.message()).doesNotContain("secret");
    }

    @ParameterizedTest
    @FieldSource("FATAL")
    void refusesWithoutTheEndOfTheConnection(Vector.Read vector) {
        assertThat(in(vector).receive(vector.octets()).events()).anyMatch(Throwable.class::isInstance);
    }

    @ParameterizedTest
    @FieldSource("FATAL_AT_LAST_OCTET")
    void refusesAsSoonAsItIsCertain(Vector.Read vector) {
        byte[] octets = vector.octets();

        Reader reader = in(vector).receive(octets, 0, octets.length - 1);
        assertThat(reader.frames()).isEqualTo(vector.frames());
        reader.receive(octets, octets.length - 1, octets.length);

        assertThat(reader.events()).anyMatch(Throwable.class::isInstance);
    }

    @ParameterizedTest
    @FieldSource("FATAL_IN_A_SESSION")
    void deliversWhatCameBeforeWhatIsFatal(Vector.Read vector) {
        byte[] first = Octets.of("MESSAGE\nfirst:1\n\nx^@");
        byte[] octets = Arrays.copyOf(first, first.length + vector.octets().length);
        System.arraycopy(vector.octets(), 0, octets, first.length, vector.octets().length);

        Reader.Outcome outcome = outcome(vector, octets);

        assertThat(outcome.frames())
                .startsWith(firstFrame())
                .hasSize(1 + vector.frames().size());
        assertThat(outcome.fatal()).contains(vector.message());
    }

    private static StompFrame firstFrame() {
        return new StompFrame(
                StompCommand.MESSAGE, StompHeaders.of("first", "1"), "x".getBytes(StandardCharsets.US_ASCII));
    }

    private static Reader in(Vector.Read vector) {
        return Reader.in(vector.source().version(), vector.limits());
    }

    private static Reader.Outcome outcome(Vector.Read vector, byte[] octets) {
        return Reader.readInEveryWay(vector.source().version(), vector.limits(), octets);
    }
}
