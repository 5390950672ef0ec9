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
package io.github.camelstomp2.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelstomp2.conformance.Vector.Ending;
import io.github.camelstomp2.protocol.StompVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The notation means what its README says, and whatever is not understood is an error. */
class VectorFileTest {
    private static final String HEAD = "== t\nrules: UTF_8\nversions: 1.2\n";

    @Test
    void printableAsciiStandsForItselfAlsoTheBackslash() {
        assertThat(Notation.octets("a:\\n\\c|*")).isEqualTo("a:\\n\\c|*".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void namesCodePointsOctetsAndRepetitions() {
        assertThat(Notation.octets("^@<lf><cr><tab><sp><lt>")).containsExactly(0, 10, 13, 9, 32, '<');
        assertThat(Notation.octets("<u+00fc><u+20ac><u+1f600>"))
                .isEqualTo("\u00fc\u20ac\ud83d\ude00".getBytes(StandardCharsets.UTF_8));
        assertThat(Notation.octets("<ff 00>")).containsExactly(0xff, 0);
        assertThat(Notation.octets("<a<lf>*2>b")).containsExactly('a', 10, 'a', 10, 'b');
        assertThat(Notation.octets("<<ff>*3>")).containsExactly(0xff, 0xff, 0xff);
        assertThat(Notation.octets("<ff*2>")).containsExactly('f', 'f', 'f', 'f');
    }

    @Test
    void aTextMayHoldHalfASurrogatePairButNoOctets() {
        assertThat(Notation.text("a<u+d800>^@<u+1f600>")).isEqualTo("a\ud800\0\ud83d\ude00");
        assertThatIllegalArgumentException().isThrownBy(() -> Notation.text("<ff>"));
        assertThatIllegalArgumentException().isThrownBy(() -> Notation.octets("<u+d800>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<", "<x", ">", "x>", "<>", "<FF>", "<fff>", "<nul>", "<u+20>", "<x*0>", "<x*>", "\u00fc", "\t"})
    void unknownNotationIsRefused(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> Notation.octets(written));
    }

    @Test
    void aVectorIsOnePerVersionAndAlternative() {
        List<Vector> vectors = VectorFile.parse(
                "f",
                """
                # a comment
                == t
                rules: UTF_8, COLON_READ
                versions: 1.1 before-connected
                for: x | <u+00fc>
                read:
                |ERROR
                |<_>:
                |
                |^@
                frame: ERROR
                header <_> =>
                """);

        assertThat(vectors)
                .extracting(Object::toString)
                .containsExactly(
                        "1.1, f: t [x]",
                        "before CONNECTED, f: t [x]",
                        "1.1, f: t [<u+00fc>]",
                        "before CONNECTED, f: t [<u+00fc>]");
        Vector.Read last = (Vector.Read) vectors.get(3);
        assertThat(last.octets()).isEqualTo("ERROR\n\u00fc:\n\n\0".getBytes(StandardCharsets.UTF_8));
        assertThat(last.frames().get(0).headers().get("\u00fc")).isEmpty();
        assertThat(last.ending()).isEqualTo(Ending.AT_REST);
        assertThat(last.source().rules()).containsExactly(Rule.UTF_8, Rule.COLON_READ);
    }

    @Test
    void endingsLimitsAndFramesThatAreWritten() {
        assertThat(read(HEAD + "limits: body 1, headers 2, line 3, head 4\nread:\n|x\nfatal: m")
                        .limits()
                        .maxHeadSize())
                .isEqualTo(4);
        assertThat(read(HEAD + "read:\n|x\nwaits").ending()).isEqualTo(Ending.WAITING);
        assertThat(read(HEAD + "read:\n|x\nfatal-at-last-octet: m").ending()).isEqualTo(Ending.FATAL_AT_LAST_OCTET);
        Vector.Written written = (Vector.Written) VectorFile.parse(
                        "f", HEAD + "write: SEND\nheader <> => x\nbody: <ff>\nwithout-content-length\nrefused: m")
                .get(0);
        assertThat(written.source().version()).isEqualTo(StompVersion.V1_2);
        assertThat(written.frame().writesContentLength()).isFalse();
        assertThat(written.octets()).isNull();
    }

    private static Vector.Read read(String file) {
        return (Vector.Read) VectorFile.parse("f", file).get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outside",
                "== t\nversions: 1.2\nread:\n|x\nwaits",
                "== t\nrules:\nversions: 1.2\nread:\n|x\nwaits",
                "== t\nrules: NO_SUCH_RULE\nversions: 1.2\nread:\n|x\nwaits",
                "== t\nrules: UTF_8\nversions: 1.3\nread:\n|x\nwaits",
                "== t\nrules: TRIMMED\nversions: 1.2\nread:\n|x\nwaits",
                "== t\nrules: UTF_8\nversions: 1.2 1.2\nread:\n|x\nwaits",
                HEAD,
                HEAD + "read:\nwaits",
                HEAD + "read:\n|x",
                HEAD + "read:\n|x\nwaits for it",
                HEAD + "read:\n|x\nfatal: ",
                HEAD + "read:\n|x\nfatal:",
                HEAD + "read:\n|x\nnothing\nwaits",
                HEAD + "read:\n|x \nwaits",
                HEAD + "read:\n|<nul>\nwaits",
                HEAD + "read:\n|x\nframe: HELLO\n",
                HEAD + "read:\n|x\nframe: MESSAGE\nheader a: b",
                HEAD + "read:\n|x\nframe: MESSAGE\nheader a =>  b",
                HEAD + "read:\n|x\nframe: MESSAGE\nbody: x\nbody: y",
                HEAD + "limits: body 1\nread:\n|x\nwaits",
                HEAD + "write: ACK\nheader a => b",
                HEAD + "write: ACK\noctets:\n|x\nrefused: y",
                HEAD + "read:\n|x\nwaits\n\n" + HEAD + "read:\n|y\nwaits",
            })
    void whatIsNotUnderstoodIsRefused(String file) {
        assertThatIllegalArgumentException().isThrownBy(() -> VectorFile.parse("f", file));
    }
}
